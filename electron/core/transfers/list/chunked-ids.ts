import type { TransferState } from '../../../contract/transfers.ts';
import type { TransferFilter } from '../../../contract/transfer-list.ts';

/** The ids of one batch, oldest first, in chunks whose counts locate a range. */
export interface ChunkedIds {
  update(transferId: string, before: TransferState | null, after: TransferState | null): void;
  count(filter: TransferFilter): number;
  conflicts(): number;
  ids(): Iterable<string>;
  slice(query: ChunkQuery, from: number, to: number): string[];
}

export interface ChunkQuery {
  filter: TransferFilter;
  stateOf: (transferId: string) => TransferState | undefined;
}

interface Chunk {
  readonly ids: string[];
  readonly counts: Counts;
}

type Counts = Record<TransferFilter, number>;

const maxChunkLength = 256;

const filterOf: Record<TransferState, Exclude<TransferFilter, 'all'>> = {
  queued: 'active',
  checking: 'active',
  running: 'active',
  waiting: 'active',
  paused: 'paused',
  conflict: 'attention',
  failed: 'attention',
  done: 'done',
  cancelled: 'cancelled',
};

const noCounts: Counts = { all: 0, active: 0, paused: 0, attention: 0, done: 0, cancelled: 0 };

export function createChunkedIds(): ChunkedIds {
  const chunks: Chunk[] = [];
  const chunkOf = new Map<string, Chunk>();
  const counts = { ...noCounts };
  let conflicts = 0;

  function put(transferId: string): Chunk {
    const last = chunks.at(-1);
    const box =
      last === undefined || last.ids.length >= maxChunkLength ? { ids: [], counts: { ...noCounts } } : last;
    if (box !== last) chunks.push(box);
    box.ids.push(transferId);
    chunkOf.set(transferId, box);
    return box;
  }

  function remove(transferId: string, box: Chunk): void {
    box.ids.splice(box.ids.indexOf(transferId), 1);
    chunkOf.delete(transferId);
    if (box.ids.length === 0) chunks.splice(chunks.indexOf(box), 1);
  }

  function count(box: Chunk, state: TransferState, sign: 1 | -1): void {
    for (const each of [box.counts, counts]) {
      each.all += sign;
      each[filterOf[state]] += sign;
    }
    if (state === 'conflict') conflicts += sign;
  }

  return {
    update(transferId, before, after) {
      const box = chunkOf.get(transferId) ?? (after === null ? undefined : put(transferId));
      if (box === undefined || before === after) return;
      if (before !== null) count(box, before, -1);
      if (after === null) remove(transferId, box);
      else count(box, after, 1);
    },
    count: (filter) => counts[filter],
    conflicts: () => conflicts,
    ids: () => chunkOf.keys(),
    slice({ filter, stateOf }, from, to) {
      const picked: string[] = [];
      let at = 0;
      for (const box of chunks) {
        if (at >= to) break;
        const end = at + box.counts[filter];
        if (end > from) {
          const shown = box.ids.filter((transferId) => isShown(filter, stateOf(transferId)));
          picked.push(...shown.slice(Math.max(0, from - at), to - at));
        }
        at = end;
      }
      return picked;
    },
  };
}

const isShown = (filter: TransferFilter, state: TransferState | undefined): boolean =>
  filter === 'all' || (state !== undefined && filterOf[state] === filter);
