import type { ItemRef } from '../../contract/records.ts';
import { isAppError } from '../errors.ts';
import type { DeltaItem } from '../graph/delta.ts';
import { listChildren } from '../graph/list-children.ts';
import { toDriveKey } from '../graph/addressing.ts';
import type { SyncState } from '../index/delta-writer.ts';
import type { SyncDeps, SyncTarget } from './sync-drive.ts';

/** Takes the place of a delta link: the next run walks everything again. */
const walkedLink = 'walked:';

export const isWalked = (link: string | null): boolean => link === walkedLink;

/** Items removed during the walk may be missed until the next one; items present throughout never are. */
export async function walkDrive(
  { index, clock, progress }: SyncDeps,
  { drive, root }: SyncTarget,
  begun: SyncState,
  signal: AbortSignal,
): Promise<SyncState> {
  const { accountId } = drive.account;
  let state = begun;
  const apply = async (items: DeltaItem[], deltaLink: string | null) => {
    const asked = { moment: state.moment, atMs: clock.now() };
    state = await index.call('applyDelta', {
      accountId,
      root,
      response: { items, nextLink: null, deltaLink },
      asked,
    });
    progress(state);
  };
  const folders: ItemRef[] = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal.throwIfAborted();
    try {
      await listChildren(
        drive,
        folder,
        async (entries) => {
          const parent = folder;
          const items = entries.map((entry): DeltaItem => {
            const isInside = toDriveKey(entry.driveId) === toDriveKey(root.driveId);
            if (entry.kind === 'folder' && isInside)
              folders.push({ driveId: entry.driveId, itemId: entry.itemId });
            return { own: entry.own, isDeleted: false, hasName: true, entry: { ...entry, parent } };
          });
          await apply(items, null);
        },
        { signal, priority: 'background' },
      );
    } catch (error) {
      // Deleted or no longer accessible since its folder was listed.
      if (folder === root || !isAppError(error, 'notFound', 'accessDenied')) throw error;
    }
  }
  await apply([], walkedLink);
  return state;
}
