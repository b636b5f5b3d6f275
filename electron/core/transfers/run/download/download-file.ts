import { mkdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transfer } from '../../../../contract/records.ts';
import { toPlaceError } from '../../../documents/disk-error.ts';
import type { Documents, LocalCopy } from '../../../documents/documents.ts';
import { statFile } from '../../../documents/local-copy.ts';
import { toLocalName } from '../../../documents/local-name.ts';
import {
  findPlaced,
  moveIntoPlace,
  replaceByPart,
  toIdentity,
  toPartPath,
} from '../../../documents/local-target.ts';
import { AppError } from '../../../errors.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { toInstant } from '../../model/limits.ts';
import { isSameContent, toVersion, type RemoteFile } from '../remote-file.ts';
import type { DownloadFileJob, TransferRecord } from '../../model/transfer-record.ts';
import type { Work, WorkEnd } from '../../queue/transfer-context.ts';
import { isWorthKeeping } from './checkpoint.ts';
import type { ExtraStreams } from './extra-streams.ts';
import {
  fetchVerified,
  isInterrupted,
  mayGoOn,
  readWithPatience,
  type Fetchable,
  type Fetched,
} from './fetch-verified.ts';
import { openPart, type PartFile } from './part-file.ts';

export interface Downloading {
  documents: Documents;
  extraStreams: ExtraStreams;
}

/** Fetches one file into the documents folder, or a chosen one. It is there whole and verified, or not at all. */
export async function downloadFile(
  work: Work,
  job: DownloadFileJob,
  { documents, extraStreams }: Downloading,
): Promise<WorkEnd> {
  work.enter('checking');
  const remote = await readWithPatience(work, job);
  refuse(remote.entry, work.transfer.name);
  if (remote.entry.sizeBytes !== null) work.setTotal(remote.entry.sizeBytes);
  const { account } = work.drive;
  const copy = job.to === null ? await documents.find(account.accountId, job.item) : null;
  if (copy?.state === 'present' && isSameContent(copy.record.version, toVersion(remote.entry))) {
    return {
      kind: 'done',
      result: toResult(copy.record.documentId, copy.path, copy.record.local.sizeBytes, copy.record.verified),
    };
  }
  const folder = toFolder(documents, work, job);
  try {
    return {
      kind: 'done',
      result: await fetchInto(work, job, remote, { documents, extraStreams, folder, copy }),
    };
  } catch (cause) {
    throw await toPlaceError(cause, work.transfer.name, job.to);
  }
}

/** Where its part lies, and then the file itself. */
function toFolder(documents: Documents, { drive, transfer }: Of, job: DownloadFileJob): string {
  return job.to ?? documents.folderFor(drive.account, transfer.path);
}

type Of = Pick<Work, 'drive' | 'transfer'>;

/** Where a download into a chosen folder ended; null for one that did not, or not there. */
export function toChosenPath({ transfer, job }: TransferRecord): string | null {
  const { state, finalName } = transfer;
  if (job.kind !== 'downloadFile' && job.kind !== 'downloadFolder') return null;
  return job.to === null || state !== 'done' || finalName === null ? null : join(job.to, finalName);
}

/** Removes what is there of a download that will not go on. */
export async function discardPart(documents: Documents, of: Of, job: DownloadFileJob): Promise<void> {
  await rm(toPartPath(toFolder(documents, of, job), of.transfer.transferId), { force: true });
}

function refuse(entry: DriveEntry, name: string): void {
  if (entry.kind === 'package') throw new AppError('packageRefused', { subject: name });
  if (entry.problem === 'malware') throw new AppError('malware', { subject: name });
  if (entry.kind === 'folder') throw new AppError('notSupported', { subject: name });
}

interface Place extends Downloading {
  folder: string;
  /** An earlier copy of the same item. */
  copy: LocalCopy | null;
}

async function fetchInto(
  work: Work,
  job: DownloadFileJob,
  first: RemoteFile,
  place: Place,
): Promise<Partial<Transfer>> {
  const { folder } = place;
  const path = toPartPath(folder, work.transfer.transferId);
  const before = await finishEarlier(work, job, first, place);
  if (before !== null) return before;
  await makeFolder(folder, job.to);
  let part: PartFile | null = null;
  try {
    part = await openPart(path, { reuses: job.part !== null });
    const fetching = { work, job, remote: first, part, folder, extraStreams: place.extraStreams };
    const fetched = await fetchAndClose(fetching);
    const { entry } = fetched.remote;
    await keepTime(path, entry);
    await keepPlacing(work, job, path, fetched);
    if (job.to !== null) {
      const name = await moveIntoPlace(path, folder, toLocalName(entry.name));
      return toResult(null, name, fetched.sizeBytes, fetched.verified);
    }
    return await keepCopy(work, job, path, place, fetched);
  } catch (error) {
    const goesOn = isInterrupted(work) || (part !== null && isWorthKeeping(part) && mayGoOn(error));
    if (!goesOn) {
      await rm(path, { force: true });
      // Nobody is to look for it any more.
      await work.keep({ ...job, part: null, placing: null });
    }
    throw error;
  }
}

