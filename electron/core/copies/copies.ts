import type { SavedFile } from '../../contract/records.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents } from '../documents/documents.ts';
import type { ItemMethods } from '../methods/item-methods.ts';
import type { PlannedDownload } from '../transfers/start-transfers.ts';
import { isKeptCopy, toKeeping } from './copy-marks.ts';
import type { Freshness } from './freshness.ts';
import type { KeptItem, KeptItems } from './kept-items.ts';

export interface CopiesDeps {
  documents: Documents;
  freshness: Freshness;
  kept: KeptItems;
  itemMethods: Pick<ItemMethods, 'download'>;
}

/** All local copies with the known state of their files in OneDrive. */
export async function listCopies({ documents, freshness, kept }: CopiesDeps): Promise<SavedFile[]> {
  const files = await documents.list();
  return files.map(({ record, ...file }) => ({
    ...file,
    ...toKeeping(kept, record),
    remote: freshness.of(record),
  }));
}

/** Keeps local copies on this computer, or stops doing so. @throws AppError notFound, profileUnwritable */
export async function keepCopies(
  { documents, kept }: Pick<CopiesDeps, 'documents' | 'kept'>,
  documentIds: readonly string[],
  isKept: boolean,
): Promise<void> {
  const records: DocumentRecord[] = [];
  for (const documentId of documentIds) records.push((await documents.get(documentId)).record);
  if (isKept) await kept.put(records.map(toKeptFile));
  else
    for (const [accountId, ofAccount] of Map.groupBy(records, (record) => record.accountId))
      await kept.remove(
        accountId,
        ofAccount.map(({ item }) => item),
      );
}

/** Downloads OneDrive's version of unedited copies and returns their number. */
export async function renewCopies(
  { documents, itemMethods }: CopiesDeps,
  documentIds: readonly string[],
): Promise<number> {
  const records: DocumentRecord[] = [];
  for (const documentId of documentIds) {
    const copy = await documents.get(documentId);
    if (copy.state !== 'changed') records.push(copy.record);
  }
  // A batch covers one place of one account.
  const places = Map.groupBy(records, ({ accountId, from }) => JSON.stringify([accountId, from]));
  for (const ofPlace of places.values()) {
    const [first] = ofPlace;
    if (first !== undefined) itemMethods.download(first.accountId, ofPlace.map(toDownload));
  }
  return records.length;
}

/** Checks all copies with OneDrive, and updates those that are kept here. */
export async function checkCopies(deps: CopiesDeps): Promise<void> {
  const { documents, freshness, kept } = deps;
  await freshness.check();
  const outdated = documents
    .records()
    .filter((record) => isKeptCopy(kept, record) && freshness.of(record) === 'newer');
  if (outdated.length > 0)
    await renewCopies(
      deps,
      outdated.map(({ documentId }) => documentId),
    );
}

/** Of OneDrive's version of a copy. */
export const toDownload = ({ item, name, version, from }: DocumentRecord): PlannedDownload => ({
  entry: { ...item, name, kind: 'file', sizeBytes: version.sizeBytes },
  path: from,
  to: null,
  place: null,
});

const toKeptFile = ({ accountId, item, name, from }: DocumentRecord): KeptItem => ({
  accountId,
  item,
  kind: 'file',
  name,
  from,
});
