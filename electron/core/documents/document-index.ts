import type { ItemRef } from '../../contract/records.ts';
import { toDriveKey, toAccountItemKey } from '../graph/addressing.ts';
import type { DocumentRecord } from './document-record.ts';

export interface DocumentIndex {
  all(): IterableIterator<DocumentRecord>;
  count(): number;
  get(documentId: string): DocumentRecord | undefined;
  of(accountId: string, item: ItemRef): DocumentRecord[];
  at(path: readonly string[]): DocumentRecord | undefined;
  folders(): string[][];
  in(folder: readonly string[]): string[];
  /** Those with a copy in this folder of the documents folder. */
  ownersIn(home: string): DocumentOwner[];
  put(record: DocumentRecord): DocumentRecord[];
  remove(documentId: string): DocumentRecord | undefined;
  clear(): void;
}

export interface DocumentOwner {
  accountId: string;
  /** "" if unknown. */
  driveKey: string;
}

export function createDocumentIndex(): DocumentIndex {
  const byId = new Map<string, DocumentRecord>();
  const idByPath = new Map<string, string>();
  const idsByItem = createGroups();
  const idsByFolder = createGroups();
  const idsByOwner = new Map<string, ReturnType<typeof createGroups>>();

  const ownersOf = ({ path: [home = ''] }: DocumentRecord) => {
    const owners = idsByOwner.get(home) ?? createGroups();
    idsByOwner.set(home, owners);
    return owners;
  };

  function remove(documentId: string): DocumentRecord | undefined {
    const record = byId.get(documentId);
    if (record === undefined) return undefined;
    byId.delete(documentId);
    idByPath.delete(toPathKey(record));
    idsByItem.remove(toAccountItemKey(record.accountId, record.item), documentId);
    idsByFolder.remove(toFolderKey(record), documentId);
    ownersOf(record).remove(toOwnerKey(record), documentId);
    return record;
  }

  return {
    all: () => byId.values(),
    count: () => byId.size,
    get: (documentId) => byId.get(documentId),
    of: (accountId, item) =>
      idsByItem
        .of(toAccountItemKey(accountId, item))
        .map((documentId) => byId.get(documentId))
        .filter((record) => record !== undefined),
    at: (path) => byId.get(idByPath.get(path.join('/')) ?? ''),
    folders: () => idsByFolder.keys().map((key) => key.split('/')),
    in: (folder) => idsByFolder.of(folder.join('/')),
    ownersIn: (home) =>
      (idsByOwner.get(home)?.keys() ?? []).map((key) => {
        const [accountId = '', driveKey = ''] = key.split(' ');
        return { accountId, driveKey };
      }),
    put(record) {
      const atPath = idByPath.get(toPathKey(record));
      const replaced = [record.documentId, ...(atPath === undefined ? [] : [atPath])]
        .map(remove)
        .filter((one) => one !== undefined);
      byId.set(record.documentId, record);
      idByPath.set(toPathKey(record), record.documentId);
      idsByItem.add(toAccountItemKey(record.accountId, record.item), record.documentId);
      idsByFolder.add(toFolderKey(record), record.documentId);
      ownersOf(record).add(toOwnerKey(record), record.documentId);
      return replaced;
    },
    remove,
    clear() {
      byId.clear();
      idByPath.clear();
      idsByItem.clear();
      idsByFolder.clear();
      idsByOwner.clear();
    },
  };
}

/** Of the account's own drive; "" if unknown. */
export function toAccountDriveKey({ accountDriveId, from, item }: DocumentRecord): string {
  const driveId = accountDriveId ?? (from.startsWith('myfiles') ? item.driveId : null);
  return driveId === null ? '' : toDriveKey(driveId);
}

function createGroups() {
  const groups = new Map<string, Set<string>>();
  return {
    keys: () => [...groups.keys()],
    of: (key: string) => [...(groups.get(key) ?? [])],
    add(key: string, id: string): void {
      groups.set(key, (groups.get(key) ?? new Set()).add(id));
    },
    remove(key: string, id: string): void {
      const ids = groups.get(key);
      ids?.delete(id);
      if (ids?.size === 0) groups.delete(key);
    },
    clear: () => groups.clear(),
  };
}

const toFolderKey = ({ path }: DocumentRecord): string => path.slice(0, -1).join('/');
const toOwnerKey = (record: DocumentRecord): string => `${record.accountId} ${toAccountDriveKey(record)}`;
const toPathKey = ({ path }: DocumentRecord): string => path.join('/');
