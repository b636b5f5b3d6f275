import type { Done, DoneKind } from '../../../contract/records.ts';
import type { TransferRecord } from '../model/transfer-record.ts';

/** Counts incrementally what finished transfers did. */
export interface DoneCounts {
  count(record: TransferRecord, sign: 1 | -1): void;
  /** In the order in which they first occurred. */
  all(): Done[];
}

export function createDoneCounts(): DoneCounts {
  const counts = new Map<DoneKind, { files: number; folders: number }>();
  return {
    count({ transfer }, sign) {
      if (transfer.state !== 'done') return;
      const kind = toDoneKind(transfer);
      const of = counts.get(kind) ?? { files: 0, folders: 0 };
      counts.set(kind, of);
      of[transfer.folder === null ? 'files' : 'folders'] += sign;
      if (of.files + of.folders === 0) counts.delete(kind);
    },
    all: () => [...counts].map(([kind, of]) => ({ kind, ...of })),
  };
}

/** A carried file counts as moved only if its original is gone. */
function toDoneKind({ kind, carried, outcome, failure }: TransferRecord['transfer']): DoneKind {
  if (outcome === 'skipped' || outcome === 'identical') return 'skipped';
  if (carried === null) return kind;
  return failure?.code === 'originalKept' ? 'copy' : carried.verb;
}
