import type { Transfer } from '../../../contract/records.ts';
import type { Ledger } from './transfer-store.ts';

/** Swaps what people see of a transfer, and nothing else. Resolves when the store has it. */
export function patchTransfer(
  ledger: Pick<Ledger, 'change'>,
  transferId: string,
  patch: Partial<Transfer>,
): Promise<void> {
  return ledger.change(transferId, (record) => ({ ...record, transfer: { ...record.transfer, ...patch } }));
}
