import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Selection, SelectionSummary } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import { runInSlices, type Sliced } from '../lib/slices.ts';
import { createFolderRanking, maxUnranked } from './folder-ranking.ts';
import { loadFolderRows, toOrderedRow, type FolderRows } from './folder-rows.ts';
import type { FolderChange, IndexStore } from './index-store.ts';
import {
  arrangeFirst,
  findPrefix,
  isByName,
  locate,
  pick,
  rebuild,
  takeOrder,
  summarize,
  toState,
  toView,
  update,
  type Arrangement,
  type View,
  type ViewState,
  type FolderBytes,
} from './view.ts';
import type { NamedRow, OrderedRow } from './view-order.ts';

/**
 * Ordered arrays over rows held in memory once per folder. A ranked folder opens by name with its first rows;
 * the others are loaded soon after, or when they are needed.
 */
export interface OpenViews {
  /** `revision`: the last one of a view that was open before under this id. */
  open(viewId: string, folder: number, arrangement: Arrangement, revision?: number): ViewState;
  has(viewId: string): boolean;
  arrange(viewId: string, arrangement: Arrangement): ViewState;
  rows(viewId: string, from: number, to: number): { revision: number; rows: number[] };
  /** Unordered, including what is filtered out. */
  allOf(viewId: string): { folder: number; rows: Iterable<OrderedRow> };
  locate(viewId: string, itemId: string): number | null;
  findPrefix(viewId: string, prefix: string, from: number): number | null;
  /** With `withFolderSizes`, the contents of selected folders count as well. */
  summarize(selection: Selection, withFolderSizes?: boolean): SelectionSummary;
  selected(selection: Selection): number[];
  close(viewId: string): void;
  /** Returns the views that changed. */
  apply(changes: readonly FolderChange[]): ViewState[];
  /** Ranks the names of a folder, if it is huge. */
  rank(folder: number): Promise<void>;
  /** Does so for all folders. */
  rankAll(): Promise<void>;
  dispose(): void;
}

interface OpenFolder {
  /** null: only the first rows of its views are known. */
  rows: FolderRows | null;
  views: Set<View>;
  /** Closed last, while the folder is ranked: ordering it again would take longer. */
  closed: View | null;
}

const firstRows = 500;
/** What the page asks for at first goes ahead. */
const loadDelayMs = 300;
const loadedAtOnce = 1_000;

