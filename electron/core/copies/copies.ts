import type { SavedFile } from '../../contract/local-copies.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents } from '../documents/documents.ts';
import { findLockFile } from '../documents/lock-files.ts';
import { AppError, isAppError } from '../errors.ts';
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

export async function listCopies({ documents, freshness, kept }: CopiesDeps): Promise<SavedFile[]> {
  const files = await documents.list();
  return files.map(({ record, ...file }) => ({
    ...file,
    ...toKeeping(kept, record),
    remote: freshness.of(record),
  }));
}

/** @throws AppError notFound, profileUnwritable */
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

/**
 * Returns the number of copies. An open one stays: its editor would later save the old content over the new.
 * @throws AppError copyInUse if that leaves none
 */
export async function renewCopies(
  { documents, itemMethods }: CopiesDeps,
  documentIds: readonly string[],
): Promise<number> {
  const records: DocumentRecord[] = [];
  let inUse: AppError | null = null;
  for (const documentId of documentIds) {
    const copy = await documents.get(documentId);
    if (copy.state === 'changed') continue;
    const lockFile = await findLockFile(copy.path);
    if (lockFile === null) records.push(copy.record);
    else inUse ??= new AppError('copyInUse', { subject: copy.record.name, facts: { offending: lockFile } });
  }
  if (inUse !== null && records.length === 0) throw inUse;
  const places = Map.groupBy(records, ({ accountId, from }) => JSON.stringify([accountId, from]));
  for (const ofPlace of places.values()) {
    const [first] = ofPlace;
    if (first !== undefined) itemMethods.download(first.accountId, ofPlace.map(toDownload));
  }
  return records.length;
}

export async function checkCopies(deps: CopiesDeps): Promise<void> {
  const { documents, freshness, kept } = deps;
  await freshness.check();
  const outdated = documents
    .records()
    .filter((record) => isKeptCopy(kept, record) && freshness.of(record) === 'newer');
  const renewing = renewCopies(
    deps,
    outdated.map(({ documentId }) => documentId),
  );
  // They are renewed by a later check.
  await renewing.catch((error: unknown) => {
    if (!isAppError(error, 'copyInUse')) throw error;
  });
}

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
