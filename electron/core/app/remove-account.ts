import type { Removal } from '../../contract/sign-in.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { KeptItems } from '../copies/kept-items.ts';
import type { ActivityLog } from '../activity/activity-log.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents } from '../documents/documents.ts';
import type { Edits } from '../edits/edits.ts';
import type { FolderRefreshes } from '../methods/folder-refreshes.ts';
import type { Indexing } from '../indexing/indexing.ts';
import type { Listings } from '../places/listings.ts';
import type { PlaceMemory } from '../places/last-places.ts';
import type { Handles } from '../places/handles.ts';
import type { PictureCache } from '../previews/picture-cache.ts';
import type { SharedMemory } from '../sharing/shared-list/shared-memory.ts';
import type { Transfers } from '../transfers/transfers.ts';

export interface RemoveAccountDeps {
  accounts: Accounts;
  activity: ActivityLog;
  documents: Documents;
  edits: Edits;
  folderRefreshes: Pick<FolderRefreshes, 'stopAccount'>;
  indexing: Indexing;
  kept: KeptItems;
  listings: Listings;
  pictures: PictureCache;
  placeMemory: PlaceMemory;
  transfers: Transfers;
  handles: Handles;
  sharedMemory: SharedMemory;
}

type PlanDeps = Pick<RemoveAccountDeps, 'accounts' | 'documents' | 'edits' | 'transfers'>;

export async function planRemoval(
  { accounts, documents, edits, transfers }: PlanDeps,
  accountId: string,
): Promise<Removal> {
  accounts.drive(accountId);
  const { transfers: listed } = await transfers.list();
  const unfinished = listed.filter(
    (transfer) => transfer.accountId === accountId && transfer.endedAt === null,
  );
  const copies = copiesOf(documents, accountId);
  const unsavedEdits = edits.unsaved().filter((edit) => edit.accountId === accountId).length;
  return { unfinishedTransfers: unfinished.length, documents: copies.length, unsavedEdits };
}

/** Local copies only on request. @throws AppError notFound */
export async function removeAccount(
  {
    accounts,
    activity,
    documents,
    folderRefreshes,
    indexing,
    kept,
    listings,
    pictures,
    placeMemory,
    transfers,
    handles,
    sharedMemory,
  }: RemoveAccountDeps,
  accountId: string,
  includeDocuments: boolean,
): Promise<void> {
  accounts.drive(accountId);
  await transfers.removeAccount(accountId);
  handles.closeAccount(accountId);
  await folderRefreshes.stopAccount(accountId);
  await indexing.stopAccount(accountId);
  await listings.stopAccount(accountId);
  const copies = includeDocuments ? copiesOf(documents, accountId) : [];
  for (const { documentId } of copies) await documents.remove(documentId);
  await kept.removeAccount(accountId);
  await pictures.removeAccount(accountId);
  await activity.removeAccount(accountId);
  await sharedMemory.removeAccount(accountId);
  await placeMemory.removeAccount(accountId);
  // Last: once it is off the list, nothing of it is left.
  await accounts.remove(accountId);
}

const copiesOf = (documents: Documents, accountId: string): DocumentRecord[] =>
  documents.records().filter((copy) => copy.accountId === accountId);
