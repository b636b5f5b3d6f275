import { rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transfer } from '../../../../contract/records.ts';
import { toPlaceError } from '../../../documents/disk-error.ts';
import type { Documents, LocalCopy } from '../../../documents/documents.ts';
import { toSource } from '../../../documents/open-kinds.ts';
import { statFile } from '../../../documents/local-copy.ts';
import { toChosenName, toLocalName } from '../../../documents/local-name.ts';
import {
  findPlaced,
  moveIntoPlace,
  replaceByPart,
  toIdentity,
  toPartPath,
} from '../../../documents/local-target.ts';
import type { Semaphore } from '../../../lib/semaphore.ts';
import { AppError } from '../../../errors.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { toInstant } from '../../../lib/instant.ts';
import { toVersion, type RemoteFile } from '../remote-file.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import type { DownloadFileJob, DownloadPart, TransferRecord } from '../../model/transfer-record.ts';
import type { TransferContext, RunResult } from '../../queue/transfer-context.ts';
import { isResumable, openPart, type PartFile } from './part-file.ts';
import {
  fetchVerified,
  willResume,
  canResumeAfter,
  readWithRetry,
  type DownloadInput,
  type Fetched,
} from './fetch-verified.ts';

export interface DownloadDeps {
  documents: Documents;
  extraStreams: Semaphore;
}

/** Fetches one file into the documents folder, or a chosen one. It is there whole and verified, or not at all. */
export async function downloadFile(
  context: TransferContext,
  job: DownloadFileJob,
  { documents, extraStreams }: DownloadDeps,
): Promise<RunResult> {
  context.setPhase('checking');
  const remote = await readWithRetry(context, job);
  assertDownloadable(remote.entry, context.transfer.name);
  if (remote.entry.sizeBytes !== null) context.setTotal(remote.entry.sizeBytes);
  const { account } = context.drive;
  const copy = job.to === null ? await documents.find(account.accountId, job.item) : null;
  if (copy?.state === 'present' && isSameContent(copy.record.version, toVersion(remote.entry))) {
    return {
      kind: 'done',
      result: toResult(copy.record.documentId, copy.path, copy.record.local.sizeBytes, copy.record.verified),
    };
  }
  const folder = toFolder(documents, context, job);
  try {
    return {
      kind: 'done',
      result: await fetchInto(context, job, remote, { documents, extraStreams, folder, copy }),
    };
  } catch (cause) {
    throw await toPlaceError(cause, context.transfer.name, job.to);
  }
}

/** Where its part lies, and then the file itself. */
function toFolder(documents: Documents, { drive, transfer }: Owner, job: DownloadFileJob): string {
  return job.to ?? documents.folderFor(drive.account, transfer.path);
}

type Owner = Pick<TransferContext, 'drive' | 'transfer'>;

/** Where a download into a chosen folder ended; null for one that did not, or not there. */
export function toChosenPath({ transfer, job }: TransferRecord): string | null {
  const { state, finalName } = transfer;
  if (job.kind !== 'downloadFile' && job.kind !== 'downloadFolder') return null;
  return job.to === null || state !== 'done' || finalName === null ? null : join(job.to, finalName);
}

/** Deletes the partial file of a download that will not be resumed. */
export async function discardPart(documents: Documents, of: Owner, job: DownloadFileJob): Promise<void> {
  const path = toPartPath(toFolder(documents, of, job), of.transfer.transferId);
  if (job.to === null) await documents.assertOwn(path);
  await rm(path, { force: true });
}

function assertDownloadable(entry: DriveEntry, name: string): void {
  if (entry.kind === 'package') throw new AppError('packageRefused', { subject: name });
  if (entry.problem === 'malware') throw new AppError('malware', { subject: name });
  if (entry.kind === 'folder') throw new AppError('notSupported', { subject: name });
}

interface DownloadTarget extends DownloadDeps {
  folder: string;
  /** An earlier copy of the same item. */
  copy: LocalCopy | null;
}

async function fetchInto(
  context: TransferContext,
  job: DownloadFileJob,
  first: RemoteFile,
  place: DownloadTarget,
): Promise<Partial<Transfer>> {
  const { folder, documents } = place;
  const path = toPartPath(folder, context.transfer.transferId);
  if (job.to === null) await place.documents.assertOwn(path);
  const before = await findFinalized(context, job, first, place);
  if (before !== null) return before;
  // A chosen folder that was deleted is not created again: the person would not look there.
  if (job.to === null) await place.documents.makeFolder(folder);
  let part: PartFile | null = null;
  try {
    part = await openPart(path, { reuses: job.part !== null, isShared: job.to !== null });
    const download = { context, job, remote: first, part, folder, extraStreams: place.extraStreams };
    const fetched = await fetchAndClose(download);
    const { entry } = fetched.remote;
    await documents.markOrigin(path);
    await setMtime(context, path, entry);
    await saveFinalizing(context, job, path, fetched);
    if (job.to !== null) {
      const name = await moveToChosen(job, path, folder, entry.name);
      return toResult(null, name, fetched.sizeBytes, fetched.verified);
    }
    return await finalizeCopy(context, job, path, place, fetched);
  } catch (error) {
    const goesOn = willResume(context) || (part !== null && isResumable(part) && canResumeAfter(error));
    if (!goesOn) {
      await rm(path, { force: true });
      // A restart must not look for it.
      await context.saveJob({ ...job, part: null, finalizing: null });
    }
    throw error;
  }
}

