import { toFailure } from '../../../contract/errors.ts';
import type { ConflictChoice } from '../../../contract/records.ts';
import { toInstant } from './limits.ts';
import { toRetried } from './restart.ts';
import type { TransferRecord, UploadFileJob } from './transfer-record.ts';

/** A person's answer to a conflict. Replacing means the version that was shown to them, and no later one. */
export function resolveConflict(
  record: TransferRecord,
  choice: ConflictChoice,
  nowMs: number,
): TransferRecord {
  const { transfer, job } = record;
  if (transfer.state !== 'conflict' || job.kind !== 'uploadFile') return record;
  const ended = { endedAt: toInstant(nowMs), conflict: null };
  if (choice === 'skip')
    return { ...record, transfer: { ...transfer, ...ended, state: 'done', outcome: 'skipped' } };
  if (choice === 'replace' && job.inTheWay === 'notAFile') {
    const failure = toFailure('nameExists', transfer.name);
    return { ...record, transfer: { ...transfer, ...ended, state: 'failed', failure } };
  }
  return {
    ...record,
    transfer: { ...transfer, state: 'queued', conflict: null },
    job: toDecidedJob(job, choice),
  };
}

/** Whether it failed because what it was to replace could not be replaced, and may be kept beside it instead. */
export const mayBeCopied = ({ transfer, job }: TransferRecord): boolean =>
  transfer.state === 'failed' && transfer.failure?.code === 'changedMeanwhile' && job.kind === 'uploadFile';

export function toCopied(record: TransferRecord): TransferRecord {
  const { job } = record;
  if (job.kind !== 'uploadFile' || !mayBeCopied(record)) return record;
  return { ...toRetried(record), job: toDecidedJob(job, 'keepBoth') };
}

function toDecidedJob(job: UploadFileJob, choice: 'replace' | 'keepBoth'): UploadFileJob {
  const { inTheWay } = job;
  const decided = { ...job, inTheWay: null, sent: null, session: null };
  // What is gone is made anew, under its own name, unless that was taken meanwhile.
  if (inTheWay === 'gone') return { ...decided, intent: 'upload', target: null, keepBoth: false };
  if (choice === 'keepBoth') return { ...decided, target: null, keepBoth: true };
  return { ...decided, target: inTheWay === 'notAFile' ? null : inTheWay, keepBoth: false };
}
