import { randomUUID } from 'node:crypto';
import { lstat, rm } from 'node:fs/promises';
import pLimit from 'p-limit';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { NamedFailure } from '../../contract/changes.ts';
import type { SavedFile } from '../../contract/local-copies.ts';
import type { Account, Forgotten, ItemRef } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { ownFolderMode } from '../profile/file-modes.ts';
import type { ProfileNotices } from '../profile/profile-notices.ts';
import { toAccountItemKey, toDriveKey } from '../graph/addressing.ts';
import { clearFolder } from './clear-folder.ts';
import { createCopyRemoval } from './copy-removal.ts';
import { toDiskError } from './disk-error.ts';
import { toAccountDriveKey, type DocumentOwner } from './document-index.ts';
import type { DocumentRecord } from './document-record.ts';
import { createCopyJudge, statFile, type CopyStat, type FileStat } from './local-copy.ts';
import { toLocalFolders, toNameThere } from './local-name.ts';
import { judgeOpening } from './open-kinds.ts';
import { findParts, moveIntoPlace } from './local-target.ts';
import { assertNoLink, createLinkFinder, findLink, makeOwnFolder } from './own-path.ts';
import type { DocumentsPlace } from './place/documents-place.ts';
import { createRegistry } from './registry.ts';
import { removeAside, restoreAside, setAside, toAsideName } from './set-aside.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { createKeyedQueue } from '../lib/serial-queue.ts';

export interface LocalCopy {
  record: DocumentRecord;
  state: SavedFile['state'];
  /** Absolute. */
  path: string;
  /** null: the file is missing. */
  stat: FileStat | null;
}

export type LocalFile = Omit<SavedFile, 'remote' | 'isKept' | 'keptWith'> & { record: DocumentRecord };

export interface MovedCopy {
  documentId: string;
  /** Absolute. */
  path: string;
}

export type CopyOwner = Pick<Account, 'accountId' | 'address' | 'driveId'>;

export interface Documents {
  list(): Promise<LocalFile[]>;
  records(): DocumentRecord[];
  /** @throws AppError notFound */
  get(documentId: string): Promise<LocalCopy>;
  find(accountId: string, item: ItemRef): Promise<LocalCopy | null>;
  has(documentId: string): boolean;
  /** Without checking the disk. */
  hasCopies(accountId: string, item: ItemRef): boolean;
  pathOf(documentId: string): string | null;
  ids(): string[];
  folders(): string[];
  idsIn(folder: string): string[];
  idAt(path: string): string | null;
  /** Otherwise two downloads of an item would not know of each other's copy. */
  inTurn<T>(accountId: string, item: ItemRef, work: () => Promise<T>): Promise<T>;
  open(documentId: string): Promise<void>;
  /** Since the start; null: it wasn't. */
  openedMs(documentId: string): number | null;
  show(documentId: string): Promise<void>;
  /** By absolute path. @throws AppError localFileMissing */
  showElsewhere(path: string): Promise<void>;
  markOrigin(path: string): Promise<void>;
  remove(documentId: string): Promise<void>;
  /** In one write. A failure does not affect the others; `onlyUnchanged` skips edited copies. */
  removeMany(
    documentIds: readonly string[],
    options?: { onlyUnchanged: boolean },
  ): Promise<{ removed: DocumentRecord[]; failed: NamedFailure[] }>;
  /** Edited copies stay, as their changes are not in OneDrive. A failure does not affect the others. */
  moveOut(
    moves: readonly { documentId: string; folder: string }[],
  ): Promise<{ moved: MovedCopy[]; failed: NamedFailure[] }>;
  /** Copies left behind when the same user's account was removed belong to it again. */
  adopt(account: Account, isThere: (accountId: string) => boolean): Promise<void>;
  /** `from`: "myfiles/Finance". */
  noteMoved(documentId: string, from: string): Promise<void>;
  /** Its entry stays. @throws AppError localFileMissing, trashFailed */
  moveToTrash(documentId: string): Promise<void>;
  showFolder(): Promise<void>;
  folderFor(account: CopyOwner, place: string): string;
  /** Creates one of those. @throws AppError folderIsLink; localFolderMissing: its disk is not connected */
  makeFolder(folder: string): Promise<void>;
  /** Rejects paths that lead out of the documents folder. @throws AppError folderIsLink */
  assertOwn(path: string): Promise<void>;
  keep(
    record: Omit<DocumentRecord, 'documentId' | 'path' | 'isOpened'> & {
      documentId: string | null;
    },
    path: string,
  ): Promise<string>;
  discard(copy: LocalCopy): Promise<void>;
  /** null if the copy was edited. The new path is numbered if another program took the name meanwhile. */
  replace(copy: LocalCopy, part: string): Promise<string | null>;
  noteSaved(
    documentId: string,
    saved: Pick<DocumentRecord, 'item' | 'parent' | 'name' | 'version' | 'local'> &
      Partial<Pick<DocumentRecord, 'from'>>,
  ): Promise<void>;
  sweep(isAbandoned: (path: string) => boolean): Promise<void>;
  size(): Promise<{ count: number; sizeBytes: number }>;
  /** Edited copies go to the trash of this computer; those it refuses stay. */
  forget(): Promise<Forgotten>;
  files(): Promise<string[]>;
}

