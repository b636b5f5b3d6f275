import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { toPlaceError } from '../../../documents/disk-error.ts';
import type { Documents } from '../../../documents/documents.ts';
import { toLocalName } from '../../../documents/local-name.ts';
import { createFolder } from '../../../documents/local-target.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { toItemKey } from '../../../graph/addressing.ts';
import { createItems } from '../../../graph/items.ts';
import { toDownloadRecord } from '../../model/new-record.ts';
import { createPatience } from '../retry-policy.ts';
import type { DownloadFolderJob } from '../../model/transfer-record.ts';
import type { Work, WorkEnd } from '../../queue/transfer-context.ts';
import type { FolderClaims } from './reserved-folders.ts';

export interface FolderPlaces {
  documents: Documents;
  folderClaims: FolderClaims;
}

/** Makes the folder here, an empty one, too, and puts what lies in it into the queue. */
export async function downloadFolder(
  work: Work,
  job: DownloadFolderJob,
  places: FolderPlaces,
): Promise<WorkEnd> {
  work.enter('checking');
  const { name, path, batchId, accountId } = work.transfer;
  const place = `${path}/${name}`;
  const entries = await listWithPatience(work, job);
  const to = await makeFolder(work, job, places);
  const download = { batchId, accountId, path: place, openAfter: false, to, nowMs: work.clock.now() };
  return {
    kind: 'done',
    result: { outcome: 'downloaded', finalName: to === null ? name : basename(to) },
    next: entries.map((entry) => toDownloadRecord(entry, download)),
  };
}

/** The folder for what is in it, where a person chose the place; null in the documents folder, where places are known. */
async function makeFolder(
  { drive, transfer }: Work,
  { to }: DownloadFolderJob,
  { documents, folderClaims }: FolderPlaces,
): Promise<string | null> {
  const { name, path } = transfer;
  try {
    if (to !== null) {
      const made = join(to, await createFolder(to, toLocalName(name), (path) => folderClaims.isTaken(path)));
      folderClaims.take(made);
      return made;
    }
    await mkdir(documents.folderFor(drive.account, `${path}/${name}`), { recursive: true });
    return null;
  } catch (cause) {
    throw await toPlaceError(cause, name, to);
  }
}

async function listWithPatience(work: Work, { item }: DownloadFolderJob): Promise<DriveEntry[]> {
  const patience = createPatience(work);
  for (;;) {
    // A listing that has to start again may bring an entry twice.
    const entries = new Map<string, DriveEntry>();
    try {
      const items = createItems(work.drive, { priority: 'background', signal: work.signal });
      await items.children(item, (page) => {
        for (const entry of page) entries.set(toItemKey(entry), entry);
        return Promise.resolve();
      });
      return [...entries.values()];
    } catch (error) {
      await patience.bear(error);
    }
  }
}
