import type { Totals, Types } from '../../../contract/found.ts';
import type { Served } from '../../lib/worker-rpc.ts';
import type { FoundChanges, IndexCalls } from '../index-calls.ts';
import type { IndexStore } from '../index-store.ts';
import type { Catalogue } from './catalogue.ts';
import { findDuplicates } from './duplicates.ts';
import { goneFlag } from './name-table.ts';
import type { Rollup } from './rollup.ts';
import { toTree } from './tree.ts';

type FactCalls = Pick<
  Served<IndexCalls>,
  'totals' | 'folderTotals' | 'tree' | 'duplicates' | 'changes' | 'types'
>;

interface Opened {
  store: IndexStore;
  catalogue: Catalogue;
}

export function createFactCalls(of: (accountId: string) => Opened): FactCalls {
  const ready = async (accountId: string): Promise<Opened> => {
    await of(accountId).catalogue.ready();
    return of(accountId);
  };
  const measured = async (accountId: string): Promise<Opened & { rollup: Rollup }> => {
    const rollup = await of(accountId).catalogue.measured();
    return { ...of(accountId), rollup };
  };
  return {
    async totals({ accountId, folder }) {
      const { catalogue, rollup } = await measured(accountId);
      return toTotals(rollup, catalogue.slotOf(folder));
    },
    async folderTotals({ accountId, folders }) {
      const { catalogue, rollup } = await measured(accountId);
      return folders.map((folder) => {
        const slot = catalogue.slotOf(folder);
        return slot === -1 ? null : toTotals(rollup, slot);
      });
    },
    async tree({ accountId, folder, depth, max }) {
      const { catalogue, store, rollup } = await measured(accountId);
      return toTree(catalogue.table(), rollup, store, catalogue.slotOf(folder), { depth, max });
    },
    async duplicates({ accountId, folder, minBytes, from, to }) {
      const { catalogue, store } = await ready(accountId);
      return catalogue.inSlices(() => {
        const slots = filesBelow(catalogue, catalogue.slotOf(folder));
        return findDuplicates(catalogue.table(), store, slots, { minBytes, from, to });
      });
    },
    async changes({ accountId, folder, sinceMs }) {
      const { catalogue } = await ready(accountId);
      return toChanges(catalogue, filesBelow(catalogue, catalogue.slotOf(folder)), sinceMs);
    },
    async types({ accountId, folder }) {
      const { catalogue } = await ready(accountId);
      return toTypes(catalogue, filesBelow(catalogue, catalogue.slotOf(folder)));
    },
  };
}

function toTotals({ bytes, files, folders }: Rollup, slot: number): Totals {
  if (slot === -1) return { sizeBytes: 0, files: 0, folders: 0 };
  return { sizeBytes: bytes[slot] ?? 0, files: files[slot] ?? 0, folders: folders[slot] ?? 0 };
}

function* filesBelow(catalogue: Catalogue, folder: number): Generator<number> {
  const table = catalogue.table();
  const { flags } = table.columns;
  if (folder === -1) return;
  const isInside = catalogue.insideOf(folder);
  for (let slot = 0; slot < table.slotCount; slot += 1) {
    const one = flags[slot] ?? 0;
    if ((one & goneFlag) === 0 && (one & 3) === 1 && isInside(slot)) yield slot;
  }
}

function toChanges(catalogue: Catalogue, slots: Iterable<number>, sinceMs: number): FoundChanges {
  const { columns } = catalogue.table();
  const people = new Map<number, { files: number; sizeBytes: number; latestS: number }>();
  for (const slot of slots) {
    const seconds = columns.modified[slot] ?? 0;
    if (seconds * 1000 < sinceMs) continue;
    const person = columns.person[slot] ?? 0;
    const one = people.get(person) ?? { files: 0, sizeBytes: 0, latestS: 0 };
    const size = columns.size[slot] ?? 0;
    one.files += 1;
    one.sizeBytes += Number.isNaN(size) ? 0 : size;
    one.latestS = Math.max(one.latestS, seconds);
    people.set(person, one);
  }
  const list = [...people]
    .map(([person, { files, sizeBytes, latestS }]) => ({
      name: catalogue.person(person),
      files,
      sizeBytes,
      latestAt: new Date(latestS * 1000).toISOString(),
    }))
    .sort((a, b) => b.files - a.files);
  const sum = (read: (one: (typeof list)[number]) => number) => list.reduce((all, one) => all + read(one), 0);
  return { files: sum(({ files }) => files), sizeBytes: sum(({ sizeBytes }) => sizeBytes), people: list };
}

function toTypes(catalogue: Catalogue, slots: Iterable<number>): Types['types'] {
  const { columns, extensions } = catalogue.table();
  const files = new Float64Array(extensions.length);
  const bytes = new Float64Array(extensions.length);
  for (const slot of slots) {
    const id = columns.extension[slot] ?? 0;
    const size = columns.size[slot] ?? 0;
    files[id] = (files[id] ?? 0) + 1;
    bytes[id] = (bytes[id] ?? 0) + (Number.isNaN(size) ? 0 : size);
  }
  return extensions
    .map((extension, id) => ({ extension, files: files[id] ?? 0, sizeBytes: bytes[id] ?? 0 }))
    .filter((type) => type.files > 0)
    .sort((a, b) => b.sizeBytes - a.sizeBytes || b.files - a.files);
}
