import { randomUUID } from 'node:crypto';
import type { ItemRef } from '../../../contract/records.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import type { ChangeJob } from './change-job.ts';
import { toNewTransfer } from './new-record.ts';
import type { TransferRecord } from './transfer-record.ts';

export interface NewChange {
  entry: DriveEntry;
  /** The folder it is in, or was: "myfiles/Finance". */
  path: string;
  /** Where it goes; null where it goes nowhere. */
  to: { folder: ItemRef; path: string; name: string; keepBoth: boolean } | null;
}

export interface NewChanges {
  kind: ChangeJob['kind'];
  accountId: string;
  items: readonly NewChange[];
  /** The batch that this one takes back. */
  undoOf: string | null;
  nowMs: number;
}

/** So few are done in a moment: they become lines of the list only when something keeps them. */
export const maxQuiet = 50;

export function toChangeRecords({ kind, accountId, items, undoOf, nowMs }: NewChanges): TransferRecord[] {
  const batchId = randomUUID();
  const isQuiet = items.length <= maxQuiet;
  return items.map(({ entry, path, to }) => {
    const transfer = toNewTransfer({ batchId, accountId, path, nowMs }, kind, entry.name, 0);
    const item = { driveId: entry.driveId, itemId: entry.itemId };
    const folder = entry.kind === 'folder' ? { itemCount: entry.childCount } : null;
    const shown = { ...transfer, item, folder, isQuiet, undoOf, toPath: to?.path ?? null };
    return { transfer: shown, job: toJob(kind, entry, to), retry: null };
  });
}

function toJob(kind: ChangeJob['kind'], entry: DriveEntry, to: NewChange['to']): ChangeJob {
  const begun = { entry, interrupted: false };
  if (kind === 'delete' || kind === 'restore') return { kind, ...begun };
  if (to === null) throw new Error('a move or a copy goes somewhere');
  const { folder, name, keepBoth } = to;
  const arriving = { to: folder, name, keepBoth, replacing: null, conflictTarget: null, placed: null };
  if (kind === 'move') return { kind, ...begun, ...arriving };
  return { kind, ...begun, ...arriving, sent: null, monitorUrl: null };
}
