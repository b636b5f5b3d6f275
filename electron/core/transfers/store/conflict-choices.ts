import { ConflictChoice } from '../../../contract/transfers.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { canKeepBoth, resolveConflict, toKeptBoth } from '../model/transitions.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { StoredTransfers, TransferJournal } from './journal/journal.ts';
import type { TransferStore } from './transfer-store.ts';

export interface ConflictChoices {
  restore(records: readonly TransferRecord[], notes: StoredTransfers['notes']): void;
  /**
   * Resolves the conflict by the choice for its batch; otherwise returns the record unchanged. What can't be
   * replaced is left to the person.
   */
  applyTo(record: TransferRecord): TransferRecord;
  resolve(transferId: string, choice: ConflictChoice, applyToBatch: boolean): Promise<TransferRecord[]>;
  prune(): void;
}

export interface ConflictChoicesDeps {
  store: TransferStore;
  journal: TransferJournal;
  clock: Clock;
}

const canChoose = ({ transfer }: TransferRecord, choice: ConflictChoice): boolean =>
  choice !== 'replace' || transfer.conflict?.canReplace !== false;

const choiceKey = (batchId: string): string => `choice ${batchId}`;

export function createConflictChoices({ store, journal, clock }: ConflictChoicesDeps): ConflictChoices {
  const choices = new Map<string, ConflictChoice>();

  function choose(batchId: string, choice: ConflictChoice | null): void {
    if (choice === null) choices.delete(batchId);
    else choices.set(batchId, choice);
    void journal.note(choiceKey(batchId), choice).catch(() => undefined);
  }

  return {
    restore(records, notes) {
      for (const { transfer } of records) {
        const choice = ConflictChoice.safeParse(notes.get(choiceKey(transfer.batchId)));
        if (choice.success) choices.set(transfer.batchId, choice.data);
      }
    },
    applyTo(record) {
      const choice = choices.get(record.transfer.batchId);
      return choice === undefined || !canChoose(record, choice)
        ? record
        : resolveConflict(record, choice, clock.now());
    },
    async resolve(transferId, choice, applyToBatch) {
      const record = store.get(transferId);
      if (record !== undefined && choice === 'keepBoth' && canKeepBoth(record)) {
        await store.update(transferId, toKeptBoth);
        return store.current([record]);
      }
      if (record?.transfer.state !== 'conflict') throw new AppError('notFound');
      const { batchId } = record.transfer;
      if (applyToBatch) choose(batchId, choice);
      const resolved = applyToBatch
        ? store
            .ofBatch(batchId)
            .filter((other) => other.transfer.state === 'conflict' && canChoose(other, choice))
        : [record];
      const ids = resolved.map(({ transfer }) => transfer.transferId);
      await store.updateMany(ids, (conflict) => resolveConflict(conflict, choice, clock.now()));
      return store.current(resolved);
    },
    prune() {
      for (const batchId of choices.keys()) if (!store.hasBatch(batchId)) choose(batchId, null);
    },
  };
}
