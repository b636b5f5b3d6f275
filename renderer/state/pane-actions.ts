import type { Account, Sort } from '../../electron/contract/records.ts';
import type { Layout } from '../../electron/contract/start.ts';
import {
  currentVisit,
  goBack,
  goForward,
  type History,
  noteFocus,
  noteQuery,
  type Page,
  startHistory,
  toRealPage,
  visit,
  withoutSignIn,
} from './navigation.ts';
import {
  byName,
  type ContextMenuState,
  freshPage,
  paneOf,
  type Panes,
  type PaneState,
  type Side,
} from './pane-state.ts';
import { select, type SelectionEvent } from '../ui/grid/selection.ts';
import { arrangementOf } from './space-parts.ts';

export interface Common {
  /** Closed by every navigation. */
  contextMenu: ContextMenuState | null;
  histories: Readonly<Record<string, History>>;
  sorts: Readonly<Record<string, readonly Sort[]>>;
  /** By account. */
  layouts: Readonly<Record<string, Layout>>;
}

export interface PaneActions {
  openAccount: (account: Account) => void;
  startAt: (page: Page) => void;
  go: (page: Page, revealId?: string | null) => void;
  back: () => void;
  returnTo: (earlier: PaneState) => void;
  forward: () => void;
  openedView: (viewId: string | null) => void;
  select: (event: SelectionEvent) => void;
  arrange: (sort: readonly Sort[]) => void;
  show: (layout: Layout) => void;
  setFilter: (filter: string) => void;
  rename: (itemId: string | null) => void;
  reveal: (...itemIds: readonly string[]) => void;
  openAddressBar: (open: boolean) => void;
}

/** `put` also updates the state shared by both panes. */
interface PaneAccess {
  now: () => PaneState;
  common: () => Common;
  put: (pane: Partial<PaneState>, rest?: Partial<Common>) => void;
}

export function toPaneActions({ now, common, put }: PaneAccess): PaneActions {
  const navigate = (move: (history: History) => History) => {
    const { history: before, selection, accountId } = now();
    const history = move(noteFocus(before, selection.focus?.itemId ?? null));
    if (history.at === before.at && history.visits.length === before.visits.length) return;
    const { page, focusItemId } = currentVisit(history);
    const arrangement = arrangementOf(page) ?? {
      sort: (accountId === null ? null : common().sorts[accountId]) ?? byName,
    };
    put({ ...freshPage, ...arrangement, history, revealIds: toIds(focusItemId) }, { contextMenu: null });
  };
  return {
    openAccount: (account) => put(...toAccount(now(), common(), account)),
    startAt: (page) => put({ ...freshPage, history: startHistory(toRealPage(page)) }, { contextMenu: null }),
    go: (page, revealId = null) => navigate((history) => visit(history, toRealPage(page), revealId)),
    back: () => navigate(goBack),
    returnTo: ({ accountId, history, selection, sort, layout, filter }) =>
      put({ ...freshPage, accountId, history, selection, sort, layout, filter }, { contextMenu: null }),
    forward: () => navigate(goForward),
    openedView: (viewId) => put({ viewId, viewPage: currentVisit(now().history).page }),
    select: (event) =>
      put({
        selection: select(now().selection, event),
        // What a person selects comes before what is to be selected.
        ...(isFollowUp(event) ? {} : { revealIds: [] }),
      }),
    arrange(sort) {
      const { accountId, history } = now();
      // The order of search results isn't remembered.
      const isKept = accountId !== null && arrangementOf(currentVisit(history).page) === null;
      put({ sort }, isKept ? { sorts: { ...common().sorts, [accountId]: sort } } : {});
    },
    show(layout) {
      const { accountId } = now();
      put({ layout }, accountId === null ? {} : { layouts: { ...common().layouts, [accountId]: layout } });
    },
    setFilter(filter) {
      const { selection, history } = now();
      put({
        filter,
        history: noteQuery(history, filter),
        ...(currentVisit(history).page.name === 'search' && filter === '' && { sort: [] }),
        // "All except" referred to the visible rows, and must not extend to those of a wider filter.
        selection: selection.mode === 'allExcept' ? select(selection, { type: 'clear' }) : selection,
      });
    },
    // Scrolling to something else would remove the box.
    rename: (renamingId) => put({ renamingId, ...(renamingId !== null && { revealIds: [] }) }),
    reveal: (...itemIds) => put({ revealIds: itemIds }),
    openAddressBar: (addressBarOpen) => put({ addressBarOpen }),
  };
}

const toIds = (itemId: string | null): readonly string[] => (itemId === null ? [] : [itemId]);

const isFollowUp = ({ type }: SelectionEvent): boolean => type === 'relocate' || type === 'forget';

function toAccount(
  pane: PaneState,
  { histories: before, sorts, layouts }: Common,
  { accountId }: Account,
): [Partial<PaneState>, Partial<Common>] {
  const left = pane.accountId === null ? {} : { [pane.accountId]: withoutSignIn(pane.history) };
  const histories = { ...before, ...left };
  const history = histories[accountId] ?? startHistory({ name: 'browse', place: 'myfiles', folder: null });
  const { page, focusItemId } = currentVisit(history);
  const sort = sorts[accountId] ?? byName;
  const layout = layouts[accountId] ?? 'list';
  return [
    { ...freshPage, accountId, history, sort, ...arrangementOf(page), layout, revealIds: toIds(focusItemId) },
    { histories, contextMenu: null },
  ];
}

/** null: the active pane. A closed pane ignores updates. */
export function toPaneAccess(
  get: () => Panes & Common,
  set: (changes: Partial<Panes & Common>) => void,
  of: Side | null,
): PaneAccess {
  return {
    now: () => paneOf(get(), of),
    common: get,
    put(pane, rest = {}) {
      const { side, other } = get();
      if (of === null || of === side) set({ ...pane, ...rest });
      else if (other !== null) set({ other: { ...other, ...pane }, ...rest });
    },
  };
}
