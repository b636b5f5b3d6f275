import type { TransferRecord } from '../../model/transfer-record.ts';
import type { TransferStore } from '../../store/transfer-store.ts';

/** Local folders that downloads go to: an empty one may belong to a download whose files are still to come. */
export interface ReservedFolders {
  /** By absolute path. */
  isReserved(path: string): boolean;
  reserve(path: string): void;
}

export function createReservedFolders(store: Pick<TransferStore, 'listen'>): ReservedFolders {
  const created = new Set<string>();
  /** How many downloads on the list go to each folder. */
  const targets = new Map<string, number>();

  function count(record: TransferRecord | null, sign: 1 | -1): void {
    const folder = toTargetFolder(record);
    if (folder !== null) targets.set(folder, (targets.get(folder) ?? 0) + sign);
  }

  store.listen({
    changed(before, after) {
      if (toTargetFolder(before) === toTargetFolder(after)) return;
      count(before, -1);
      count(after, 1);
    },
  });

  return {
    reserve: (path) => void created.add(path),
    isReserved: (path) => created.has(path) || (targets.get(path) ?? 0) > 0,
  };
}

/** It is another one once what was downloaded has been moved. */
function toTargetFolder(record: TransferRecord | null): string | null {
  const { job } = record ?? {};
  return job?.kind === 'downloadFile' || job?.kind === 'downloadFolder' ? job.to : null;
}
