import type { CopyMark } from '../../contract/local-copies.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents } from '../documents/documents.ts';
import type { Freshness } from './freshness.ts';
import type { KeptItems } from './kept-items.ts';

export interface CopyMarksDeps {
  documents: Documents;
  freshness: Freshness;
  kept: KeptItems;
}

/** null: no marker. `path`: of the items' folder. */
export function markCopies(
  deps: CopyMarksDeps,
  accountId: string,
  path: string,
  items: readonly ItemRef[],
): Promise<(CopyMark | null)[]> {
  const isInKept = deps.kept.folderOver(accountId, path) !== null;
  return Promise.all(items.map((item) => markOne(deps, accountId, item, isInKept)));
}

async function markOne(
  { documents, freshness, kept }: CopyMarksDeps,
  accountId: string,
  item: ItemRef,
  isInKept: boolean,
): Promise<CopyMark | null> {
  const isKept = isInKept || kept.has(accountId, item);
  const copy = documents.hasCopies(accountId, item) ? await documents.find(accountId, item) : null;
  const isHere = copy !== null && copy.state !== 'missing';
  const isOutdated = isHere && freshness.of(copy.record) === 'newer';
  return isKept || isHere ? { isHere, isKept, isKeptItself: kept.has(accountId, item), isOutdated } : null;
}

export function toKeeping(
  kept: KeptItems,
  { accountId, item, from }: Pick<DocumentRecord, 'accountId' | 'item' | 'from'>,
): { isKept: boolean; keptWith: string | null } {
  return { isKept: kept.has(accountId, item), keptWith: kept.folderOver(accountId, from)?.name ?? null };
}

export const isKeptCopy = (kept: KeptItems, record: DocumentRecord): boolean => {
  const { isKept, keptWith } = toKeeping(kept, record);
  return isKept || keptWith !== null;
};
