import type { ItemRef } from '../../contract/records.ts';
import { toItemKey } from '../graph/addressing.ts';
import type { DocumentRecord } from './document-record.ts';

/** Local copies with fast lookups: a download looks up every file. */
export interface DocumentIndex {
  all(): IterableIterator<DocumentRecord>;
  count(): number;
  get(documentId: string): DocumentRecord | undefined;
  of(accountId: string, item: ItemRef): DocumentRecord[];
  at(path: readonly string[]): DocumentRecord | undefined;
  /** Returns the records it replaces: those with the same id or path. */
  put(record: DocumentRecord): DocumentRecord[];
  remove(documentId: string): DocumentRecord | undefined;
  clear(): void;
}

export function createDocumentIndex(): DocumentIndex {
  const byId = new Map<string, DocumentRecord>();
  const idByPath = new Map<string, string>();
  const idsByItem = new Map<string, Set<string>>();

  function remove(documentId: string): DocumentRecord | undefined {
    const record = byId.get(documentId);
    if (record === undefined) return undefined;
    byId.delete(documentId);
    idByPath.delete(toPathKey(record));
    const key = toKey(record.accountId, record.item);
    const ids = idsByItem.get(key);
    ids?.delete(documentId);
    if (ids?.size === 0) idsByItem.delete(key);
    return record;
  }

  return {
    all: () => byId.values(),
    count: () => byId.size,
    get: (documentId) => byId.get(documentId),
    of: (accountId, item) =>
      [...(idsByItem.get(toKey(accountId, item)) ?? [])]
        .map((documentId) => byId.get(documentId))
        .filter((record) => record !== undefined),
    at: (path) => byId.get(idByPath.get(path.join('/')) ?? ''),
    put(record) {
      const atPath = idByPath.get(toPathKey(record));
      const replaced = [record.documentId, ...(atPath === undefined ? [] : [atPath])]
        .map(remove)
        .filter((one) => one !== undefined);
      byId.set(record.documentId, record);
      idByPath.set(toPathKey(record), record.documentId);
      const key = toKey(record.accountId, record.item);
      const ids = idsByItem.get(key) ?? new Set();
      idsByItem.set(key, ids.add(record.documentId));
      return replaced;
    },
    remove,
    clear() {
      byId.clear();
      idByPath.clear();
      idsByItem.clear();
    },
  };
}

const toPathKey = ({ path }: DocumentRecord): string => path.join('/');
const toKey = (accountId: string, item: ItemRef): string => `${accountId} ${toItemKey(item)}`;
