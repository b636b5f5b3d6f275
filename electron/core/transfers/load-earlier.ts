import type { Documents } from '../documents/documents.ts';
import type { Log } from '../ports.ts';
import type { TransferList } from './list/transfer-list.ts';
import { toRestored } from './model/transitions.ts';
import type { Queue } from './queue/queue.ts';
import { createPastedFiles, toAbandonedParts, toWantedSources } from './run/upload/pasted-files.ts';
import type { ConflictChoices } from './store/conflict-choices.ts';
import type { StoredTransfers, TransferJournal } from './store/journal/transfer-journal.ts';
import type { DamageNotice } from './store/persistence.ts';
import type { TransferStore } from './store/transfer-store.ts';

/** Transfers of earlier sessions, and the files that only they need. */
export interface EarlierTransfers {
  loaded: Promise<void>;
  /** Starts them, if they were held. */
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
  documents: Pick<Documents, 'sweep'>;
  pastedFolder: string;
  log: Log;
  holdsEarlier?: boolean;
}

export function loadEarlier(deps: LoadEarlierDeps): EarlierTransfers {
  const { journal, store, list, queue, choices, damage, documents, log } = deps;
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