/** The name it has then. */
async function moveToChosen(
  job: DownloadFileJob,
  part: string,
  folder: string,
  driveName: string,
): Promise<string> {
  const name = toNameOnDisk(job, driveName);
  if (job.place?.replaces !== true) return moveIntoPlace(part, folder, name);
  await replaceByPart(part, folder, name);
  return name;
}

/** Another download of the same item may have been faster: then its copy is the earlier one. */
async function finalizeCopy(
  context: TransferContext,
  { item }: DownloadFileJob,
  part: string,
  place: DownloadTarget,
  fetched: Fetched,
): Promise<Partial<Transfer>> {
  const { documents } = place;
  const { accountId } = context.drive.account;
  return documents.inTurn(accountId, item, async () => {
    await documents.assertOwn(part);
    const now = { ...place, copy: await documents.find(accountId, item) };
    const path = await moveCopyIntoPlace(part, now, fetched.remote.entry);
    const documentId = await register(context, now, { path, ...fetched });
    return toResult(documentId, path, fetched.sizeBytes, fetched.verified);
  });
}

/** From here on the identity of the file finds it: getting its name and registering it takes several steps. */
async function saveFinalizing(
  context: TransferContext,
  job: DownloadFileJob,
  path: string,
  fetched: Fetched,
): Promise<void> {
  const { remote, sizeBytes, hash, verified } = fetched;
  const identity = await toIdentity(path);
  if (identity === null) throw new AppError('localFileMissing', { subject: remote.entry.name });
  await context.saveJob({
    ...job,
    part: { version: toVersion(remote.entry), received: [{ from: 0, to: sizeBytes }], isAtRest: true },
    finalizing: { identity, name: toNameOnDisk(job, remote.entry.name), sizeBytes, hash, verified },
  });
}

const toNameOnDisk = ({ to, place }: DownloadFileJob, name: string): string =>
  to === null ? toLocalName(name) : (place?.name ?? toChosenName(name));

/** The app ended when the file had its name already, and the list did not know of it. */
async function findFinalized(
  context: TransferContext,
  job: DownloadFileJob,
  remote: RemoteFile,
  place: DownloadTarget,
): Promise<Partial<Transfer> | null> {
  const { part, finalizing } = job;
  if (part === null || finalizing === null) return null;
  const { sizeBytes, hash, verified } = finalizing;
  const name = await findPlaced(place.folder, finalizing.name, finalizing.identity);
  if (name === null) return findEditedSince(context, part, place);
  await rm(toPartPath(place.folder, context.transfer.transferId), { force: true });
  if (job.to !== null) return toResult(null, name, sizeBytes, verified);
  if (!isSameContent(part.version, toVersion(remote.entry))) return null;
  const path = join(place.folder, name);
  if (place.copy !== null && place.copy.path !== path) await place.documents.discard(place.copy);
  const documentId = await register(context, place, { path, remote, sizeBytes, hash, verified });
  return toResult(documentId, path, sizeBytes, verified);
}

/** It was registered, and an editor replaced the file before the list knew: a second copy would stand beside the edit. */
async function findEditedSince(
  context: TransferContext,
  part: DownloadPart,
  { copy, folder }: DownloadTarget,
): Promise<Partial<Transfer> | null> {
  if (copy === null || !isSameContent(copy.record.version, part.version)) return null;
  if ((await statFile(toPartPath(folder, context.transfer.transferId))) !== null) return null;
  const { documentId, local, verified } = copy.record;
  return toResult(documentId, copy.path, local.sizeBytes, verified);
}

async function fetchAndClose(fetchable: DownloadInput): Promise<Fetched> {
  try {
    return await fetchVerified(fetchable);
  } finally {
    await fetchable.part.close();
  }
}

/** Not every file system keeps times, or such a time, or lets everybody set them: the content is no worse for that. */
async function setMtime({ log }: TransferContext, part: string, { modifiedAt }: DriveEntry): Promise<void> {
  const time = new Date(modifiedAt ?? '');
  if (Number.isNaN(time.getTime())) return;
  // Not a number of seconds: Node takes a negative one for "now".
  await utimes(part, time, time).catch((cause: NodeJS.ErrnoException) =>
    log.info('the time of a download could not be set', { cause: cause.code }),
  );
}

/** An earlier copy is replaced only if it is still what was downloaded; an edited one keeps its name. */
async function moveCopyIntoPlace(
  part: string,
  { documents, folder, copy }: DownloadTarget,
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
  context: TransferContext,
  { documents, copy }: DownloadTarget,
  { path, remote, hash, verified }: Fetched & { path: string },
): Promise<string> {
  const { entry } = remote;
  const look = await statFile(path);
  if (look === null) throw new AppError('localFileMissing', { subject: entry.name });
  const { accountId, address, displayName } = context.drive.account;
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
      source: toSource(entry),
      from: context.transfer.path,
      version: toVersion(entry),
      local: { ...look, quickXorHash: hash },
      downloadedAt: toInstant(context.clock.now()),
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
