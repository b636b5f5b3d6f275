import type { TransferRecord } from '../model/transfer-record.ts';

/** Ids of records by one of their values, each group in the order in which its records were added. */
export interface RecordIndex {
  replace(before: TransferRecord | null, after: TransferRecord | null): void;
  idsOf(key: string): Iterable<string>;
  has(key: string): boolean;
  keys(): string[];
}

/** `keyOf` must give a record the same key for as long as it exists. */
export function createRecordIndex(keyOf: (record: TransferRecord) => string): RecordIndex {
  const groups = new Map<string, Set<string>>();

  function add(key: string, transferId: string): void {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, new Set([transferId]));
    else group.add(transferId);
  }

  function remove(key: string, transferId: string): void {
    const group = groups.get(key);
    group?.delete(transferId);
    if (group?.size === 0) groups.delete(key);
  }

  return {
    replace(before, after) {
      if (after !== null && before === null) add(keyOf(after), after.transfer.transferId);
      if (after === null && before !== null) remove(keyOf(before), before.transfer.transferId);
    },
    idsOf: (key) => groups.get(key) ?? [],
    has: (key) => groups.has(key),
    keys: () => [...groups.keys()],
  };
}
