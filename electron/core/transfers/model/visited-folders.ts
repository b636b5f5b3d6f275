import { toFailure } from '../../../contract/errors.ts';
import { toItemKey } from '../../graph/addressing.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import { toInstant } from '../../lib/instant.ts';
import { isShortcut } from './new-record.ts';
import type { TransferRecord } from './transfer-record.ts';

/**
 * Of a folder that is transferred: the one the visited began with, and those that shortcuts led to since. Shortcuts may lead
 * back to where the visited came from, and then it would never end.
 */
export type VisitedFolders = readonly string[];

/** The visited on to what lies in a folder; null where it is a shortcut back to a folder that it lies in. */
export function visitFolder(visited: VisitedFolders, entry: DriveEntry): VisitedFolders | null {
  if (entry.kind !== 'folder' || !isShortcut(entry)) return visited;
  const key = toItemKey(entry);
  return visited.includes(key) ? null : [...visited, key];
}

/** Such a shortcut is a line that says so: what it leads to is there already. */
export function toLoopRecord({ transfer, retry }: TransferRecord, nowMs: number): TransferRecord {
  const failure = toFailure('shortcutLoops', transfer.name);
  const ended = { state: 'done', outcome: 'skipped', failure, endedAt: toInstant(nowMs) } as const;
  return { transfer: { ...transfer, ...ended }, job: { kind: 'refused' }, retry };
}
