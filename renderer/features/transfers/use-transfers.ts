import { useQuery } from '@tanstack/react-query';
import { transfersQuery } from '../../api/queries.ts';
import type { TransferList } from '../../api/queries.ts';

const nothing: TransferList = {
  transfers: [],
  summary: {
    active: 0,
    waiting: 0,
    paused: 0,
    conflicts: 0,
    failed: 0,
    done: 0,
    cancelled: 0,
    bytesDone: 0,
    bytesTotal: 0,
    bytesPerSecond: 0,
    safeToClose: true,
    held: false,
  },
};

/** The list as the main process keeps it; empty until it is known. */
export function useTransfers(): TransferList {
  return useQuery(transfersQuery).data ?? nothing;
}
