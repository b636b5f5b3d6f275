import type { CarryVerb, ItemRef } from '../../../contract/records.ts';
import { sameItem } from '../../graph/addressing.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import { newUploadJob, toNewTransfer } from './new-record.ts';
import type { Carried, TransferRecord } from './transfer-record.ts';

export interface NewCarry {
  batchId: string;
  verb: CarryVerb;
  /** Where it comes from. */
  from: { accountId: string; path: string; emptied: readonly ItemRef[] };
  /** Where it goes. */
  to: { accountId: string; parent: ItemRef; path: string };
  /** What it is called there, where that is another name. */
  name?: string | undefined;
  nowMs: number;
}

/** A file or a folder that goes to another drive. What is in a folder follows when the folder is there. */
export function toCarryRecord(
  entry: DriveEntry,
  { batchId, verb: wanted, from, to, name, nowMs }: NewCarry,
): TransferRecord {
  const isFolder = entry.kind === 'folder';
  // What a shortcut in a moved folder leads to is somebody else's, and stays there.
  const verb = isShortcut(entry) ? 'copy' : wanted;
  const { accountId, parent, path } = to;
  const transfer = toNewTransfer(
    { batchId, accountId, path, nowMs },
    'upload',
    name ?? entry.name,
    isFolder ? 0 : entry.sizeBytes,
  );
  const emptied = isFolder ? [toRef(entry), ...from.emptied] : from.emptied;
  const carried: Carried = { accountId: from.accountId, entry, verb, emptied, stored: null };
  const shown = {
    ...transfer,
    carried: { verb, accountId: from.accountId, path: from.path, name: entry.name },
  };
  if (isFolder)
    return {
      transfer: { ...shown, folder: { itemCount: entry.childCount } },
      job: { kind: 'carryFolder', parent, carried },
      retry: null,
    };
  const modifiedMs = Date.parse(entry.modifiedAt ?? '');
  const source = {
    path: '',
    sizeBytes: entry.sizeBytes ?? 0,
    modifiedMs: Number.isNaN(modifiedMs) ? nowMs : modifiedMs,
  };
  return {
    transfer: shown,
    job: { ...newUploadJob, intent: 'upload', source, parent, carried },
    retry: null,
  };
}

const toRef = ({ driveId, itemId }: ItemRef): ItemRef => ({ driveId, itemId });

/** A shortcut stands in one drive, and what it shows in another: only the latter can be read. */
export const isShortcut = (entry: DriveEntry): boolean => !sameItem(entry, entry.own);
