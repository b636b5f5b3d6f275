import { basename, join } from 'node:path';
import type { Edit, EditState } from '../../contract/edits.ts';
import { toFailure } from '../../contract/errors.ts';
import type { Transfer } from '../../contract/transfers.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents, LocalCopy } from '../documents/documents.ts';
import { toNameThere } from '../documents/local-name.ts';
import { AppError, isAppError } from '../errors.ts';
import { createItems } from '../graph/items.ts';
import { createCoalescer } from '../lib/coalescer.ts';
import type { ItemMethods } from '../methods/item-methods.ts';
import type { Clock, Log } from '../ports.ts';
import { toInstant } from '../lib/instant.ts';
import { isGoneThere } from '../transfers/run/remote-file.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { toRecheckMs, toSaveDelayMs } from './edit-schedule.ts';
import { createFolderWatcher } from './folder-watcher.ts';

export interface Edits {
  list(): Edit[];
  unsaved(): Edit[];
  unsent(): Edit[];
  /** Does not wait for editors. Resolves when the transfers have been created. */
  sendNow(): Promise<void>;
  /**
   * The copy goes to the trash of this computer. @throws AppError notFound, offline, trashFailed …; then
   * nothing was replaced
   */
  takeTheirs(documentId: string): Promise<string>;
  /** @throws AppError notFound, openFailed, notOpened */
  openBoth(documentId: string): Promise<void>;
  copiesChanged(): void;
  saveChanged(documentId: string, transfer: Transfer): void;
  accountsChanged(): void;
  review(): Promise<void>;
  close(): Promise<void>;
}

export interface EditsDeps {
  documents: Documents;
  accounts: AccountDrives;
  itemMethods: Pick<ItemMethods, 'saveCopy' | 'download' | 'downloadToOpen'>;
  transfers: Pick<Transfers, 'findSave' | 'cancel'>;
  clock: Clock;
  log: Log;
  changed: (edits: Edit[]) => void;
}

/** Editors write in several steps: the file is checked this long after the first one. */
const checkDelayMs = 200;
const notifyIntervalMs = 200;
const maxSaved = 50;

interface Tracked {
  edit: Edit;
  noticedMs: number;
  touchedMs: number;
  failures: number;
}

const noOutcome = { failure: null, waitReason: null, savedAs: null, savedIn: null } as const;
const unsentStates: readonly EditState[] = ['unsaved', 'asking', 'failed'];
/** The file was in use or missing for a moment. */
const passing = ['localFileUnreadable', 'localFileMissing', 'localFileChanged'] as const;

