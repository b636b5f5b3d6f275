import type { FreedSpace } from '../../contract/local-copies.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents } from '../documents/documents.ts';
import { AppError } from '../errors.ts';
import { isKeptCopy } from './copy-marks.ts';
import type { Freshness } from './freshness.ts';
import type { KeptItems } from './kept-items.ts';

export interface FreeSpaceDeps {
  documents: Documents;
  freshness: Freshness;
  kept: KeptItems;
}

export async function planFreeSpace(deps: FreeSpaceDeps): Promise<FreedSpace> {
  return toFreed(await findRemovable(deps));
}

/**
 * Only unedited copies that are not kept and in OneDrive right now. @throws AppError offline, accessDenied …
 * if OneDrive answered for none of them; diskFull, diskDenied for the first that could not be removed, after
 * the others were
 */
export async function freeSpace(deps: FreeSpaceDeps): Promise<FreedSpace> {
  const { answered, failure } = await deps.freshness.checkAgain();
  const removable = (await findRemovable(deps)).map(({ documentId }) => documentId);
  const ids = removable.filter((documentId) => answered.has(documentId));
  if (removable.length > 0 && ids.length === 0 && failure !== null) throw failure;
  // One may be edited before its turn.
  const { removed, failed } = await deps.documents.removeMany(ids, { onlyUnchanged: true });
  const [first] = failed;
  if (first !== undefined) throw new AppError(first.failure.code, { ...first.failure, subject: first.name });
  return toFreed(removed);
}

async function findRemovable({ documents, freshness, kept }: FreeSpaceDeps): Promise<DocumentRecord[]> {
  const records: DocumentRecord[] = [];
  for (const record of documents.records()) {
    const remote = freshness.of(record);
    if (isKeptCopy(kept, record) || (remote !== 'same' && remote !== 'newer')) continue;
    const copy = await documents.get(record.documentId).catch(() => null);
    if (copy?.state === 'present') records.push(record);
  }
  return records;
}

const toFreed = (records: readonly DocumentRecord[]): FreedSpace => ({
  count: records.length,
  sizeBytes: records.reduce((sum, { local }) => sum + local.sizeBytes, 0),
});
