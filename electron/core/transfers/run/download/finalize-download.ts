import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transfer } from '../../../../contract/transfers.ts';
import type { Documents, LocalCopy } from '../../../documents/documents.ts';
import { toSource } from '../../../documents/open-kinds.ts';
import { statFile, type FileStat } from '../../../documents/local-copy.ts';
import { toChosenName, toLocalName } from '../../../documents/local-name.ts';
import {
  findPlaced,
  type FileIdentity,
  moveIntoPlace,
  replaceByPart,
  toIdentity,
  toPartPath,
} from '../../../documents/local-target.ts';
import { assertNotInUse } from '../../../documents/lock-files.ts';
import { AppError } from '../../../errors.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { toInstant } from '../../../lib/instant.ts';
import { toVersion, type RemoteFile } from '../remote-file.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import type { DownloadFileJob, DownloadPart } from '../../model/transfer-record.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import type { Fetched } from './fetch-verified.ts';

export interface DownloadTarget {
  documents: Documents;
  folder: string;
  copy: LocalCopy | null;
}

/** Renaming and registering take several steps: from here on the file is found by its identity. */
export async function saveFinalizing(
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

export async function moveToChosen(
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

/** Another download of the same item may have been faster. */
export async function finalizeCopy(
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
    const stat = await statFile(part);
    const path = await moveCopyIntoPlace(part, now, fetched.remote.entry);
    const documentId = await register(context, now, { path, stat, ...fetched });
    return toResult(documentId, path, fetched.sizeBytes, fetched.verified);
  });
}

/** An earlier copy is replaced only if unedited; an edited one keeps its name. */
async function moveCopyIntoPlace(
  part: string,
  { documents, folder, copy }: DownloadTarget,
  { name }: DriveEntry,
): Promise<string> {
  const local = toLocalName(name);
  const wanted = join(folder, local);
  const now = copy === null ? null : await documents.get(copy.record.documentId).catch(() => null);
  if (now !== null) await assertNotInUse(now);
  const replaced = now?.path === wanted ? await documents.replace(now, part) : null;
  if (replaced !== null) return replaced;
  const path = join(folder, await moveIntoPlace(part, folder, local));
  if (now?.state === 'present' && now.path !== wanted) await documents.discard(now);
  return path;
}

interface Placed extends Fetched {
  path: string;
  /** Before it got its name; null: unknown, so its bytes have to be compared. */
  stat: FileStat | null;
}

async function register(
  context: TransferContext,
  { documents, copy }: DownloadTarget,
  { path, stat, remote, sizeBytes, hash, verified }: Placed,
): Promise<string> {
  const { entry } = remote;
  const { accountId, address, displayName, driveId } = context.drive.account;
  // An edited copy stays in the list beside the new one.
  const replaced = copy !== null && (copy.path === path || (await statFile(copy.path)) === null);
  return documents.keep(
    {
      documentId: replaced ? copy.record.documentId : null,
      accountId,
      accountName: displayName === '' ? address : displayName,
      accountDriveId: driveId,
      item: { driveId: entry.driveId, itemId: entry.itemId },
      parent: entry.parent,
      name: entry.name,
      source: toSource(entry),
      from: context.transfer.path,
      version: toVersion(entry),
      local: { ...toUnedited(stat, await statFile(path), sizeBytes), quickXorHash: hash },
      downloadedAt: toInstant(context.clock.now()),
      verified,
    },
    path,
  );
}

/** The app ended after the rename, but before the list was updated. */
export async function findFinalized(
  context: TransferContext,
  job: DownloadFileJob,
  remote: RemoteFile,
  place: DownloadTarget,
): Promise<Partial<Transfer> | null> {
  const { part, finalizing } = job;
  if (part === null || finalizing === null) return null;
  const { sizeBytes, hash, verified, identity } = finalizing;
  const name = await findPlaced(place.folder, finalizing.name, identity);
  if (name === null) return findEditedSince(context, part, place);
  await rm(toPartPath(place.folder, context.transfer.transferId), { force: true });
  if (job.to !== null) return toResult(null, name, sizeBytes, verified);
  if (!isSameContent(part.version, toVersion(remote.entry))) return null;
  const path = join(place.folder, name);
  if (place.copy !== null && place.copy.path !== path) await place.documents.discard(place.copy);
  const stat = await statUnchanged(path, identity);
  const documentId = await register(context, place, { path, stat, remote, sizeBytes, hash, verified });
  return toResult(documentId, path, sizeBytes, verified);
}

/** null if somebody has written to it. */
async function statUnchanged(path: string, { modifiedNs }: FileIdentity): Promise<FileStat | null> {
  const stat = await statFile(path);
  return (await toIdentity(path))?.modifiedNs === modifiedNs ? stat : null;
}

/**
 * The registered file was replaced before the list was updated: a second copy would appear beside the edit.
 */
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

/** Any difference but the rename is a later edit, and must not count as downloaded content. */
function toUnedited(before: FileStat | null, now: FileStat | null, sizeBytes: number): FileStat {
  const known = before ?? { sizeBytes, modifiedMs: 0, changedMs: 0, lookedMs: 0 };
  const isUntouched = now?.sizeBytes === known.sizeBytes && now.modifiedMs === known.modifiedMs;
  return isUntouched ? { ...known, changedMs: now.changedMs } : known;
}

export function toResult(
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
