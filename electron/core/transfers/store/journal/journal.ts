import { lstatSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DiskTrouble } from '../../../../contract/errors.ts';
import { startWorker, type WorkerClient } from '../../../lib/worker-rpc.ts';
import type { Log } from '../../../ports.ts';
import type { TransferRecord } from '../../model/transfer-record.ts';
import { damagedCode, type JournalCalls, type OpenedFile, type StoredRow } from './journal-calls.ts';
import type { SessionKeys } from './session-keys.ts';
import { parseStoredText, toStoredText } from './stored-record.ts';

export interface TransferJournal {
  /** Never rejects: what can't be read now comes `later`. */
  load(): Promise<StoredTransfers>;
  /** false: it can't be read yet, and is left alone. */
  isReadable(): boolean;
  /** null: no failure, or the disk isn't known to be the reason. */
  trouble(): DiskTrouble | null;
  /** In one transaction: a folder ends in the same step in which its children begin. */
  put(records: readonly TransferRecord[]): Promise<void>;
  remove(transferIds: readonly string[]): Promise<void>;
  /** A short text about the list or one of its batches; null removes it. */
  note(key: string, text: string | null): Promise<void>;
  /** Includes lists that were set aside. */
  deleteAll(): Promise<void>;
  close(): Promise<void>;
}

export interface StoredTransfers {
  records: TransferRecord[];
  notes: Map<string, string>;
  /** The new name of a damaged file. `records` are then in no file until they are put again. */
  setAside: string | null;
  /** null: this is all. */
  later: Promise<StoredTransfers> | null;
}

export interface JournalDeps {
  workerModule: URL;
  folder: string;
  keys: SessionKeys;
  log: Log;
}

interface PendingWrite {
  records: Map<string, TransferRecord | null>;
  notes: Map<string, string | null>;
  written: PromiseWithResolvers<void>;
}

/** Consecutive. After more, it stays down and the user is informed. */
const maxCrashes = 3;
const rowsPerMessage = 500;

class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
}

class JournalUnusable extends Error {
  override readonly name = 'JournalUnusable';
  readonly disk: DiskTrouble | null;

  constructor(message: string, disk: DiskTrouble | null) {
    super(message);
    this.disk = disk;
  }
}

const toDisk = (error: unknown): DiskTrouble | null => (error instanceof JournalUnusable ? error.disk : null);

const nothingStored: StoredTransfers = { records: [], notes: new Map(), setAside: null, later: null };