/** Another download of the same item may have been faster: then its copy is the earlier one. */
async function keepCopy(
  work: Work,
  { item }: DownloadFileJob,
  part: string,
  place: Place,
  fetched: Fetched,
): Promise<Partial<Transfer>> {
  const { documents } = place;
  const { accountId } = work.drive.account;
  return documents.inTurn(accountId, item, async () => {
    const now = { ...place, copy: await documents.find(accountId, item) };
    const path = await placeCopy(part, now, fetched.remote.entry);
    const documentId = await register(work, now, { path, ...fetched });
    return toResult(documentId, path, fetched.sizeBytes, fetched.verified);
  });
}

/** From here on the file is known by itself: its name is taken, and told to others, in several steps. */
async function keepPlacing(work: Work, job: DownloadFileJob, path: string, fetched: Fetched): Promise<void> {
  const { remote, sizeBytes, hash, verified } = fetched;
  const identity = await toIdentity(path);
  if (identity === null) throw new AppError('localFileMissing', { subject: remote.entry.name });
  await work.keep({
    ...job,
    part: { version: toVersion(remote.entry), received: [{ from: 0, to: sizeBytes }], isAtRest: true },
    placing: { identity, name: toLocalName(remote.entry.name), sizeBytes, hash, verified },
  });
}

/** The app ended when the file had its name already, and the list did not know of it. */
async function finishEarlier(
  work: Work,
  job: DownloadFileJob,
  remote: RemoteFile,
  place: Place,
): Promise<Partial<Transfer> | null> {
  const { part, placing } = job;
  if (part === null || placing === null) return null;
  const { sizeBytes, hash, verified } = placing;
  const name = await findPlaced(place.folder, placing.name, placing.identity);
  if (name === null) return null;
  await rm(toPartPath(place.folder, work.transfer.transferId), { force: true });
  if (job.to !== null) return toResult(null, name, sizeBytes, verified);
  if (!isSameContent(part.version, toVersion(remote.entry))) return null;
  const path = join(place.folder, name);
  if (place.copy !== null && place.copy.path !== path) await place.documents.discard(place.copy);
  const documentId = await register(work, place, { path, remote, sizeBytes, hash, verified });
  return toResult(documentId, path, sizeBytes, verified);
}

async function fetchAndClose(fetchable: Fetchable): Promise<Fetched> {
  try {
    return await fetchVerified(fetchable);
  } finally {
    await fetchable.part.close();
  }
}

/** A chosen folder that is gone is not made again: whoever removed it would not look for it. */
async function makeFolder(folder: string, chosen: string | null): Promise<void> {
  if (chosen === null) await mkdir(folder, { recursive: true });
}

async function keepTime(part: string, { modifiedAt }: DriveEntry): Promise<void> {
  const time = Date.parse(modifiedAt ?? '');
  if (!Number.isNaN(time)) await utimes(part, time / 1000, time / 1000);
}

/** An earlier copy gives way only when it is, at this moment, what was downloaded; an edited one keeps its place. */
async function placeCopy(
  part: string,
  { documents, folder, copy }: Place,
  { name }: DriveEntry,
): Promise<string> {
  const local = toLocalName(name);
  const wanted = join(folder, local);
  const now = copy === null ? null : await documents.get(copy.record.documentId).catch(() => null);
  if (now?.path === wanted && now.state === 'present') {
    await replaceByPart(part, folder, local);
    return wanted;
  }
  const path = join(folder, await moveIntoPlace(part, folder, local));
  if (now?.state === 'present') await documents.discard(now);
  return path;
}

async function register(
  work: Work,
  { documents, copy }: Place,
  { path, remote, hash, verified }: Fetched & { path: string },
): Promise<string> {
  const { entry } = remote;
  const look = await statFile(path);
  if (look === null) throw new AppError('localFileMissing', { subject: entry.name });
  const { accountId, address, displayName } = work.drive.account;
  // An edited copy stays in the list beside the new one.
  const replaced = copy !== null && (copy.path === path || (await statFile(copy.path)) === null);
  return documents.keep(
    {
      documentId: replaced ? copy.record.documentId : null,
      accountId,
      accountName: displayName === '' ? address : displayName,
      item: { driveId: entry.driveId, itemId: entry.itemId },
      parent: entry.parent,
      name: entry.name,
      from: work.transfer.path,
      version: toVersion(entry),
      local: { ...look, quickXorHash: hash },
      downloadedAt: toInstant(work.clock.now()),
      verified,
    },
    path,
  );
}

function toResult(
  documentId: string | null,
  path: string,
  sizeBytes: number,
  verified: boolean | null,
): Partial<Transfer> {
  const finalName = path.split(/[\\/]/).at(-1) ?? null;
  return {
    outcome: 'downloaded',
    documentId,
    finalName,
    verified,
    bytesDone: sizeBytes,
    bytesTotal: sizeBytes,
  };
}
