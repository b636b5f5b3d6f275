import { isPartOf } from '../../documents/local-target.ts';
import { isEnded } from '../model/transfer-record.ts';
import type { TransferStore } from '../store/transfer-store.ts';

/** Whether a partial file belongs to a download that has not ended, or that a person may retry. */
export function isPartWanted(store: TransferStore, path: string): boolean {
  const live = [...store.all()].filter(
    (record) => record.job.kind === 'downloadFile' && (!isEnded(record) || record.job.part !== null),
  );
  return live.some(({ transfer }) => isPartOf(path, transfer.transferId));
}

/** Sources of uploads that are not done: they may still be sent. */
export const toWantedSources = (store: TransferStore): string[] =>
  [...store.all()].flatMap(({ job, transfer }) =>
    job.kind === 'uploadFile' && transfer.state !== 'done' ? [job.source.path] : [],
  );
