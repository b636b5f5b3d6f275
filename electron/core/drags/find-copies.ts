import { basename, join } from 'node:path';
import type { AccountDrives } from '../accounts/account-drive.ts';
import type { Documents, LocalCopy } from '../documents/documents.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import { toLocalName } from '../documents/local-name.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { isSameContent } from '../graph/same-content.ts';
import type { Index } from '../index/index-client.ts';
import type { Facts } from '../search/facts.ts';
import { toVersion } from '../transfers/run/remote-file.ts';

export interface Dragged {
  accountId: string;
  entries: readonly DriveEntry[];
  pathOf: (this: void, entry: DriveEntry) => string;
}

export interface FindCopiesDeps {
  accounts: AccountDrives;
  documents: Documents;
  index: Index;
  facts: Pick<Facts, 'folderTotals'>;
  wasFetched: (accountId: string, entry: DriveEntry) => boolean;
}

/** Absolute; null unless all items are here, complete and current. */
export async function findCopies(deps: FindCopiesDeps, dragged: Dragged): Promise<string[] | null> {
  const { accountId, entries, pathOf } = dragged;
  // Checked in memory: for most drags nothing is here.
  const mayBeHere = (entry: DriveEntry): boolean =>
    entry.problem === null &&
    (entry.kind === 'folder' || (entry.kind === 'file' && deps.documents.hasCopies(accountId, entry)));
  if (!entries.every(mayBeHere)) return null;
  const paths: string[] = [];
  for (const entry of entries) {
    const path =
      entry.kind === 'file'
        ? await findFile(deps, accountId, entry)
        : await findFolder(deps, accountId, entry, `${pathOf(entry)}/${entry.name}`);
    if (path === null) return null;
    paths.push(path);
  }
  return paths;
}

async function findFile(
  { documents }: FindCopiesDeps,
  accountId: string,
  entry: DriveEntry,
): Promise<string | null> {
  const copy = await documents.find(accountId, entry);
  return copy !== null && isCurrent(copy, entry) ? copy.path : null;
}

/** An edited copy is the user's own work, whatever OneDrive has. */
const isCurrent = ({ state, record }: LocalCopy, entry: DriveEntry): boolean =>
  state === 'changed' || (state === 'present' && isSameContent(record.version, toVersion(entry)));

/** An incomplete folder must not look complete elsewhere. */
async function findFolder(
  deps: FindCopiesDeps,
  accountId: string,
  entry: DriveEntry,
  place: string,
): Promise<string | null> {
  const { documents, index, facts } = deps;
  const path = documents.folderFor(deps.accounts.drive(accountId).account, place);
  // A very deep folder has another local name.
  if (basename(path) !== toLocalName(entry.name)) return null;
  // What is behind a link is not Slipway's.
  const isOwn = await documents.assertOwn(join(path, entry.name)).then(
    () => true,
    () => false,
  );
  if (!isOwn) return null;
  const within = documents
    .records()
    .filter(
      ({ accountId: of, from }) => of === accountId && (from === place || from.startsWith(`${place}/`)),
    );
  if (within.length === 0) return null;
  const folder = { driveId: entry.driveId, itemId: entry.itemId };
  const { isWhole, totals } = await facts.folderTotals({ accountId, folders: [folder], soFar: false });
  const files = isWhole ? totals[0]?.files : undefined;
  if (files === undefined)
    return deps.wasFetched(accountId, entry) && (await areHere(deps, within)) ? path : null;
  let here = 0;
  for (const { documentId, item, parent } of within) {
    const now = await index.call('find', { accountId, item });
    // Deleted or moved since.
    if (now === null || now.parent?.itemId !== parent?.itemId) continue;
    if (!isCurrent(await documents.get(documentId), now)) return null;
    here += 1;
  }
  return files === here ? path : null;
}

async function areHere({ documents }: FindCopiesDeps, records: readonly DocumentRecord[]): Promise<boolean> {
  for (const { documentId } of records)
    if ((await documents.get(documentId)).state === 'missing') return false;
  return true;
}
