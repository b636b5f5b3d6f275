import type { StoredTransfers, TransferJournal } from './journal/transfer-journal.ts';

/** Remembers, over restarts, that a journal could not be read until a person has dismissed that. */
export interface DamageNotice {
  /** The name of the file that was set aside; null: nothing to say. */
  fileName(): string | null;
  restore(notes: StoredTransfers['notes'], setAside: string | null): void;
  dismiss(): Promise<void>;
}

const noteKey = 'damaged journal';

export function createDamageNotice(journal: Pick<TransferJournal, 'note'>): DamageNotice {
  let fileName: string | null = null;
  // The file may fail to be written as well: then the notice lasts until the app ends.
  const save = () => journal.note(noteKey, fileName).catch(() => undefined);

  return {
    fileName: () => fileName,
    restore(notes, setAside) {
      fileName = setAside ?? notes.get(noteKey) ?? null;
      if (setAside !== null) void save();
    },
    async dismiss() {
      if (fileName === null) return;
      fileName = null;
      await save();
    },
  };
}
