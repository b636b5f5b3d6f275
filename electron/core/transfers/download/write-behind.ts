import type { PartFile } from './part-file.ts';

/** Written at once, while the next of that size arrives. */
const gatherBytes = 512 * 1024;

/** Blocks in order from one place on. They are gathered: a call to the system for each would cost more than its bytes. */
export interface WriteBehind {
  /** Resolves when there is room for more; fails with what an earlier write failed with. */
  push(block: Uint8Array): Promise<void>;
  /** Resolves when everything is written. */
  end(): Promise<void>;
}

export function createWriteBehind(part: PartFile, from: number, written: () => void): WriteBehind {
  let blocks: Uint8Array[] = [];
  let gathered = 0;
  let at = from;
  let last: Promise<void> = Promise.resolve();

  async function swap(): Promise<void> {
    await last;
    if (gathered === 0) return;
    const writing = part.write(blocks, at).then(written);
    // Whoever pushes next, or ends, hears of it.
    writing.catch(() => undefined);
    last = writing;
    at += gathered;
    blocks = [];
    gathered = 0;
  }

  return {
    async push(block) {
      blocks.push(block);
      gathered += block.length;
      if (gathered >= gatherBytes) await swap();
    },
    async end() {
      await swap();
      await last;
    },
  };
}
