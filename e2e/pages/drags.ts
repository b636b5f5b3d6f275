import { expect } from '@playwright/test';
import type { CDPSession, Locator, Page } from '@playwright/test';

/**
 * Real paths from the system: Playwright's drop refuses folders and has no paths; Chromium turns the
 * system's drag into `Input.dispatchDragEvent`.
 */
export interface Drag {
  over(target: Locator, keys?: { isCtrl?: boolean }): Promise<void>;
  drop(): Promise<void>;
  cancel(): Promise<void>;
}

// 1 means "copy", the only operation for files from outside.
export const dragFiles = (page: Page, paths: readonly string[]): Promise<Drag> =>
  dragData(page, { items: [], files: [...paths], dragOperationsMask: 1 });

/** Drags what `pull` returned from another window, or what another program might drag. */
export async function dragData(page: Page, data: DragData): Promise<Drag> {
  const session = await page.context().newCDPSession(page);
  let at = { x: 0, y: 0 };
  let modifiers = 0;
  const send = (type: DragType): Promise<unknown> =>
    session.send('Input.dispatchDragEvent', { type, ...at, data, modifiers });
  return {
    async over(target, { isCtrl = false } = {}) {
      at = await middleOf(target);
      modifiers = isCtrl ? ctrl : 0;
      await send('dragEnter');
      await send('dragOver');
      await send('dragOver');
    },
    async drop() {
      await send('drop');
      await session.detach();
    },
    async cancel() {
      await send('dragCancel');
      await session.detach();
      await page.mouse.move(at.x + 20, at.y);
    },
  };
}

const ctrl = 2;

type DragType = 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel';

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('nothing there to drag to');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

interface DragData {
  items: { mimeType: string; data: string; title?: string }[];
  files?: string[];
  dragOperationsMask: number;
}

/**
 * Presses on a row, waits until the page is ready (null: it doesn't plan so many items), and drags. Returns
 * what the page offers; null: it hands the drag to the system.
 */
export async function pull(
  page: Page,
  row: Locator,
  how: string | null,
  meanwhile = async (_dragged: DragData | null): Promise<void> => {},
): Promise<DragData | null> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.setInterceptDrags', { enabled: true });
  const dragged = new Promise<DragData>((resolve) =>
    session.once('Input.dragIntercepted', ({ data }) => resolve(data as DragData)),
  );
  const box = await row.boundingBox();
  if (box === null) throw new Error('nothing there to drag');
  const at = { x: box.x + 120, y: box.y + box.height / 2 };
  await press(session, 'mousePressed', at);
  if (how !== null) await expect(page.locator('[data-drag-out]')).toHaveAttribute('data-drag-out', how);
  await press(session, 'mouseMoved', { x: at.x + 12, y: at.y });
  await press(session, 'mouseMoved', { x: at.x + 30, y: at.y });
  const data = how === 'files' ? null : await dragged;
  await meanwhile(data);
  const none = { items: [], files: [], dragOperationsMask: 1 };
  if (data !== null) await session.send('Input.dispatchDragEvent', { type: 'dragCancel', ...at, data: none });
  await press(session, 'mouseReleased', { x: at.x + 30, y: at.y });
  await session.send('Input.setInterceptDrags', { enabled: false });
  await session.detach();
  return data;
}

const press = (session: CDPSession, type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', at: object) =>
  session.send('Input.dispatchMouseEvent', {
    type,
    button: 'left',
    buttons: type === 'mouseReleased' ? 0 : 1,
    clickCount: 1,
    ...(at as { x: number; y: number }),
  });
