import type { Selection, SelectionSummary, Sort } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import { foldedOf, loadFolderRows, toOrderedRow, type FolderRows } from './folder-rows.ts';
import type { FolderChange, IndexStore } from './index-store.ts';
import { toFolded } from './name-keys.ts';
import { findPlace, merge, toCompare, type Compare, type OrderedRow } from './view-order.ts';

/** What a view is like now. `revision` grows whenever ordinals may have moved or rows changed. */
export interface ViewState {
  viewId: string;
  count: number;
  unfilteredCount: number;
  revision: number;
}

export interface Arrangement {
  sort: Sort[];
  filter: string;
}

/** The open views of one account: ordered arrays over rows held in memory once per folder. */
export interface OpenViews {
  open(viewId: string, folder: number, arrangement: Arrangement): ViewState;
  has(viewId: string): boolean;
  arrange(viewId: string, arrangement: Arrangement): ViewState;
  rows(viewId: string, from: number, to: number): { revision: number; rows: number[] };
  locate(viewId: string, itemId: string): number | null;
  findPrefix(viewId: string, prefix: string, from: number): number | null;
  summarize(selection: Selection): SelectionSummary;
  /** Row numbers of a selection, in view order. */
  selected(selection: Selection): number[];
  close(viewId: string): void;
  /** Brings every open view of those folders up to date; tells the ones that changed. */
  apply(changes: readonly FolderChange[]): ViewState[];
  /** A folder is listed to the end: time to work out the real order of very many names. Resolves when it is kept. */
  settle(folder: number): Promise<void>;
  dispose(): void;
}

interface View {
  viewId: string;
  folder: number;
  arrangement: Arrangement;
  compare: Compare;
  order: OrderedRow[];
  revision: number;
}

interface OpenFolder {
  rows: FolderRows;
  views: Set<View>;
  ranking: Promise<void> | null;
}

const rankSlice = 2_000;

