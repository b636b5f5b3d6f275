import { randomUUID } from 'node:crypto';
import type { Item, ItemRef } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import type { ActivityRecord } from '../activity/activity-record.ts';
import { AppError, isAppError } from '../errors.ts';
import { itemPath, itemPathByName, toDriveKey } from '../graph/addressing.ts';
import type { JustMade } from '../graph/just-made.ts';
import { retrySchedules } from '../graph/retry-policy.ts';
import { settleChange, toAnswerLost } from '../graph/settle-change.ts';
import { createItems, orNull } from '../graph/items.ts';
import { parseWireItem, toEntry, toItem, type DriveEntry, type WireItem } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';
import { refreshItem } from '../index/refresh-item.ts';
import type { Clock } from '../ports.ts';
import type { WriteAccess } from '../sharing/write-access.ts';
import { checkName } from '../graph/item-names.ts';

export interface ItemEdits {
  /** @throws AppError badName with `rule`, `offending`, and `suggestion`, pathTooLong, nameExists, accessDenied, notFound */
  createFolder(accountId: string, parent: ItemRef, name: string): Promise<Item>;
  /** Renames a shortcut itself, not its target. Changing only the case is allowed. */
  rename(accountId: string, item: ItemRef, name: string): Promise<Item>;
}

export interface ItemEditsDeps {
  index: Index;
  accounts: AccountDrives;
  justMade: JustMade;
  pathOf: (accountId: string, folder: ItemRef) => Promise<string>;
  clock: Clock;
  done: (record: ActivityRecord) => void;
  pathChanged: (accountId: string) => void;
  explain: WriteAccess['explain'];
  /** The outcome of a write in a folder is unknown, so it should be checked. */
  outcomeUnknown: (drive: AccountDrive, folder: ItemRef) => void;
}