export function createEdits(deps: EditsDeps): Edits {
  const { documents, accounts, itemMethods, transfers, clock, log } = deps;
  const tracked = new Map<string, Tracked>();
  const timers = new Map<string, AbortController>();
  const closing = new AbortController();
  const working = new Set<Promise<void>>();
  const changes = createCoalescer(clock, notifyIntervalMs, () => deps.changed(list()));
  const watcher = createFolderWatcher({ changed: touchFolder, log });

  function list(): Edit[] {
    const all = [...tracked.values()].map(({ edit }) => edit);
    const saved = all.filter(({ state }) => state === 'saved').sort((a, b) => b.at.localeCompare(a.at));
    for (const { documentId } of saved.slice(maxSaved)) tracked.delete(documentId);
    return [...all.filter(({ state }) => state !== 'saved'), ...saved.slice(0, maxSaved)];
  }

  function touchFolder(folder: string, name: string | null): void {
    if (name !== null) {
      const documentId = documents.idAt(join(folder, name));
      if (documentId !== null) touch(documentId);
      return;
    }
    for (const documentId of documents.idsIn(folder)) touch(documentId);
  }

  function touch(documentId: string): void {
    const known = tracked.get(documentId);
    if (known !== undefined) known.touchedMs = clock.now();
    later(documentId, checkDelayMs);
  }

  function later(documentId: string, waitMs: number): void {
    timers.get(documentId)?.abort();
    const timer = new AbortController();
    timers.set(documentId, timer);
    const signal = AbortSignal.any([timer.signal, closing.signal]);
    clock.sleep(waitMs, signal).then(
      () => {
        if (timers.get(documentId) === timer) timers.delete(documentId);
        work(() => check(documentId));
      },
      () => undefined,
    );
  }

  function work(step: () => Promise<void>): void {
    const running = step().catch((error: unknown) => {
      if (!closing.signal.aborted) log.error('an edit was not followed', { error: String(error) });
    });
    working.add(running);
    void running.finally(() => working.delete(running));
  }

  async function check(documentId: string): Promise<void> {
    const copy = await readCopy(documentId);
    if (closing.signal.aborted || timers.has(documentId)) return;
    if (copy?.state !== 'changed') return settle(documentId, copy);
    const known = tracked.get(documentId);
    const nowMs = clock.now();
    const isOther = known?.edit.accountId !== copy.record.accountId;
    if (known === undefined || known.edit.state === 'saved' || isOther) notice(copy, nowMs);
    const now = tracked.get(documentId);
    // A running save sends the current content, and checks again when it ends.
    if (now === undefined || transfers.findSave(documentId) !== null) return;
    if (accounts.find(copy.record.accountId) === null) {
      const failure = toFailure('copyOfNoAccount', now.edit.name);
      return set(now, 'failed', { failure });
    }
    if (!savesByItself(copy)) return set(now, 'asking');
    const delayMs = toSaveDelayMs(now, nowMs);
    if (delayMs > 0) {
      if (now.edit.state !== 'failed') set(now, 'unsaved');
      later(documentId, delayMs);
    } else await send(documentId);
  }

  function settle(documentId: string, copy: LocalCopy | null): void {
    const known = tracked.get(documentId);
    if (known === undefined || known.edit.state === 'saved') return;
    if (transfers.findSave(documentId) !== null) return;
    if (copy?.state === 'missing' && toRecheckMs(++known.failures) !== null) {
      later(documentId, toRecheckMs(known.failures) ?? 0);
      return;
    }
    tracked.delete(documentId);
    changes.note('');
  }

  function notice({ record, path }: LocalCopy, nowMs: number): void {
    const { documentId, accountId, item, from } = record;
    const state = savesByItself({ record }) ? 'unsaved' : 'asking';
    const edit: Edit = {
      documentId,
      accountId,
      item,
      name: basename(path),
      from,
      state,
      at: toInstant(nowMs),
      waitReason: null,
      transferId: null,
      savedAs: null,
      savedIn: null,
      failure: null,
    };
    tracked.set(documentId, { edit, noticedMs: nowMs, touchedMs: nowMs, failures: 0 });
    changes.note('');
  }

  const savesByItself = ({ record }: Pick<LocalCopy, 'record'>): boolean => {
    const account = accounts.find(record.accountId)?.account;
    return record.isOpened && account?.saveEdits === 'automatically' && account.canWrite;
  };

  function set({ edit, ...rest }: Tracked, state: EditState, more: Partial<Edit> = {}): void {
    const { documentId } = edit;
    const at = edit.state === state ? edit.at : toInstant(clock.now());
    tracked.set(documentId, {
      ...rest,
      edit: { ...edit, ...noOutcome, at, ...more, state },
    });
    changes.note('');
  }

  async function send(documentId: string): Promise<void> {
    timers.get(documentId)?.abort();
    timers.delete(documentId);
    const known = tracked.get(documentId);
    if (known === undefined) return;
    try {
      const transferId = await itemMethods.saveCopy(documentId);
      const now = tracked.get(documentId);
      if (now !== undefined && now.edit.transferId !== transferId) set(now, 'saving', { transferId });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      set(tracked.get(documentId) ?? known, 'failed', { failure: error.toFailure() });
      if (isAppError(error, 'localFileMissing')) recheckAfterFailure(documentId);
    }
  }

  function recheckAfterFailure(documentId: string): void {
    const known = tracked.get(documentId);
    if (known === undefined) return;
    known.failures += 1;
    const waitMs = toRecheckMs(known.failures);
    if (waitMs !== null) later(documentId, waitMs);
  }

  async function readCopy(documentId: string): Promise<LocalCopy | null> {
    try {
      const { record } = await documents.get(documentId);
      // A download may be replacing it.
      return await documents.inTurn(record.accountId, record.item, () => documents.get(documentId));
    } catch (error) {
      if (isAppError(error, 'notFound')) return null;
      throw error;
    }
  }

  /** OneDrive has the content from when the save began. */
  async function finish(
    documentId: string,
    { state, endedAt, transferId, outcome, failure, name, finalName }: Transfer,
  ): Promise<void> {
    const copy = await readCopy(documentId);
    const known = tracked.get(documentId);
    if (copy === null || known === undefined) return settle(documentId, copy);
    if (state === 'failed') {
      set(known, 'failed', { transferId, failure });
      if (failure !== null && passing.some((code) => code === failure.code)) recheckAfterFailure(documentId);
      return;
    }
    if (copy.state !== 'changed') {
      const { item, from } = copy.record;
      const at = endedAt ?? toInstant(clock.now());
      const savedAs = toNameThere(finalName ?? name, known.edit.name);
      const savedIn = from === known.edit.from ? null : from;
      set(known, 'saved', { transferId, item, from, at, savedAs, savedIn, failure });
      known.failures = 0;
      return;
    }
    // The user chose not to send it, or it was edited again meanwhile.
    if (state === 'cancelled' || outcome === 'skipped') return set(known, 'asking', { transferId: null });
    tracked.set(documentId, { ...known, noticedMs: clock.now(), touchedMs: clock.now(), failures: 0 });
    later(documentId, checkDelayMs);
  }

  function watchFolders(): void {
    watcher.setFolders(new Set(documents.folders()));
    for (const [documentId] of tracked) if (!documents.has(documentId)) forget(documentId);
  }

  function forget(documentId: string): void {
    tracked.delete(documentId);
    timers.get(documentId)?.abort();
    timers.delete(documentId);
    changes.note('');
  }

  async function reviewAll(): Promise<void> {
    for (const documentId of documents.ids()) {
      if (closing.signal.aborted) return;
      await check(documentId);
      const transfer = transfers.findSave(documentId);
      if (transfer !== null) edits.saveChanged(documentId, transfer);
    }
  }

  const edits: Edits = {
    list,
    unsaved: () => list().filter(({ state }) => state !== 'saved'),
    unsent: () => list().filter(({ state }) => unsentStates.includes(state)),
    async sendNow() {
      for (const { documentId, state } of list()) if (unsentStates.includes(state)) await send(documentId);
    },
    async takeTheirs(documentId) {
      const { record } = await documents.get(documentId);
      // Only once OneDrive's version is known to exist: otherwise neither would be left.
      await createItems(accounts.drive(record.accountId)).get(record.item);
      const save = transfers.findSave(documentId);
      await documents.moveToTrash(documentId);
      if (save !== null) await transfers.cancel({ transferIds: [save.transferId] });
      forget(documentId);
      const theirs = { entry: toEntry(record), path: record.from, to: null, place: null };
      return itemMethods.download(record.accountId, [theirs]).batchId;
    },
    async openBoth(documentId) {
      await documents.open(documentId);
      const { record } = await documents.get(documentId);
      await itemMethods.downloadToOpen(record.accountId, record.from, toEntry(record));
    },
    copiesChanged: watchFolders,
    saveChanged(documentId, transfer) {
      work(async () => {
        let known = tracked.get(documentId);
        if (known === undefined) {
          const copy = await readCopy(documentId);
          if (copy === null || (copy.state !== 'changed' && transfer.endedAt === null)) return;
          if (!tracked.has(documentId)) notice(copy, clock.now());
          known = tracked.get(documentId);
        }
        if (known === undefined) return;
        if (transfer.endedAt !== null) return finish(documentId, transfer);
        const { transferId, failure, waitReason } = transfer;
        set(known, toEditState(transfer), { transferId, failure, waitReason });
      });
    },
    accountsChanged() {
      work(async () => {
        for (const account of accounts.all())
          await documents.adopt(account, (accountId) => accounts.find(accountId) !== null);
        for (const { edit } of tracked.values())
          if (unsentStates.includes(edit.state)) later(edit.documentId, checkDelayMs);
      });
    },
    review: () => {
      watchFolders();
      work(reviewAll);
      return Promise.allSettled(working).then(() => undefined);
    },
    async close() {
      closing.abort();
      watcher.close();
      changes.close();
      await Promise.allSettled(working);
    },
  };
  return edits;
}

const toEntry = ({ item, name, version }: DocumentRecord) => ({
  ...item,
  name,
  kind: 'file' as const,
  sizeBytes: version.sizeBytes,
});

function toEditState(transfer: Transfer): EditState {
  const { state } = transfer;
  switch (state) {
    case 'waiting':
    case 'paused':
      return state;
    case 'conflict':
      return isGoneThere(transfer) ? 'gone' : 'conflict';
    default:
      return 'saving';
  }
}
