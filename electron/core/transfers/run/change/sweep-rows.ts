import type { ItemRef } from '../../../../contract/records.ts';
import type { Index } from '../../../index/index-client.ts';

/** Takes rows off the index in as few steps as the pace of the answers allows. */
export interface RowSweeper {
  /** Resolves when it is off. */
  remove(accountId: string, own: ItemRef): Promise<void>;
}

export function createRowSweeper(index: Index): RowSweeper {
  const sweeps = new Map<string, { waiting: ItemRef[]; next: Promise<void> }>();

  function begin(accountId: string, after: Promise<unknown>): { waiting: ItemRef[]; next: Promise<void> } {
    const waiting: ItemRef[] = [];
    const next = after.then(async () => {
      if (sweeps.get(accountId)?.waiting === waiting) sweeps.delete(accountId);
      await index.call('remove', { accountId, own: waiting });
    });
    return { waiting, next };
  }

  const running = new Map<string, Promise<unknown>>();
  return {
    remove(accountId, own) {
      let sweep = sweeps.get(accountId);
      if (sweep === undefined) {
        sweep = begin(accountId, running.get(accountId) ?? Promise.resolve());
        sweeps.set(accountId, sweep);
        running.set(
          accountId,
          sweep.next.catch(() => undefined),
        );
      }
      sweep.waiting.push(own);
      return sweep.next;
    },
  };
}
