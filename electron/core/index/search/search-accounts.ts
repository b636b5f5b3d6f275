import type { ItemRef } from '../../../contract/records.ts';
import type { SearchInput, SearchOutput } from '../index-calls.ts';
import { toDriveKey } from '../../graph/addressing.ts';
import type { IndexStore } from '../index-store.ts';
import { nameCollator } from '../sort-language.ts';
import { compareText } from '../view-order.ts';
import type { Catalogue } from './catalogue.ts';
import { searchItems } from './search-items.ts';
import { withoutDoubles } from './without-doubles.ts';

interface Found {
  owner: number;
  row: number;
  key: number;
  name: string;
}

export function searchAccounts(
  input: SearchInput,
  indexes: readonly ({ catalogue: Catalogue; store: IndexStore } | null)[],
): SearchOutput {
  const found: Found[] = [];
  const output: SearchOutput = { rows: [], owners: [], total: 0, hasMore: false };
  const [first] = input.sort;
  const byName = first?.key === 'name' || first?.key === 'type';
  for (const [owner, index] of indexes.entries()) {
    if (index === null) continue;
    const { catalogue } = index;
    const table = catalogue.table();
    const near = input.near === null ? [] : toNear(catalogue, input.near);
    const within = input.within === null ? null : catalogue.slotOf(input.within);
    const hits = searchItems(table, catalogue, { ...input, near, within });
    output.total += hits.total;
    output.hasMore ||= hits.hasMore;
    for (const [at, slot] of hits.slots.entries()) {
      const name = byName ? table.foldedName(slot) : '';
      found.push({ owner, row: table.rowOf(slot), key: hits.keys[at] ?? 0, name });
    }
  }
  const sign = first?.direction === 'descending' ? -1 : 1;
  // Name keys hold only the first letters, so full names decide.
  const compare: (a: Found, b: Found) => number =
    first?.key === 'name'
      ? (a, b) => sign * nameCollator.compare(a.name, b.name)
      : first?.key === 'type'
        ? (a, b) => sign * compareText(toEnd(a.name), toEnd(b.name)) || nameCollator.compare(a.name, b.name)
        : (a, b) => a.key - b.key;
  if (byName || indexes.length > 1) found.sort(compare);
  const searched = indexes.map((index, at) => ({
    driveKey: toDriveKey(input.driveIds[at] ?? ''),
    store: index?.store ?? null,
  }));
  const kept = withoutDoubles(found.slice(0, input.max), searched);
  output.total -= Math.min(found.length, input.max) - kept.length;
  for (const { owner, row } of kept) {
    output.rows.push(row);
    output.owners.push(owner);
  }
  return output;
}

const toEnd = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function toNear(catalogue: Catalogue, folder: ItemRef): number[] {
  const slot = catalogue.slotOf(folder);
  if (slot === -1) return [];
  const row = catalogue.table().rowOf(slot);
  return [row, ...catalogue.above(row)];
}
