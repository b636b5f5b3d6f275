import type { Index } from './index-client.ts';
import type { RowChange } from './index-calls.ts';

/** Combines changes into few transactions. */
export interface RowWriter {
  write(accountId: string, change: RowChange): Promise<void>;
}

interface Batch {
  waiting: RowChange[];
  written: Promise<void>;
}

export function createRowWriter(index: Pick<Index, 'call'>): RowWriter {
  /** Not started. Changes added during a write join the next one. */
  const batches = new Map<string, Batch>();
  const running = new Map<string, Promise<unknown>>();

  function begin(accountId: string): Batch {
    const waiting: RowChange[] = [];
    const written = (running.get(accountId) ?? Promise.resolve()).then(async () => {
      batches.delete(accountId);
      await index.call('change', { accountId, changes: waiting });
    });
    running.set(
      accountId,
      written.catch(() => undefined),
    );
    return { waiting, written };
  }

  return {
    write(accountId, change) {
      const batch = batches.get(accountId) ?? begin(accountId);
      batches.set(accountId, batch);
      batch.waiting.push(change);
      return batch.written;
    },
  };
}
