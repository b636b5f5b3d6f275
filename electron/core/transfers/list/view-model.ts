import type { Transfer } from '../../../contract/records.ts';
import type { TransferBatch, TransferLine } from '../../../contract/transfer-list.ts';
import type { Line, Shelves } from './batch-index.ts';
import type { Speeds } from './speeds.ts';
import type { TransferRecord } from '../model/transfer-record.ts';

/** How records, batches and lines look to whoever watches: with the speed of this moment, and nothing of the job behind. */
export interface Shown {
  transfer(record: TransferRecord): Transfer;
  /** Those of them that there are. */
  transfers(transferIds: Iterable<string>): Transfer[];
  batches(batchIds: Iterable<string>): TransferBatch[];
  lines(lines: readonly Line[]): TransferLine[];
}

export function createShown(
  records: ReadonlyMap<string, TransferRecord>,
  shelves: Shelves,
  speeds: Speeds,
): Shown {
  const toTransfer = ({ transfer }: TransferRecord): Transfer => ({
    ...transfer,
    bytesPerSecond: speeds.of(transfer.transferId),
  });

  function toBatch(batchId: string): TransferBatch | null {
    const batch = shelves.batch(batchId);
    if (batch === null) return null;
    const isOfBatch = (transferId: string) => records.get(transferId)?.transfer.batchId === batchId;
    return { ...batch, bytesPerSecond: speeds.sum(isOfBatch) };
  }

  function toLine(line: Line): TransferLine | null {
    if (line.kind === 'batch') {
      const batch = toBatch(line.batchId);
      return batch === null ? null : { type: 'batch', batch };
    }
    const record = records.get(line.transferId);
    return record === undefined ? null : { type: 'transfer', transfer: toTransfer(record) };
  }

  return {
    transfer: toTransfer,
    transfers: (transferIds) =>
      [...transferIds]
        .map((transferId) => records.get(transferId))
        .filter((record) => record !== undefined)
        .map(toTransfer),
    batches: (batchIds) => [...batchIds].map(toBatch).filter((batch) => batch !== null),
    lines: (lines) => lines.map(toLine).filter((line) => line !== null),
  };
}