export function createItemEdits(deps: ItemEditsDeps): ItemEdits {
  const { index, accounts, justMade, done, pathOf, clock, pathChanged, explain, outcomeUnknown } = deps;

  const note = (what: Pick<ActivityRecord, 'accountId' | 'kind' | 'entry' | 'path' | 'after'>): void => {
    const at = new Date(clock.now()).toISOString();
    const ids = { entryId: randomUUID(), batchId: randomUUID() };
    done({ ...what, ...ids, at, toPath: null, result: 'done', failure: null, undoOf: null });
  };

  /** Best effort: ancestors of someone else's folder are unknown. */
  const pathInDrive = async (accountId: string, folder: ItemRef): Promise<string> => {
    const links = await index.call('chain', { accountId, item: folder, place: 'myfiles' });
    return links
      .map(({ entry }) => entry.name)
      .toReversed()
      .join('/');
  };

  const noteFailure = (drive: AccountDrive, folder: ItemRef, error: unknown): never => {
    const explained = explain(drive, folder, error, 'add');
    if (explained !== error) throw explained;
    if (isAppError(error, 'notFound'))
      throw new AppError('folderGone', { subject: error.subject, details: error.details, cause: error });
    if (isAppError(error, 'answerLost', 'offline', 'serviceUnavailable', 'unexpectedAnswer', 'networkSignIn'))
      outcomeUnknown(drive, folder);
    throw error;
  };

  const find = async (drive: AccountDrive, item: ItemRef): Promise<DriveEntry> => {
    const { accountId } = drive.account;
    const known = await index.call('chain', { accountId, item, place: 'myfiles' });
    return known[0]?.entry ?? refreshItem(index, drive, item);
  };

  const patchName = async (drive: AccountDrive, entry: DriveEntry, name: string): Promise<DriveEntry> => {
    const send = async (path: string): Promise<DriveEntry> => {
      const request = { method: 'PATCH' as const, path, json: { name }, subject: entry.name };
      const wire = await drive.graph.json<WireItem | null>(request, (value) =>
        value === null ? null : parseWireItem(value),
      );
      const answered = wire === null ? null : toEntry(wire, drive.account.driveId, entry.own.driveId);
      // The answer may lack the item (204): it is renamed, unless it can be read and says otherwise.
      return answered ?? refreshItem(index, drive, entry.own).catch(() => ({ ...entry, name }));
    };
    return settleChange(
      async () => {
        const near = [entry.own, entry.parent];
        const renamed = await justMade.find(near, () => whenUnlocked(entry, () => send(itemPath(entry.own))));
        if (renamed.name !== entry.name) return renamed;
        // Graph is known to accept renames by id that it doesn't make (onedrive-api-docs issue 1917).
        const path = itemPathByName(renamed);
        const again = path === null ? renamed : await orNull(send(path));
        const now = again ?? (await refreshItem(index, drive, entry.own));
        if (now.name === entry.name) throw new AppError('changeRefused', { subject: entry.name });
        return now;
      },
      async () => {
        const now = await refreshItem(index, drive, entry.own);
        return now.name === name ? now : null;
      },
    ).catch((error: unknown) => {
      // Only then is the new name what matters.
      throw isAppError(error, 'nameExists', 'badName', 'pathTooLong') ? error.naming(name) : error;
    });
  };

  /** A rename of a large folder may continue after a 504; until it is done, the folder is locked. */
  const whenUnlocked = async <T>({ kind }: DriveEntry, send: () => Promise<T>): Promise<T> => {
    let wasLost = false;
    for (const waitMs of [...retrySchedules.renaming, null]) {
      try {
        return await send();
      } catch (error) {
        wasLost ||= isAppError(error) && error.mayBeDone;
        if (kind !== 'folder' || !wasLost || !isAppError(error, 'locked')) throw error;
        if (waitMs === null) throw toAnswerLost(error).ofMaybeDone();
        await clock.sleep(waitMs);
      }
    }
    throw new Error('the last try returns or throws');
  };

  const isListed = async (accountId: string, folder: ItemRef): Promise<boolean> => {
    const { listedAt } = await index.call('folder', { accountId, folder });
    if (listedAt !== null) return true;
    const syncs = await index.call('syncs', { accountId });
    return syncs.some(
      ({ root, isWholeDrive, phase }) =>
        isWholeDrive && phase === 'changes' && toDriveKey(root.driveId) === toDriveKey(folder.driveId),
    );
  };

  /** What a lost request made: an empty folder that wasn't there before. */
  const findNewFolder = async (
    drive: AccountDrive,
    parent: ItemRef,
    name: string,
  ): Promise<DriveEntry | null> => {
    const found = await createItems(drive).find(parent, name);
    if (found === null) return null;
    const { entry } = found;
    const { accountId } = drive.account;
    const known = await index.call('find', { accountId, item: entry.own });
    const isNew =
      known === null &&
      (await isListed(accountId, parent)) &&
      entry.kind === 'folder' &&
      (entry.childCount ?? 0) === 0;
    if (!isNew) throw new AppError('answerLost', { subject: name });
    return entry;
  };

  return {
    async createFolder(accountId, parent, asked) {
      const drive = accounts.drive(accountId);
      const name = asked.normalize('NFC');
      checkName(name, 'folder', await pathInDrive(accountId, parent));
      const json = { name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' };
      const request = { method: 'POST' as const, path: `${itemPath(parent)}/children`, json, subject: name };
      const make = async (): Promise<DriveEntry> => {
        const wire = await justMade.find([parent], () => drive.graph.json(request, parseWireItem));
        const made = toEntry({ ...wire, name: wire.name ?? name }, drive.account.driveId, parent.driveId);
        if (made === null) throw new AppError('unexpectedAnswer', { subject: name, mayBeDone: true });
        return made;
      };
      const entry = await settleChange(make, () => findNewFolder(drive, parent, name)).catch(
        (error: unknown) => noteFailure(drive, parent, error),
      );
      justMade.note(entry.own);
      await index.call('put', { accountId, entry: { ...entry, childCount: entry.childCount ?? 0 }, parent });
      const path = await pathOf(accountId, parent);
      note({ accountId, kind: 'newFolder', entry, path, after: { item: entry.own, parent, name } });
      return toItem(entry);
    },
    async rename(accountId, item, asked) {
      const drive = accounts.drive(accountId);
      const name = asked.normalize('NFC');
      const entry = await find(drive, item);
      if (entry.name === name) return toItem(entry);
      const parentPath = entry.parent === null ? '' : await pathInDrive(accountId, entry.parent);
      checkName(name, entry.kind === 'folder' ? 'folder' : 'file', parentPath);
      const renamed = await patchName(drive, entry, name).catch((error: unknown) => {
        throw explain(drive, entry.own, error, 'change');
      });
      const kept = { ...renamed, sharing: entry.sharing, sharedBy: entry.sharedBy, owner: entry.owner };
      await index.call('put', { accountId, entry: kept, parent: null });
      if (entry.kind === 'folder') pathChanged(accountId);
      const path = entry.parent === null ? 'shared' : await pathOf(accountId, entry.parent);
      const after = { item: entry.own, parent: entry.parent, name: kept.name };
      note({ accountId, kind: 'rename', entry, path, after });
      return toItem(kept);
    },
  };
}
