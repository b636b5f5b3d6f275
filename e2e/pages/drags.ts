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
  const springs = await holdSprings(page);
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
      await springs.letGo();
      await session.detach();
    },
    async cancel() {
      await send('dragCancel');
      await session.detach();
      await page.mouse.move(at.x + 20, at.y);
      await springs.letGo();
    },
  };
}

export interface Springs {
  /** Opens what the drag rests on: one thing, and nothing that it only passed. */
  open(): Promise<void>;
  letGo(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** `restMs` of renderer/state/spring-load.ts */
const restMs = 1_000;

/**
 * What a drag rests on opens only when the test says so. Otherwise a slow machine would open what a drag
 * passes or drops on.
 */
export async function holdSprings(page: Page): Promise<Springs> {
  const held = await page.evaluateHandle((heldMs) => {
    const [start, stop] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
    const runs = new Map<number, () => void>();
    const longestMs = 2 ** 31 - 1;
    Object.assign(window, {
      setTimeout(run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]): number {
        // Fluent has timers of a second, too, but sets none of them while an event of a drag is handled.
        const isSpring = ms === heldMs && window.event instanceof DragEvent;
        if (!isSpring) return start(run, ms, ...given);
        // Another timer's id belongs to nothing else.
        const id = start(() => {}, longestMs);
        runs.set(id, () => run(...given));
        return id;
      },
      clearTimeout(id?: number): void {
        if (id !== undefined) runs.delete(id);
        stop(id);
      },
    });
    return { start, stop, runs };
  }, restMs);
  const letGo = async (): Promise<void> => {
    await held.evaluate(({ start, stop }) => {
      Object.assign(window, { setTimeout: start, clearTimeout: stop });
    });
    await held.dispose();
  };
  return {
    async open() {
      await expect.poll(() => held.evaluate(({ runs }) => runs.size), 'what the drag rests on').toBe(1);
      await held.evaluate(({ runs }) => {
        const due = [...runs.values()];
        runs.clear();
        for (const run of due) run();
      });
    },
    letGo,
    [Symbol.asyncDispose]: letGo,
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
    session.once('Input.dragIntercepted', ({ data }) => resolve(data)),
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
