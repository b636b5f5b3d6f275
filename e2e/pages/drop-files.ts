import type { Locator, Page } from '@playwright/test';

/**
 * Files and folders dragged in from the system, with real paths. Playwright's own drop refuses folders and has no
 * paths; `Input.dispatchDragEvent` is what the system's drag becomes inside Chromium.
 */
export interface Drag {
  /** The pointer arrives, and rests, over the middle of something. */
  over(target: Locator): Promise<void>;
  /** Lets go where the pointer is. */
  drop(): Promise<void>;
  /** The drag ends without a drop (Esc); the page hears of that only from the pointer, which moves again. */
  cancel(): Promise<void>;
}

export async function dragFiles(page: Page, paths: readonly string[]): Promise<Drag> {
  const session = await page.context().newCDPSession(page);
  // 1 is "copy", the one thing files from outside allow.
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  let at = { x: 0, y: 0 };
  const send = (type: DragType): Promise<unknown> =>
    session.send('Input.dispatchDragEvent', { type, ...at, data });
  return {
    async over(target) {
      at = await middleOf(target);
      await send('dragEnter');
      // A pointer is never quite still: the second move is the one that finds the target lit up.
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
