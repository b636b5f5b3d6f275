import { toFailure } from '../../../contract/errors.ts';
import { toItemKey } from '../../graph/addressing.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import { toInstant } from '../../lib/instant.ts';
import { isShortcut } from './new-record.ts';
import type { TransferRecord } from './transfer-record.ts';

/** Keys of the folder a transfer started with and of all shortcut targets since: shortcuts may form a loop. */
export type VisitedFolders = readonly string[];

/** Adds a folder; null if it is a shortcut back to an ancestor. */
export function visitFolder(visited: VisitedFolders, entry: DriveEntry): VisitedFolders | null {
  if (entry.kind !== 'folder' || !isShortcut(entry)) return visited;
  const key = toItemKey(entry);
  return visited.includes(key) ? null : [...visited, key];
}

/** Such a shortcut becomes a skipped transfer: its target is already included. */
export function toLoopRecord({ transfer, retry }: TransferRecord, nowMs: number): TransferRecord {
  const failure = toFailure('shortcutLoops', transfer.name);
  const ended = { state: 'done', outcome: 'skipped', failure, endedAt: toInstant(nowMs) } as const;
  return { transfer: { ...transfer, ...ended }, job: { kind: 'refused' }, retry };
}
