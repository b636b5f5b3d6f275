import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Payload } from '../../electron/contract/api.ts';
import type { Transfer } from '../../electron/contract/transfers.ts';
import type { TransferBatch, TransferListRow } from '../../electron/contract/transfer-list.ts';
import { listen } from './client.ts';
import { keys } from './query-keys.ts';
import type { TransferChunk, TransferTop } from './transfer-queries.ts';

type Update = Payload<'transfers.changed'>;

/** The visible rows are refetched if any were added, removed, or moved. */
export function receiveTransfers(client: QueryClient, update: Update): void {
  const changed = new Map(update.transfers.map((transfer) => [transfer.transferId, transfer]));
  const found = (transfer: Transfer): Transfer => changed.get(transfer.transferId) ?? transfer;
  const top = client.getQueryData<TransferTop>(keys.transfers);
  if (top !== undefined) {
    client.setQueryData<TransferTop>(keys.transfers, {
      ...top,
      transfers: top.transfers.map(found),
      summary: update.summary,
    });
  }
  if (top === undefined || top.revision !== update.revision) {
    void client.invalidateQueries({ queryKey: keys.transfers });
  }
  receiveRows(client, update, found);
  if (update.transfers.some(changesQuota)) void client.invalidateQueries({ queryKey: keys.quotas });
  if (update.transfers.some(isRefusedForSpace)) void client.invalidateQueries({ queryKey: keys.overview });
}

const isRefusedForSpace = ({ state, failure }: Transfer): boolean =>
  state === 'failed' && failure?.code === 'quotaFull';

/** What was shown may be older than a refusal. */
const changesQuota = (transfer: Transfer): boolean =>
  (transfer.state === 'done' && transfer.kind === 'upload') || isRefusedForSpace(transfer);

function receiveRows(client: QueryClient, update: Update, found: (transfer: Transfer) => Transfer): void {
  let isOlder = false;
  const batches = new Map(update.batches.map((batch) => [batch.batchId, batch]));
  for (const [key, chunk] of client.getQueriesData<TransferChunk>({ queryKey: keys.transferRows })) {
    if (chunk === undefined || chunk.revision < update.revision) isOlder = true;
    else if (chunk.revision === update.revision && chunk.rows.length > 0) {
      const rows = chunk.rows.map((row): TransferListRow => {
        if (row.type === 'transfer') return { ...row, transfer: found(row.transfer) };
        return { ...row, batch: batches.get(row.batch.batchId) ?? row.batch };
      });
      client.setQueryData<TransferChunk>(key, { ...chunk, rows });
    }
  }
  if (isOlder) void client.invalidateQueries({ queryKey: keys.transferRows });
}

export function useEndedBatches(sink: (batch: TransferBatch) => void): void {
  useEffect(
    () =>
      listen('transfers.changed', ({ ended }) => {
        for (const batch of ended) sink(batch);
      }),
    [sink],
  );
}
