import { basename } from 'node:path';
import { toPartName } from '../../documents/local-target.ts';
import { isEnded } from '../model/transfer-record.ts';
import type { TransferStore } from '../store/transfer-store.ts';

/** Tells the partial files of downloads on the list that ended, and that no retry would resume. */
export function toAbandonedParts(store: TransferStore): (path: string) => boolean {
  const names = new Set<string>();
  for (const record of store.all())
    if (record.job.kind === 'downloadFile' && isEnded(record) && record.job.part === null)
      names.add(toPartName(record.transfer.transferId));
  return (path) => names.has(basename(path));
}

/** Sources of uploads that are not done: they may still be sent. */
export const toWantedSources = (store: TransferStore): string[] =>
  [...store.all()].flatMap(({ job, transfer }) =>
    job.kind === 'uploadFile' && job.carried === undefined && transfer.state !== 'done'
      ? [job.source.path]
      : [],
  );
