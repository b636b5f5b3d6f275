import type { Documents } from '../documents/documents.ts';
import type { Transfer } from '../../contract/transfers.ts';
import type { JustMade } from '../graph/just-made.ts';
import type { Log } from '../ports.ts';
import type { TransferList } from './list/transfer-list.ts';
import { toRestored } from './model/transitions.ts';
import type { Queue } from './queue/queue.ts';
import type { ConflictChoices } from './store/conflict-choices.ts';
import type { StoredTransfers, TransferJournal } from './store/journal/journal.ts';
import type { DamageNotice } from './store/persistence.ts';
import type { TransferStore } from './store/transfer-store.ts';
import { readdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join, sep, basename } from 'node:path';
import { toPartName } from '../documents/local-target.ts';
import { isEnded, type TransferRecord } from './model/transfer-record.ts';

export interface EarlierTransfers {
  loaded: Promise<void>;
  resume(): Promise<void>;
  /** Deletes pasted files that no upload needs, once no window is left that could be writing one. */
  sweepPasted(): Promise<void>;
}

export interface LoadEarlierDeps {
  journal: TransferJournal;
  store: TransferStore;
  list: Pick<TransferList, 'summaryChanged'>;
  queue: Pick<Queue, 'enqueue'>;
  choices: ConflictChoices;
  damage: DamageNotice;
  justMade: Pick<JustMade, 'note'>;
  documents: Pick<Documents, 'sweep'>;
  pastedFolder: string;
  log: Log;
  holdsEarlier?: boolean;
}

const making: readonly Transfer['outcome'][] = ['folderCreated', 'created', 'keptBoth', 'copied'];

export function loadEarlier(deps: LoadEarlierDeps): EarlierTransfers {
  const { journal, store, list, queue, choices, damage, documents, justMade, log } = deps;
  const pasted = createPastedFiles(deps.pastedFolder);
  let isHeld = deps.holdsEarlier === true;
  let isLoaded = false;

  async function load(): Promise<void> {
    const stored = await journal.load();
    restore(stored);
    if (stored.later === null) return endLoad();
    list.summaryChanged();
    // Not awaited: the file may be busy for hours.
    void stored.later.then(async (later) => {
      restore(later);
      list.summaryChanged();
      await endLoad();
    });
  }

  function restore({ records, notes, setAside }: StoredTransfers): void {
    choices.restore(records, notes);
    damage.restore(notes, setAside);
    store.restore(records.map(toRestored), setAside === null);
    if (setAside !== null) list.summaryChanged();
    // The service may not show yet what was made just before a quit or crash.
    for (const { transfer } of records)
      if (transfer.item !== null && transfer.endedAt !== null && making.includes(transfer.outcome))
        justMade.note(transfer.item, transfer.endedAt);
    if (!isHeld) queue.enqueue(store.current(records));
  }

  /** Only now it is known which partial downloads and pasted files are still needed. */
  async function endLoad(): Promise<void> {
    isLoaded = true;
    void documents.sweep(toAbandonedParts(store));
    if (mayDeletePasted()) await pasted.sweepEarlier(toWantedSources(store));
  }

  /** An unreadable list may refer to pasted files, which exist nowhere else. */
  const mayDeletePasted = (): boolean => isLoaded && damage.fileName() === null;

  const loaded = load().catch((error: unknown) =>
    log.error('the transfers of earlier sessions could not be read', { error: String(error) }),
  );
  return {
    loaded,
    async resume() {
      await loaded;
      if (!isHeld) return;
      isHeld = false;
      queue.enqueue([...store.all()]);
    },
    async sweepPasted() {
      if (mayDeletePasted()) await pasted.sweepAll(toWantedSources(store));
    },
  };
}

/**
 * Files created by the renderer, such as a pasted picture. There is no other copy, so they are kept until
 * their upload is done or removed.
 */
export interface PastedFiles {
  sweepEarlier(wanted: readonly string[]): Promise<void>;
  sweepAll(wanted: readonly string[]): Promise<void>;
}

export function createPastedFiles(folder: string): PastedFiles {
  const list = () => readdir(folder).catch((): string[] => []);
  // Listed at once: anything written later is not from an earlier session.
  const earlier = listNow(folder);

  async function sweep(names: readonly string[], wanted: readonly string[]): Promise<void> {
    const unwanted = names
      .map((name) => join(folder, name))
      .filter((path) => !wanted.some((source) => source.startsWith(path + sep)));
    await Promise.all(unwanted.map((path) => rm(path, { recursive: true, force: true })));
    if (unwanted.length === names.length && names.length > 0 && (await list()).length === 0)
      await rm(folder, { recursive: true, force: true });
  }

  return {
    sweepEarlier: async (wanted) => sweep(earlier, wanted),
    sweepAll: async (wanted) => sweep(await list(), wanted),
  };
}

function listNow(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Judged when it is asked: a failed download may be running again by then. */
export function toAbandonedParts(store: Pick<TransferStore, 'all' | 'get'>): (path: string) => boolean {
  const ids = new Map<string, string>();
  for (const record of store.all())
    if (isPartAbandoned(record)) ids.set(toPartName(record.transfer.transferId), record.transfer.transferId);
  return (path) => {
    const transferId = ids.get(basename(path));
    if (transferId === undefined) return false;
    const now = store.get(transferId);
    return now === undefined || isPartAbandoned(now);
  };
}

const isPartAbandoned = (record: TransferRecord): boolean =>
  record.job.kind === 'downloadFile' && isEnded(record) && record.job.part === null;

const toWantedSources = (store: TransferStore): string[] =>
  [...store.all()].flatMap(({ job, transfer }) =>
    job.kind === 'uploadFile' && job.carried === undefined && transfer.state !== 'done'
      ? [job.source.path]
      : [],
  );