/** `reordered` receives views whose order improved in the background, `failed` what went wrong there. */
export function createOpenViews(
  store: IndexStore,
  reordered: (states: ViewState[]) => void,
  failed: (error: unknown) => void,
  bytesOf: FolderBytes = () => 0,
): OpenViews {
  const views = new Map<string, View>();
  const folders = new Map<number, OpenFolder>();

  const ranked = (folder: number, names: readonly NamedRow[]) => {
    const open = folders.get(folder);
    if (open === undefined || open.rows === null) return;
    const { rows } = open;
    rows.setRanks(names);
    open.closed = null;
    reordered([...open.views].map((view) => rebuild(view, rows, bytesOf)));
  };
  /** Its rows stay until it is ranked: loading them again would take longer. */
  const forgetIfClosed = (folder: number) => {
    if (folders.get(folder)?.views.size === 0 && !ranking.isRanking(folder)) folders.delete(folder);
  };
  const ranking = createFolderRanking(store, { ranked, ended: forgetIfClosed, failed });

  const openFolder = (folder: number): OpenFolder => {
    const open = folders.get(folder) ?? { rows: null, views: new Set<View>(), closed: null };
    folders.set(folder, open);
    return open;
  };

  const load = (folder: number, open: OpenFolder): FolderRows =>
    open.rows ?? setRows(folder, open, loadFolderRows(store.orderRows(folder)));

  const setRows = (folder: number, open: OpenFolder, rows: FolderRows): FolderRows => {
    open.rows = rows;
    const moved = [...open.views].filter((view) => isMoved(view, rows));
    void ranking.rank(folder);
    if (moved.length > 0) reordered(moved.map((view) => toState(view, rows.size)));
    return rows;
  };

  /** What was shown stays, under the same revision, unless it changed meanwhile. */
  const isMoved = (view: View, rows: FolderRows): boolean => {
    const { order: first, count, revision } = view;
    rebuild(view, rows, bytesOf);
    const isSame = view.count === count && first.every(({ row }, at) => view.order[at]?.row === row);
    if (isSame) view.revision = revision;
    return !isSame;
  };

  /** A change in the folder, or whatever needs all rows at once, loads them instead. */
  const loadSoon = async (folder: number, open: OpenFolder): Promise<void> => {
    const isPending = () => folders.get(folder) === open && open.rows === null;
    await setTimeout(loadDelayMs, null, { ref: false });
    if (!isPending()) return;
    const rows = await runInSlices(loadInSlices(store.rowsIn(folder), isPending));
    if (isPending()) setRows(folder, open, rows);
  };

  function* loadInSlices(all: readonly number[], isPending: () => boolean): Sliced<FolderRows> {
    const rows = loadFolderRows([]);
    for (let from = 0; from < all.length && isPending(); from += loadedAtOnce) {
      for (const tuple of store.orderRowsOf(all.slice(from, from + loadedAtOnce)))
        rows.set(toOrderedRow(tuple));
      yield;
    }
    return rows;
  }

  const openFirst = (view: View, open: OpenFolder): ViewState | null => {
    if (open.rows !== null || open.views.size > 0 || !isByName(view.arrangement)) return null;
    const first = store.firstRows(view.folder, firstRows, maxUnranked);
    if (first === null || first.count <= firstRows) return null;
    loadSoon(view.folder, open).catch(failed);
    return arrangeFirst(view, first.tuples.map(toOrderedRow), first.count, firstRows);
  };

  const openAgain = (view: View, open: OpenFolder): ViewState | null => {
    const { rows, closed } = open;
    if (rows === null || closed === null || !isByName(view.arrangement)) return null;
    if (!isDeepStrictEqual(closed.arrangement, view.arrangement)) return null;
    open.closed = null;
    return takeOrder(view, closed, rows);
  };

  const find = (viewId: string): [View, FolderRows] => {
    const view = findView(viewId);
    return [view, load(view.folder, openFolder(view.folder))];
  };

  const findView = (viewId: string): View => {
    const view = views.get(viewId);
    if (view === undefined) throw new AppError('viewGone');
    return view;
  };

  return {
    open(viewId, folder, arrangement, revision = 0) {
      const open = openFolder(folder);
      const view = { ...toView(viewId, folder, arrangement), revision };
      const state =
        openFirst(view, open) ?? openAgain(view, open) ?? rebuild(view, load(folder, open), bytesOf);
      views.set(viewId, view);
      open.views.add(view);
      return state;
    },
    has: (viewId) => views.has(viewId),
    arrange(viewId, arrangement) {
      const [view, rows] = find(viewId);
      view.arrangement = arrangement;
      return rebuild(view, rows, bytesOf);
    },
    rows(viewId, from, to) {
      const view = findView(viewId);
      if (to > view.order.length) load(view.folder, openFolder(view.folder));
      return { revision: view.revision, rows: view.order.slice(from, to).map(({ row }) => row) };
    },
    allOf(viewId) {
      const [{ folder }, rows] = find(viewId);
      return { folder, rows: rows.all() };
    },
    locate(viewId, itemId) {
      const first = findView(viewId).order.slice(0, firstRows);
      const ordinal = first.findIndex((row) => row.itemId === itemId);
      return ordinal === -1 ? locate(...find(viewId), itemId) : ordinal;
    },
    findPrefix: (viewId, prefix, from) => findPrefix(find(viewId)[0], prefix, from),
    summarize: (selection, withFolderSizes = false) =>
      summarize(pick(find(selection.viewId)[0], selection), withFolderSizes ? bytesOf : null),
    selected: (selection) => pick(find(selection.viewId)[0], selection).map(({ row }) => row),
    close(viewId) {
      const view = views.get(viewId);
      if (view === undefined) return;
      views.delete(viewId);
      const open = folders.get(view.folder);
      open?.views.delete(view);
      if (open?.views.size === 0 && open.rows !== null) {
        open.closed = view;
        void ranking.rank(view.folder);
      }
      forgetIfClosed(view.folder);
    },
    rank: (folder) => ranking.rank(folder),
    rankAll: () => ranking.rankAll(),
    dispose() {
      ranking.dispose();
      views.clear();
      folders.clear();
    },
    apply: (changes) =>
      [...byFolder(changes)].flatMap(([folder, change]) => {
        const open = folders.get(folder);
        if (open === undefined || change.touched.size === 0) return [];
        const rows = load(folder, open);
        const added = refresh(folder, rows, store, change);
        if (open.closed !== null) update(open.closed, rows, change.touched, added, bytesOf);
        return [...open.views].map((view) => update(view, rows, change.touched, added, bytesOf));
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

/** Returns the rows to merge into the views. */
function refresh(
  folder: number,
  rows: FolderRows,
  store: IndexStore,
  { touched, upserted }: Touch,
): OrderedRow[] {
  const added: OrderedRow[] = [];
  for (const number of touched) {
    const found = upserted.has(number) ? store.orderRow(number, folder) : null;
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
