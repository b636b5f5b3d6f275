import type { Locator, Page } from '@playwright/test';

/**
 * Drags files and folders with real paths from the system. Playwright's drop refuses folders and has no
 * paths; Chromium turns the system's drag into `Input.dispatchDragEvent`.
 */
export interface Drag {
  over(target: Locator): Promise<void>;
  drop(): Promise<void>;
  /** Esc; the page only notices at the next pointer move. */
  cancel(): Promise<void>;
}

export async function dragFiles(page: Page, paths: readonly string[]): Promise<Drag> {
  const session = await page.context().newCDPSession(page);
  // 1 means "copy", the only operation for files from outside.
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  let at = { x: 0, y: 0 };
  const send = (type: DragType): Promise<unknown> =>
    session.send('Input.dispatchDragEvent', { type, ...at, data });
  return {
    async over(target) {
      at = await middleOf(target);
      await send('dragEnter');
      // Only the second move finds the target highlighted.
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

type DragType = 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel';

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('nothing there to drag to');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
