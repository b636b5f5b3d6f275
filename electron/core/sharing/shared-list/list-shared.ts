import type { SharedSourceName } from '../../../contract/shared-list.ts';
import type { AccountDrive } from '../../accounts/account-drive.ts';
import { parseWireItem, type DriveEntry } from '../../graph/drive-item.ts';
import type { Index } from '../../index/index-client.ts';
import { createLinkSource } from './opened-links.ts';
import { createQuerySource } from './query-search.ts';
import type { SharedMemory } from './shared-memory.ts';
import { createShortcutSource, driveSearch, followed, sharedWithMe } from './lists.ts';
import { isSourceUnavailable, readAll, toFound, type FoundShared, type SharedSource } from './source.ts';

export interface SharedSink {
  put(source: SharedSourceName, found: FoundShared[]): Promise<void>;
  /** Named by no source this time. */
  unseen(): Promise<DriveEntry[]>;
}

export type ListShared = (drive: AccountDrive, sink: SharedSink, signal: AbortSignal) => Promise<void>;

export function createListShared({ index, memory }: { index: Index; memory: SharedMemory }): ListShared {
  const first = [sharedWithMe, createShortcutSource(index), createLinkSource(index, memory), followed];
  // Searches also find the contents of shared folders, which are known by then.
  const then = [driveSearch, createQuerySource(index)];

  return async (drive, sink, signal) => {
    const { accountId } = drive.account;
    const run = (source: SharedSource) =>
      source.list(
        drive,
        (found) =>
          sink.put(
            source.name,
            found.filter(({ entry }) => !memory.isRemoved(accountId, entry)),
          ),
        signal,
      );
    await allEnded(first.map(run));
    await allEnded(then.map(run));
    await sink.put('earlier', await stillOpen(drive, await sink.unseen(), signal));
  };
}

/** Microsoft's list loses entries over time: items that still open stay. */
async function stillOpen(
  drive: AccountDrive,
  entries: readonly DriveEntry[],
  signal: AbortSignal,
): Promise<FoundShared[]> {
  const results = await readAll(drive, entries, signal);
  return results.flatMap((result): FoundShared[] => {
    if (!result.ok && !isSourceUnavailable(result.error)) throw result.error;
    const wire = result.ok ? parseWireItem(result.body) : undefined;
    const found = wire === undefined ? null : toFound(wire, drive.account.driveId);
    return found === null ? [] : [found];
  });
}

/** A failing source does not affect the others. */
async function allEnded(running: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(running);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
