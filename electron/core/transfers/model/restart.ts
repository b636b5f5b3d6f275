import { toFailure } from '../../../contract/errors.ts';
import { toTransfer } from './new-record.ts';
import { isEnded, type TransferRecord } from './transfer-record.ts';

/** In line again, with all it holds: what has arrived is not sent twice. */
export function toQueued(record: TransferRecord): TransferRecord {
  const { transfer, job } = record;
  return {
    ...record,
    transfer: { ...transfer, state: 'queued', waitUntil: null, waitReason: null },
    job: job.kind === 'uploadFile' ? { ...job, interrupted: true } : job,
  };
}

/** As if nothing had happened, but for what the service has already. */
export function toRetried(record: TransferRecord): TransferRecord {
  const { transfer, job } = record;
  if ((transfer.state !== 'failed' && transfer.state !== 'cancelled') || job.kind === 'refused')
    return record;
  return {
    job,
    postponed: null,
    transfer: {
      ...transfer,
      state: 'queued',
      bytesDone: 0,
      endedAt: null,
      failure: null,
      outcome: null,
      verified: null,
    },
  };
}

/** What was under way when the app ended goes on; what ended, or waits for a person, stays as it is. */
export function toRestored(record: TransferRecord): TransferRecord {
  const { state } = record.transfer;
  if (isEnded(record) || state === 'conflict') return record;
  const queued = toQueued(record);
  return state === 'paused' ? { ...queued, transfer: { ...queued.transfer, state } } : queued;
}

/** A list that could not be read is told of where people look for their transfers, and the file is named. */
export function toSetAsideRecord(setAside: string, nowMs: number): TransferRecord {
  const of = { batchId: setAside, accountId: 'none', path: '', nowMs };
  const transfer = toTransfer(of, 'upload', setAside, null);
  return {
    transfer: {
      ...transfer,
      state: 'failed',
      failure: toFailure('journalDamaged', setAside),
      endedAt: transfer.createdAt,
    },
    job: { kind: 'refused' },
    postponed: null,
  };
}