const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `reordered` hears of views whose order got better by itself, `failed` of what went wrong meanwhile. */
export function createOpenViews(
  store: IndexStore,
  reordered: (states: ViewState[]) => void,
  failed: (error: unknown) => void,
): OpenViews {
  const views = new Map<string, View>();
  const folders = new Map<number, OpenFolder>();

  const openFolder = (folder: number): OpenFolder => {
    const open = folders.get(folder);
    if (open !== undefined) return open;
    const opened: OpenFolder = {
      rows: loadFolderRows(store.orderRows(folder)),
      views: new Set(),
      ranking: null,
    };
    folders.set(folder, opened);
    rankIfNeeded(folder, opened);
    return opened;
  };

  /** In the background: the real order of very many names, kept for the next time. */
  const rankIfNeeded = (folder: number, open: OpenFolder) => {
    if (open.ranking !== null || !open.rows.needsRanks()) return;
    open.ranking = rank(folder, open)
      .catch(failed)
      .finally(() => (open.ranking = null));
  };

  const rank = async (folder: number, open: OpenFolder) => {
    await open.rows.rank(yieldToEventLoop);
    if (folders.get(folder) !== open) return;
    reordered([...open.views].map((view) => build(view, open)));
    const ranks = [...open.rows.all()].map(({ row, rank: place }) => [row, place] as const);
    const known = ranks.filter(([, place]) => !Number.isNaN(place));
    for (let from = 0; from < known.length; from += rankSlice) {
      await yieldToEventLoop();
      if (folders.get(folder) !== open) return;
      store.saveRanks(folder, known.slice(from, from + rankSlice), from + rankSlice >= known.length);
    }
  };

  const viewOf = (viewId: string): View => {
    const view = views.get(viewId);
    if (view === undefined) throw new AppError('viewGone');
    return view;
  };
  const folderOf = (view: View): OpenFolder => openFolder(view.folder);

  const toState = (view: View, { rows }: OpenFolder): ViewState => ({
    viewId: view.viewId,
    count: view.order.length,
    unfilteredCount: rows.size,
    revision: view.revision,
  });

  const build = (view: View, open: OpenFolder): ViewState => {
    view.compare = toCompare(view.arrangement.sort, open.rows.byName);
    const passes = toTest(view.arrangement.filter);
    view.order = [...open.rows.all()].filter(passes).sort(view.compare);
    view.revision += 1;
    return toState(view, open);
  };

  const update = (
    view: View,
    open: OpenFolder,
    touched: ReadonlySet<number>,
    added: readonly OrderedRow[],
  ) => {
    const kept = view.order.filter((row) => !touched.has(row.row));
    view.order = merge(kept, added.filter(toTest(view.arrangement.filter)), view.compare);
    view.revision += 1;
    return toState(view, open);
  };

  const pick = (selection: Selection): OrderedRow[] => {
    const view = viewOf(selection.viewId);
    const named = new Set(selection.itemIds);
    const wanted = selection.mode === 'only';
    return view.order.filter((row) => named.has(row.itemId) === wanted);
  };

  return {
    open(viewId, folder, arrangement) {
      const open = openFolder(folder);
      const view: View = { viewId, folder, arrangement, compare: () => 0, order: [], revision: 0 };
      views.set(viewId, view);
      open.views.add(view);
      return build(view, open);
    },
    has: (viewId) => views.has(viewId),
    arrange(viewId, arrangement) {
      const view = viewOf(viewId);
      view.arrangement = arrangement;
      return build(view, folderOf(view));
    },
    rows(viewId, from, to) {
      const view = viewOf(viewId);
      return { revision: view.revision, rows: view.order.slice(from, to).map(({ row }) => row) };
    },
    locate(viewId, itemId) {
      const view = viewOf(viewId);
      const row = folderOf(view).rows.byItemId(itemId);
      if (row === undefined) return null;
      const place = findPlace(view.order, row, view.compare);
      return view.order[place] === row ? place : null;
    },
    findPrefix(viewId, prefix, from) {
      const { order } = viewOf(viewId);
      const folded = toFolded(prefix);
      for (let step = 0; step < order.length; step += 1) {
        const ordinal = (from + step) % order.length;
        if (foldedOf(order[ordinal] as OrderedRow).startsWith(folded)) return ordinal;
      }
      return null;
    },
    summarize: (selection) => summarizeRows(pick(selection)),
    selected: (selection) => pick(selection).map(({ row }) => row),
    close(viewId) {
      const view = views.get(viewId);
      if (view === undefined) return;
      views.delete(viewId);
      const open = folders.get(view.folder);
      open?.views.delete(view);
      if (open?.views.size === 0) folders.delete(view.folder);
    },
    async settle(folder) {
      const open = folders.get(folder);
      if (open === undefined) return;
      rankIfNeeded(folder, open);
      await open.ranking;
    },
    dispose() {
      views.clear();
      folders.clear();
    },
    apply: (changes) =>
      [...byFolder(changes)].flatMap(([folder, change]) => {
        const open = folders.get(folder);
        if (open === undefined || change.touched.size === 0) return [];
        const added = refresh(open.rows, store, change);
        return [...open.views].map((view) => update(view, open, change.touched, added));
      }),
  };
}

interface Touch {
  touched: Set<number>;
  upserted: Set<number>;
}

function byFolder(changes: readonly FolderChange[]): Map<number, Touch> {
  const found = new Map<number, Touch>();
  for (const { folder, upserted, removed } of changes) {
    const touch = found.get(folder) ?? { touched: new Set(), upserted: new Set() };
    found.set(folder, touch);
    for (const row of removed) touch.upserted.delete(row);
    for (const row of upserted) touch.upserted.add(row);
    for (const row of [...removed, ...upserted]) touch.touched.add(row);
  }
  return found;
}

/** Reads what changed from the tables; gives the rows that are to be put in place. */
function refresh(rows: FolderRows, store: IndexStore, { touched, upserted }: Touch): OrderedRow[] {
  const added: OrderedRow[] = [];
  for (const number of touched) {
    const found = upserted.has(number) ? store.orderRow(number) : null;
    const before = rows.get(number);
    rows.delete(number);
    if (found === null) continue;
    const row = toOrderedRow(found);
    if (before?.name === row.name) row.rank = before.rank;
    rows.set(row);
    added.push(row);
  }
  return added;
}

function toTest(filter: string): (row: OrderedRow) => boolean {
  const folded = toFolded(filter.trim());
  return folded === '' ? () => true : (row) => foldedOf(row).includes(folded);
}

function summarizeRows(rows: readonly OrderedRow[]): SelectionSummary {
  const summary = { count: rows.length, files: 0, folders: 0, packages: 0, sizeBytes: 0 };
  for (const row of rows) {
    if (row.kind === 0) summary.folders += 1;
    else if (row.kind === 2) summary.packages += 1;
    else {
      summary.files += 1;
      summary.sizeBytes += row.size ?? 0;
    }
  }
  return summary;
}