export interface DocumentsDeps {
  ports: Pick<Ports, 'desktop' | 'folders' | 'log' | 'about' | 'clock'>;
  place: Pick<DocumentsPlace, 'root' | 'settled' | 'demandDisk'>;
  notices: ProfileNotices;
  changed: () => void;
}

/** Files checked concurrently. */
const maxConcurrentStats = 16;

export async function createDocuments({ ports, place, notices, changed }: DocumentsDeps): Promise<Documents> {
  const { desktop, folders, log, about, clock } = ports;
  const opened = new Map<string, number>();
  const registry = await createRegistry(folders.userData, notices, log);
  const copies = createCopyJudge();
  const queue = createKeyedQueue();
  const pathOf = ({ path }: DocumentRecord) => join(place.root(), ...path);
  const toCopy = async (
    record: DocumentRecord,
    linkTo: typeof findLink = findLink,
  ): Promise<LocalCopy & Pick<CopyStat, 'sizeBytes'>> => {
    await asidesRestored();
    const path = pathOf(record);
    if ((await linkTo(place.root(), path)) !== null)
      return { record, path, state: 'missing', stat: null, sizeBytes: record.local.sizeBytes };
    const { proven, ...stat } = await copies.judge(record, path);
    return { record: proven === null ? record : await noteStat(record, proven), path, ...stat };
  };
  const noteStat = async (record: DocumentRecord, stat: FileStat): Promise<DocumentRecord> => {
    if (registry.get(record.documentId) !== record) return record;
    const noted = { ...record, local: { ...record.local, ...stat } };
    await registry.put(noted).catch(() => undefined);
    return noted;
  };
  /** null: missing, or behind a link. */
  const statOwn = async (path: string): Promise<FileStat | null> =>
    (await findLink(place.root(), path)) === null ? statFile(path) : null;
  const find = (documentId: string): DocumentRecord => {
    const record = registry.get(documentId);
    if (record === undefined) throw new AppError('notFound');
    return record;
  };
  const toLocal = (names: readonly string[]) => toLocalFolders(names, about.platform, place.root().length);
  /** Accounts with the same address, such as a guest's, have folders of their own. */
  const homeOf = ({ accountId, address, driveId }: CopyOwner): string => {
    const driveKey = toDriveKey(driveId);
    const isMine = (owner: DocumentOwner) => owner.accountId === accountId || owner.driveKey === driveKey;
    const name = address === '' ? accountId : address;
    let free: string | null = null;
    for (let number = 1; ; number += 1) {
      const home = number === 1 ? name : `${name} (${number})`;
      const owners = registry.ownersIn(toLocal([home])[0] ?? home);
      if (owners.some(isMine)) return home;
      if (owners.every((owner) => owner.driveKey === '')) free ??= home;
      if (owners.length === 0) return free ?? home;
    }
  };
  const folderFor: Documents['folderFor'] = (account, placePath) => {
    const names = placePath.split('/').filter((name) => name !== '');
    return join(place.root(), ...toLocal([homeOf(account), ...names]));
  };
  const { removeFile, removeUnchanged, moveOut } = createCopyRemoval(place, pathOf, toCopy);
  const restoreAsides = async (): Promise<ReadonlySet<string>> => {
    const names = new Set((await findParts(place.root())).map((part) => basename(part)));
    const failed = new Set<string>();
    if (names.size === 0) return failed;
    for (const record of registry.all()) {
      const name = toAsideName(record.documentId);
      if (!names.has(name)) continue;
      const { quickXorHash } = record.local;
      await restoreAside(record.documentId, pathOf(record), quickXorHash).catch((error: unknown) => {
        failed.add(name);
        log.warn('a copy that was set aside is not restored', { error: String(error) });
      });
    }
    return failed;
  };
  let restored: ReturnType<typeof restoreAsides> | null = null;
  /** Copies that a crash left set aside would count as missing. Returns the names of those that stay aside. */
  const asidesRestored = () => (restored ??= restoreAsides());
  const isTrashed = (path: string): Promise<boolean> =>
    desktop.moveToTrash(path).then(
      () => true,
      (cause: unknown) => {
        log.warn('an edited copy stays: the trash did not take it', { cause: String(cause) });
        return false;
      },
    );
  const findPresent = async (documentId: string): Promise<string> => {
    await place.settled();
    await asidesRestored();
    const record = find(documentId);
    const path = pathOf(record);
    if ((await statOwn(path)) === null) throw new AppError('localFileMissing', { subject: record.name });
    return path;
  };

  return {
    async list() {
      const limit = pLimit(maxConcurrentStats);
      const linkTo = createLinkFinder();
      return limit.map(registry.all(), async (record) => toLocalFile(await toCopy(record, linkTo)));
    },
    records: () => [...registry.all()],
    get: (documentId) => Promise.resolve(find(documentId)).then((record) => toCopy(record)),
    async find(accountId, item) {
      const all = await Promise.all(registry.of(accountId, item).map((record) => toCopy(record)));
      // An edited copy takes precedence: it is what the user works on.
      return (
        all.find(({ state }) => state === 'changed') ??
        all.find(({ state }) => state === 'present') ??
        all[0] ??
        null
      );
    },
    has: (documentId) => registry.get(documentId) !== undefined,
    hasCopies: (accountId, item) => registry.of(accountId, item).length > 0,
    pathOf(documentId) {
      const record = registry.get(documentId);
      return record === undefined ? null : pathOf(record);
    },
    ids: () => [...registry.all()].map(({ documentId }) => documentId),
    folders: () => registry.folders().map((names) => join(place.root(), ...names)),
    idsIn(folder) {
      const names = relative(place.root(), folder);
      return registry.in(names === '' ? [] : names.split(sep));
    },
    idAt(path) {
      const names = relative(place.root(), path).split(sep);
      // macOS may return a name in another normalization form.
      const record = registry.at(names) ?? registry.at(names.map((name) => name.normalize('NFC')));
      return record?.documentId ?? null;
    },
    inTurn: (accountId, item, work) => queue.run(toQueueKey({ accountId, item }), work),
    async open(documentId) {
      const path = await findPresent(documentId);
      assertOpens(basename(path), find(documentId).source);
      const reason = await desktop.openPath(path);
      if (reason !== '') throw new AppError('openFailed', { subject: find(documentId).name, cause: reason });
      opened.set(documentId, clock.now());
      const record = find(documentId);
      if (record.isOpened) return;
      // If this can't be stored, edits are only sent on request.
      await registry
        .put({ ...record, isOpened: true })
        .catch((error: unknown) => log.warn('a copy is not noted as opened', { error: String(error) }));
    },
    openedMs: (documentId) => opened.get(documentId) ?? null,
    async show(documentId) {
      desktop.showInFolder(await findPresent(documentId));
    },
    async showElsewhere(path) {
      if ((await lstat(path).catch(() => null)) === null)
        throw new AppError('localFileMissing', { subject: basename(path) });
      desktop.showInFolder(path);
    },
    async markOrigin(path) {
      await desktop
        .markAsForeign(path)
        .catch((error: unknown) => log.info('a file has no mark of its origin', { error: String(error) }));
    },
    async remove(documentId) {
      await asidesRestored();
      await removeFile(find(documentId));
      await registry.remove([documentId]);
      changed();
    },
    async removeMany(documentIds, { onlyUnchanged } = { onlyUnchanged: false }) {
      const removed: DocumentRecord[] = [];
      const failed: NamedFailure[] = [];
      for (const documentId of documentIds) {
        const record = registry.get(documentId);
        if (record === undefined) continue;
        try {
          await queue.run(toQueueKey(record), async () => {
            await place.settled();
            await asidesRestored();
            if (onlyUnchanged && !(await removeUnchanged(record))) return;
            if (!onlyUnchanged) await removeFile(record);
            removed.push(record);
          });
        } catch (cause) {
          const error = toDiskError(cause, record.name);
          if (!(error instanceof AppError)) throw error;
          failed.push({ name: record.name, failure: error.toFailure() });
        }
      }
      await registry.remove(removed.map(({ documentId }) => documentId));
      if (removed.length > 0) changed();
      return { removed, failed };
    },
    async moveOut(moves) {
      const moved: MovedCopy[] = [];
      const failed: NamedFailure[] = [];
      for (const { documentId, folder } of moves) {
        const record = registry.get(documentId);
        if (record === undefined) continue;
        try {
          const path = await queue.run(toQueueKey(record), () => moveOut(record, folder));
          moved.push({ documentId, path });
        } catch (cause) {
          const error = toDiskError(cause, record.name);
          if (!(error instanceof AppError)) throw error;
          failed.push({ name: record.name, failure: error.toFailure() });
        }
      }
      await registry.remove(moved.map(({ documentId }) => documentId));
      if (moved.length > 0) changed();
      return { moved, failed };
    },
    async adopt(account, isThere) {
      const [home = ''] = toLocal([homeOf(account)]);
      for (const record of registry.all())
        if (!isThere(record.accountId) && isOfSameUser(record, account, home))
          await registry.put({ ...record, accountId: account.accountId, accountName: account.displayName });
    },
    async noteMoved(documentId, from) {
      await registry.put({ ...find(documentId), from });
      changed();
    },
    async moveToTrash(documentId) {
      const path = await findPresent(documentId);
      try {
        await desktop.moveToTrash(path);
      } catch (cause) {
        throw new AppError('trashFailed', { subject: find(documentId).name, cause });
      }
    },
    async showFolder() {
      await place.settled();
      const root = place.root();
      await makeFolder(root, ownFolderMode);
      const reason = await desktop.openFolder(root);
      if (reason !== '') throw new AppError('openFailed', { cause: reason });
    },
    folderFor,
    async makeFolder(folder) {
      await place.demandDisk();
      await makeOwnFolder(place.root(), folder);
    },
    assertOwn: (path) => assertNoLink(place.root(), path),
    async keep(record, path) {
      const documentId = record.documentId ?? randomUUID();
      const { isOpened = false } = registry.get(documentId) ?? {};
      await registry.put({ ...record, documentId, isOpened, path: relative(place.root(), path).split(sep) });
      changed();
      return documentId;
    },
    async discard(copy) {
      await removeUnchanged(copy.record);
    },
    async replace({ record }, part) {
      const copy = await toCopy(record);
      return setAside(copy, async (aside) => {
        const name = await moveIntoPlace(part, dirname(copy.path), basename(copy.path));
        await removeAside(aside);
        return join(dirname(copy.path), name);
      });
    },
    async noteSaved(documentId, saved) {
      const record = registry.get(documentId);
      if (record === undefined) return;
      await registry.put({ ...record, ...saved });
      changed();
    },
    async sweep(isAbandoned) {
      const failed = await asidesRestored();
      for (const part of await findParts(place.root()))
        if (isAbandoned(part) && !failed.has(basename(part)))
          await rm(part, { force: true }).catch((error: unknown) =>
            log.warn('a partial file is not removed', { error: String(error) }),
          );
    },
    async size() {
      await asidesRestored();
      const stats = await Promise.all([...registry.all()].map((record) => statOwn(pathOf(record))));
      const present = stats.filter((stat): stat is FileStat => stat !== null);
      return { count: present.length, sizeBytes: present.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
    },
    async forget() {
      await place.settled();
      const root = place.root();
      let trashedFiles = 0;
      for (const record of registry.all())
        await queue.run(toQueueKey(record), async () => {
          if (await removeUnchanged(record)) return;
          if ((await toCopy(record)).state === 'changed' && (await isTrashed(pathOf(record))))
            trashedFiles += 1;
        });
      const keptFiles = await clearFolder(root);
      await registry.forget();
      changed();
      return { keptFiles, trashedFiles, keptIn: keptFiles === 0 ? null : root.toWellFormed() };
    },
    files: () => registry.files(),
  };
}

/** A guest, or a personal account with the same address, has another drive. So has each new sample account. */
function isOfSameUser(record: DocumentRecord, { driveId }: Account, home: string): boolean {
  const driveKey = toAccountDriveKey(record);
  return driveKey === '' ? record.path[0] === home : driveKey === toDriveKey(driveId);
}

const toQueueKey = ({ accountId, item }: Pick<DocumentRecord, 'accountId' | 'item'>): string =>
  toAccountItemKey(accountId, item);

/** @throws AppError notOpened, with the kind of the file and its author */
export function assertOpens(name: string, who: string | null): void {
  const fileKind = judgeOpening(name);
  if (fileKind !== null) throw new AppError('notOpened', { subject: name, facts: { fileKind, who } });
}

function toLocalFile({ record, state, sizeBytes }: LocalCopy & { sizeBytes: number }): LocalFile {
  const { documentId, accountId, accountName, from, downloadedAt, verified } = record;
  // The local name distinguishes two copies of one file.
  const name = record.path.at(-1) ?? record.name;
  return {
    documentId,
    accountId,
    accountName,
    name,
    nameThere: toNameThere(record.name, name),
    from,
    sizeBytes,
    downloadedAt,
    state,
    verified,
    record,
  };
}
