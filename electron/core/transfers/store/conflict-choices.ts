import { ConflictChoice } from '../../../contract/records.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { toRecords } from '../control-transfers.ts';
import type { Ledger } from './transfer-store.ts';
import { mayBeCopied, resolveConflict, toCopied } from '../model/resolve-conflict.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { KeptTransfers, TransferStore } from './journal/transfer-journal.ts';

/** What a person answered to conflicts, also for those of a batch that are still to come. */
export interface BatchChoices {
  restore(records: readonly TransferRecord[], notes: KeptTransfers['notes']): void;
  /** A conflict as it is after what was answered for its batch already; else as it was. */
  answered(record: TransferRecord): TransferRecord;
  /**
   * Those that were settled, as they are by now. Keeping both is also a way out where replacing failed.
   * @throws AppError notFound when there is no such conflict
   */
  resolve(transferId: string, choice: ConflictChoice, applyToBatch: boolean): Promise<TransferRecord[]>;
  /** Of batches that are not on the list any more. */
  forgetGone(): void;
}

export interface ChoiceSurroundings {
  ledger: Ledger;
  store: TransferStore;
  clock: Clock;
}

const choiceKey = (batchId: string): string => `choice ${batchId}`;

export function createBatchChoices({ ledger, store, clock }: ChoiceSurroundings): BatchChoices {
  const choices = new Map<string, ConflictChoice>();

  function choose(batchId: string, choice: ConflictChoice | null): void {
    if (choice === null) choices.delete(batchId);
    else choices.set(batchId, choice);
    void store.note(choiceKey(batchId), choice).catch(() => undefined);
  }

  return {
    restore(records, notes) {
      for (const { transfer } of records) {
        const choice = ConflictChoice.safeParse(notes.get(choiceKey(transfer.batchId)));
        if (choice.success) choices.set(transfer.batchId, choice.data);
      }
    },
    answered(record) {
      const choice = choices.get(record.transfer.batchId);
      return choice === undefined ? record : resolveConflict(record, choice, clock.now());
    },
    async resolve(transferId, choice, applyToBatch) {
      const record = ledger.get(transferId);
      if (record !== undefined && choice === 'keepBoth' && mayBeCopied(record)) {
        await ledger.change(transferId, toCopied);
        return ledger.current([record]);
      }
      if (record?.transfer.state !== 'conflict') throw new AppError('notFound');
      const { batchId } = record.transfer;
      const same = toRecords(ledger, { batchId }).filter(({ transfer }) => transfer.state === 'conflict');
      if (applyToBatch) choose(batchId, choice);
      const settled = applyToBatch ? same : [record];
      const ids = settled.map(({ transfer }) => transfer.transferId);
      await ledger.changeAll(ids, (conflict) => resolveConflict(conflict, choice, clock.now()));
      return ledger.current(settled);
    },
    forgetGone() {
      const batches = new Set([...ledger.all()].map(({ transfer }) => transfer.batchId));
      for (const batchId of choices.keys()) if (!batches.has(batchId)) choose(batchId, null);
    },
  };
}