export function createJournal({ workerModule, folder, keys, log }: JournalDeps): TransferJournal {
  const file = join(folder, 'transfers.sqlite');
  let started: WorkerClient<JournalCalls> | null = null;
  let crashes = 0;
  let isClosed = false;

  function thread(): WorkerClient<JournalCalls> {
    if (started !== null) return started;
    if (isClosed || crashes > maxCrashes) throw new Error('the journal has ended');
    const worker = startWorker<JournalCalls>(workerModule, {
      name: 'journal',
      toError: ({ code, message }) =>
        code === damagedCode
          ? new JournalDamaged(message)
          : new JournalUnusable(message, DiskTrouble.nullable().catch(null).parse(code)),
      toExitError: () => new Error('the journal has ended'),
      onCrash: (error) => log.error('the thread of the journal failed', { error: String(error) }),
      onExit() {
        if (started !== worker) return;
        started = null;
        opened = null;
        crashes += 1;
      },
    });
    started = worker;
    return worker;
  }

  /** null: there is no file until there is something to store, or it can't be opened. */
  let opened: Promise<OpenedFile> | null = isThere(file) ? open() : null;
  let unread: PromiseWithResolvers<StoredTransfers> | null = null;
  let pending: PendingWrite | null = null;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  let trouble: DiskTrouble | null = null;

  function enqueue(fill: (batch: PendingWrite) => void): Promise<void> {
    pending ??= { records: new Map(), notes: new Map(), written: Promise.withResolvers() };
    const { written } = pending;
    fill(pending);
    if (!isWriting) {
      isWriting = true;
      writing = writeAll();
    }
    return written.promise;
  }

  /** Rejects, and never throws, if the thread is gone. */
  async function openFile(): Promise<OpenedFile> {
    return thread().call('open', { file });
  }

  /** A failed opening is repeated with the next write. */
  async function open(): Promise<OpenedFile> {
    const result = await openFile().catch((cause: unknown): OpenedFile => ({
      setAside: null,
      trouble: String(cause),
      disk: toDisk(cause),
    }));
    if (result.trouble !== null) opened = null;
    return result;
  }

  async function writeAll(): Promise<void> {
    // Collects other writes of this turn.
    await nextTurn();
    for (let batch = pending; batch !== null; batch = pending) {
      pending = null;
      try {
        await writeBatch(batch);
        trouble = null;
        batch.written.resolve();
      } catch (error) {
        trouble = toDisk(error);
        batch.written.reject(error);
      }
    }
    isWriting = false;
  }

  async function writeBatch(batch: PendingWrite): Promise<void> {
    if (opened === null && (isThere(file) || holdsAnything(batch))) opened = open();
    if (opened === null) return;
    const result = await opened;
    if (result.trouble !== null) throw new JournalUnusable(result.trouble, result.disk);
    if (unread !== null) {
      const waiting = unread;
      const stored = await readOpened(result.setAside);
      if (stored === null) throw new JournalUnusable('the journal can not be read', trouble);
      unread = null;
      waiting.resolve(stored);
    }
    await write(thread(), keys, batch);
    crashes = 0;
  }

  async function closeFile(): Promise<void> {
    await started?.call('close', {}).catch(() => null);
  }

  async function load(): Promise<StoredTransfers> {
    if (opened === null) return nothingStored;
    const { setAside, trouble: reason, disk } = await opened;
    const stored = reason === null ? await readOpened(setAside) : null;
    if (stored !== null) return stored;
    trouble ??= disk;
    log.warn('the journal can not be opened now and is left as it is', { trouble: reason });
    unread = Promise.withResolvers();
    return { ...nothingStored, setAside, later: unread.promise };
  }

  async function readOpened(setAside: string | null): Promise<StoredTransfers | null> {
    const records: TransferRecord[] = [];
    try {
      const unreadable = await readAll(thread(), keys, records);
      if (unreadable > 0) log.warn('transfers of the journal could not be read', { unreadable });
      const notes = new Map((await thread().call('notes', {})).map(({ key, text }) => [key, text]));
      return { records, notes, setAside, later: null };
    } catch (error) {
      if (error instanceof JournalDamaged) return replaceDamaged(records, error);
      log.warn('the journal could not be read', { cause: String(error) });
      trouble = toDisk(error);
      opened = null;
      await closeFile();
      return null;
    }
  }

  /** Returns what could be read; the new file does not have it yet. */
  async function replaceDamaged(records: TransferRecord[], cause: Error): Promise<StoredTransfers | null> {
    log.warn('the journal is damaged and was put aside', { error: String(cause) });
    const { setAside, trouble: reason, disk } = await thread().call('setAside', { file });
    if (reason !== null) opened = null;
    trouble = disk;
    if (setAside === null) return null;
    return { records, notes: new Map(), setAside, later: null };
  }

  return {
    load,
    put: (records) =>
      enqueue((batch) => {
        for (const record of records) batch.records.set(idOf(record), record);
      }),
    remove: (transferIds) =>
      enqueue((batch) => {
        for (const transferId of transferIds) batch.records.set(transferId, null);
      }),
    note: (key, text) => enqueue(({ notes }) => void notes.set(key, text)),
    isReadable: () => unread === null,
    trouble: () => trouble,
    async deleteAll() {
      await writing;
      opened = null;
      unread = null;
      await closeFile();
      const ours = (await readdir(folder)).filter((name) =>
        /^transfers(?:\.damaged-\d+)?\.sqlite/.test(name),
      );
      for (const name of ours) await rm(join(folder, name), { force: true });
    },
    async close() {
      await writing;
      await closeFile();
      isClosed = true;
      await started?.terminate();
    },
  };
}

/** A file that can't be examined counts as existing: only a surely missing one is created. */
function isThere(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

const idOf = ({ transfer }: TransferRecord): string => transfer.transferId;

const holdsAnything = ({ records, notes }: PendingWrite): boolean =>
  [...records.values(), ...notes.values()].some((value) => value !== null);

async function write(
  thread: WorkerClient<JournalCalls>,
  keys: SessionKeys,
  batch: PendingWrite,
): Promise<void> {
  const removed: string[] = [];
  let rows: StoredRow[] = [];
  for (const [transferId, record] of batch.records) {
    if (record === null) removed.push(transferId);
    else rows.push({ transferId, text: await toStoredText(record, keys) });
    if (rows.length < rowsPerMessage) continue;
    await thread.call('stage', { rows });
    rows = [];
  }
  const notes = [...batch.notes].map(([key, text]) => ({ key, text }));
  await thread.call('stage', { rows });
  await thread.call('write', { removed, notes });
}

/** The number of rows this version can't parse. They are left in place. */
async function readAll(
  thread: WorkerClient<JournalCalls>,
  keys: SessionKeys,
  records: TransferRecord[],
): Promise<number> {
  let unreadable = 0;
  for (let afterRow = 0; ;) {
    const { rows, lastRow } = await thread.call('page', { afterRow });
    if (rows.length === 0) return unreadable;
    for (const { text } of rows) {
      const record = await parseStoredText(text, keys);
      if (record === null) unreadable += 1;
      else records.push(record);
    }
    afterRow = lastRow;
  }
}
