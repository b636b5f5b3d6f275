import { rm, statfs, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transfer } from '../../../contract/records.ts';
import { toDiskError } from '../../documents/disk-error.ts';
import type { Documents, LocalCopy } from '../../documents/documents.ts';
import { lookAt } from '../../documents/local-copy.ts';
import { toLocalName } from '../../documents/local-name.ts';
import { placePart, replaceByPart, reservePart } from '../../documents/local-target.ts';
import { AppError } from '../../errors.ts';
import type { DriveEntry } from '../../graph/drive-words.ts';
import { fetchContent, type Received } from './fetch-content.ts';
import { judgeReceived } from '../integrity.ts';
import { toInstant } from '../measures.ts';
import { createPatience } from '../patience.ts';
import { isSameContent, readFile, toVersion, type RemoteFile } from '../remote-file.ts';
import type { DownloadFileJob } from '../transfer-record.ts';
import type { Work, WorkEnd } from '../work.ts';

/** Left free on the disk beside the file itself. */
const spareBytes = 16 * 1024 * 1024;
const maxAttempts = 3;

/** Fetches one file into the documents folder. It is there whole and verified, or not at all. */
export async function downloadFile(work: Work, job: DownloadFileJob, documents: Documents): Promise<WorkEnd> {
  work.enter('checking');
  const remote = await readWithPatience(work, job);
  refuse(remote.entry, work.transfer.name);
  if (remote.entry.sizeBytes !== null) work.setTotal(remote.entry.sizeBytes);
  const { account } = work.drive;
  const copy = await documents.find(account.accountId, job.item);
  if (copy?.state === 'present' && isSameContent(copy.record.version, toVersion(remote.entry))) {
    return {
      kind: 'done',
      result: toResult(copy.record.documentId, copy.path, copy.record.local.sizeBytes, copy.record.verified),
    };
  }
  const folder = documents.folderFor(account, work.transfer.path);
  try {
    return { kind: 'done', result: await fetchInto(work, job, remote, { documents, folder, copy }) };
  } catch (cause) {
    throw toDiskError(cause, work.transfer.name);
  }
}

async function readWithPatience(work: Work, job: DownloadFileJob): Promise<RemoteFile> {
  const patience = createPatience(work);
  for (;;) {
    try {
      return await readFile(work, job.item);
    } catch (error) {
      await patience.bear(error);
    }
  }
}

function refuse(entry: DriveEntry, name: string): void {
  if (entry.kind === 'package') throw new AppError('packageRefused', { subject: name });
  if (entry.problem === 'malware') throw new AppError('malware', { subject: name });
  if (entry.kind === 'folder') throw new AppError('notSupported', { subject: name });
}

interface Place {
  documents: Documents;
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
  const part = await reservePart(place.folder);
  try {
    await demandRoom(place.folder, first.entry.sizeBytes ?? 0, work.transfer.name);
    work.enter('running');
    const { received, verified } = await fetchVerified(work, job, first, part);
    const { entry } = received.remote;
    await keepTime(part, entry);
    const path = await placeCopy(part, place, entry);
    const documentId = await register(work, place, { path, received, verified });
    return toResult(documentId, path, received.sizeBytes, verified);
  } finally {
    await rm(part, { force: true });
  }
}

/** What does not fit its hash may have been damaged on the way, or be another version by now: it is fetched again. */
async function fetchVerified(work: Work, job: DownloadFileJob, first: RemoteFile, part: string) {
  let remote = first;
  for (let attempt = 1; ; attempt += 1) {
    const received = await fetchContent(work, job, remote, part);
    const verified = judgeReceived(received.remote.entry, received);
    if (verified !== 'damaged') return { received, verified };
    await rm(part, { force: true });
    if (attempt >= maxAttempts) throw new AppError('integrity', { subject: work.transfer.name });
    remote = await readWithPatience(work, job);
    work.progress(0);
  }
}

async function demandRoom(folder: string, sizeBytes: number, name: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < sizeBytes + spareBytes) throw new AppError('diskFull', { subject: name });
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
  const path = join(folder, await placePart(part, folder, local));
  if (now?.state === 'present') await documents.discard(now);
  return path;
}

async function register(
  work: Work,
  { documents, copy }: Place,
  { path, received, verified }: { path: string; received: Received; verified: boolean | null },
): Promise<string> {
  const { entry } = received.remote;
  const look = await lookAt(path);
  if (look === null) throw new AppError('localFileMissing', { subject: entry.name });
  const { accountId, address, displayName } = work.drive.account;
  // An edited copy stays in the list beside the new one.
  const replaced = copy !== null && (copy.path === path || (await lookAt(copy.path)) === null);
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
      local: { ...look, quickXorHash: received.hash },
      downloadedAt: toInstant(work.clock.now()),
      verified,
    },
    path,
  );
}

function toResult(
  documentId: string,
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
