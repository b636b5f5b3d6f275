import { basename, dirname, join } from 'node:path';
import type { MoveOutcome } from '../../contract/local-copies.ts';
import type { Transfer } from '../../contract/transfers.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents } from '../documents/documents.ts';
import { toPlaceError } from '../documents/disk-error.ts';
import { toChosenName } from '../documents/local-name.ts';
import { toFreeFolder } from '../documents/move-out.ts';
import { AppError } from '../errors.ts';
import type { Transfers } from '../transfers/transfers.ts';

export interface MoveCopiesDeps {
  documents: Documents;
  transfers: Pick<Transfers, 'find' | 'list' | 'noteMoved'>;
}

/** They become ordinary files, whose edits are no longer tracked. */
export async function moveCopies(
  { documents, transfers }: MoveCopiesDeps,
  documentIds: readonly string[],
  folder: string,
): Promise<MoveOutcome> {
  const moves = documentIds.map((documentId) => ({ documentId, folder }));
  const { moved, failed } = await documents.moveOut(moves);
  await transfers.noteMoved(moved, null);
  return { count: moved.length, failed, toFolder: basename(folder) };
}

/**
 * A file, or a folder with everything in it.
 * @throws AppError notFound; copyBusy if part of the folder is still being downloaded
 */
export async function moveDownload(
  deps: MoveCopiesDeps,
  transferId: string,
  folder: string,
): Promise<MoveOutcome> {
  const { documents, transfers } = deps;
  const transfer = await transfers.find(transferId);
  if (transfer === null) throw new AppError('notFound');
  if (transfer.documentId !== null) return moveCopies(deps, [transfer.documentId], folder);
  const within = await findWithin(deps, transfer);
  const target = await makeFolder(folder, transfer.name);
  const moves = within.map(({ documentId, from }) => ({
    documentId,
    folder: join(target, ...toBelow(transfer, from).map(toChosenName)),
  }));
  const { moved, failed } = await documents.moveOut(moves);
  await transfers.noteMoved(moved, { transferId, path: target });
  return { count: moved.length, failed, toFolder: basename(dirname(target)) };
}

async function findWithin(
  { documents, transfers }: MoveCopiesDeps,
  { accountId, path, name }: Transfer,
): Promise<DocumentRecord[]> {
  const place = `${path}/${name}`;
  const isWithin = (from: string): boolean => from === place || from.startsWith(`${place}/`);
  const listed = (await transfers.list()).transfers;
  const busy = listed.find(
    (each) =>
      each.accountId === accountId &&
      each.kind === 'download' &&
      each.toFolder === null &&
      each.endedAt === null &&
      isWithin(each.path),
  );
  if (busy !== undefined) throw new AppError('copyBusy', { subject: busy.name });
  return documents.records().filter((record) => record.accountId === accountId && isWithin(record.from));
}

const toBelow = ({ path, name }: Transfer, from: string): string[] =>
  from
    .slice(`${path}/${name}`.length)
    .split('/')
    .filter((segment) => segment !== '');

async function makeFolder(parent: string, name: string): Promise<string> {
  try {
    return await toFreeFolder(parent, toChosenName(name));
  } catch (cause) {
    throw await toPlaceError(cause, name, parent);
  }
}
