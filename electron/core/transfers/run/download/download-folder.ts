import { basename, join } from 'node:path';
import { toPlaceError } from '../../../documents/disk-error.ts';
import type { Documents } from '../../../documents/documents.ts';
import { toChosenName } from '../../../documents/local-name.ts';
import { createFolder } from '../../../documents/local-target.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { toItemKey } from '../../../graph/addressing.ts';
import { createItems } from '../../../graph/items.ts';
import { visitFolder, toLoopRecord, toDownloadRecord, type NewDownload } from '../../model/new-record.ts';
import { createBackoff } from '../backoff.ts';
import type { DownloadFolderJob, TransferRecord } from '../../model/transfer-record.ts';
import type { TransferContext, RunResult } from '../../queue/transfer-context.ts';
import type { TransferStore } from '../../store/transfer-store.ts';

export interface DownloadFolderDeps {
  documents: Documents;
  reservedFolders: ReservedFolders;
}

export async function downloadFolder(
  context: TransferContext,
  job: DownloadFolderJob,
  places: DownloadFolderDeps,
): Promise<RunResult> {
  context.setPhase('checking');
  const { name, path, batchId, accountId } = context.transfer;
  const place = `${path}/${name}`;
  const entries = await listWithRetry(context, job);
  const to = await makeFolder(context, job, places);
  const download = { batchId, accountId, path: place, openAfter: false, to, nowMs: context.clock.now() };
  return {
    kind: 'done',
    result: {
      outcome: 'downloaded',
      finalName: to === null ? name : basename(to),
      folder: { itemCount: entries.length },
    },
    next: entries.map((entry) => toNext(entry, job, download)),
  };
}

function toNext(
  entry: DriveEntry,
  { item, visited }: DownloadFolderJob,
  download: NewDownload,
): TransferRecord {
  const record = toDownloadRecord(entry, download);
  const next = visitFolder(visited ?? [toItemKey(item)], entry);
  if (next === null) return toLoopRecord(record, download.nowMs);
  return record.job.kind === 'downloadFolder' ? { ...record, job: { ...record.job, visited: next } } : record;
}

/** null in the documents folder, where paths follow from the drive. */
async function makeFolder(
  { drive, transfer }: TransferContext,
  { to }: DownloadFolderJob,
  { documents, reservedFolders }: DownloadFolderDeps,
): Promise<string | null> {
  const { name, path } = transfer;
  try {
    if (to !== null) {
      const made = join(
        to,
        await createFolder(to, toChosenName(name), (path) => reservedFolders.isReserved(path)),
      );
      reservedFolders.reserve(made);
      return made;
    }
    await documents.makeFolder(documents.folderFor(drive.account, `${path}/${name}`));
    return null;
  } catch (cause) {
    throw await toPlaceError(cause, name, to);
  }
}

async function listWithRetry(context: TransferContext, { item }: DownloadFolderJob): Promise<DriveEntry[]> {
  const retry = createBackoff(context);
  for (;;) {
    // A restarted listing may bring an entry twice.
    const entries = new Map<string, DriveEntry>();
    try {
      const items = createItems(context.drive, { priority: 'background', signal: context.signal });
      await items.children(item, (page) => {
        for (const entry of page) entries.set(toItemKey(entry.own), entry);
        return Promise.resolve();
      });
      return [...entries.values()];
    } catch (error) {
      await retry.waitOrThrow(error);
    }
  }
}

/** Local folders that downloads go to: an empty one may be waiting for its files. */
export interface ReservedFolders {
  isReserved(path: string): boolean;
  reserve(path: string): void;
}

export function createReservedFolders(store: Pick<TransferStore, 'listen'>): ReservedFolders {
  const created = new Set<string>();
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

function toTargetFolder(record: TransferRecord | null): string | null {
  const { job } = record ?? {};
  return job?.kind === 'downloadFile' || job?.kind === 'downloadFolder' ? job.to : null;
}
