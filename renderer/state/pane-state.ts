import type { Item, Sort } from '../../electron/contract/records.ts';
import type { LastSplit, Layout } from '../../electron/contract/start.ts';
import {
  type BrowsePage,
  currentVisit,
  type History,
  type Page,
  samePage,
  startHistory,
} from './navigation.ts';
import { emptySelection, type SelectionState } from '../ui/grid/selection.ts';

/** In reading order. A window that isn't split has only the first. */
export type Side = 'start' | 'end';

export interface ContextMenuState {
  /** Pixels of the window. */
  x: number;
  y: number;
  target: Item | null;
}

/** A split window has two, independent of each other. */
export interface PaneState {
  /** Constant while the pane is on screen, even if it changes sides. */
  paneId: number;
  accountId: string | null;
  history: History;
  viewId: string | null;
  /** The former page until the next has opened or failed to. */
  viewPage: Page | null;
  selection: SelectionState;
  sort: readonly Sort[];
  layout: Layout;
  filter: string;
  renamingId: string | null;
  revealIds: readonly string[];
  addressBarOpen: boolean;
}

export const byName: readonly Sort[] = [{ key: 'name', direction: 'ascending' }];

export const freshPage = {
  selection: emptySelection,
  filter: '',
  renamingId: null,
  revealIds: [],
  addressBarOpen: false,
} satisfies Partial<PaneState>;

export const firstPane: PaneState = {
  paneId: 0,
  accountId: null,
  history: startHistory({ name: 'welcome' }),
  viewId: null,
  viewPage: null,
  sort: byName,
  layout: 'list',
  ...freshPage,
};

/** Code that acts on the active pane doesn't have to look it up. */
export interface Panes extends PaneState {
  side: Side;
  /** null if the window isn't split. */
  other: PaneState | null;
}

export const paneOf = (panes: Panes, side: Side | null): PaneState =>
  side === null || side === panes.side ? panes : (panes.other ?? panes);

export const isOpening = ({ history, viewPage }: PaneState): boolean =>
  viewPage === null || !samePage(viewPage, currentVisit(history).page);

/** Whether the active pane shows another place. The other pane becoming active isn't leaving. */
export const hasLeft = (now: PaneState, before: PaneState): boolean =>
  now.paneId === before.paneId &&
  (now.accountId !== before.accountId ||
    (now.history !== before.history &&
      !samePage(currentVisit(now.history).page, currentVisit(before.history).page)));

export const otherSide = (side: Side): Side => (side === 'start' ? 'end' : 'start');

const toPane = (from: PaneState): PaneState => ({
  paneId: from.paneId,
  accountId: from.accountId,
  history: from.history,
  viewId: from.viewId,
  viewPage: from.viewPage,
  selection: from.selection,
  sort: from.sort,
  layout: from.layout,
  filter: from.filter,
  renamingId: from.renamingId,
  revealIds: from.revealIds,
  addressBarOpen: from.addressBarOpen,
});

export function split(panes: Panes): Panes {
  if (panes.other !== null) return panes;
  const other = toPane(panes);
  const { page } = other.history.visits[other.history.at] ?? { page: { name: 'welcome' } };
  return {
    ...other,
    ...freshPage,
    paneId: other.paneId + 1,
    viewPage: null,
    viewId: null,
    history: startHistory(page),
    side: 'end',
    other,
  };
}

type PanePlace = LastSplit[Side];

const toPaneAt = ({ accountId, place, folder, sort, layout }: PanePlace, paneId: number): PaneState => ({
  ...firstPane,
  paneId,
  accountId,
  history: startHistory({ name: 'browse', place, folder }),
  sort: sort.length === 0 ? byName : sort,
  layout,
});

export function splitAt({ start, end, active }: LastSplit): Panes {
  const panes = { start: toPaneAt(start, 0), end: toPaneAt(end, 1) };
  return { ...panes[active], side: active, other: panes[otherSide(active)] };
}

/** null if there is only one, or no account yet. */
export function toLastSplit(panes: Panes): LastSplit | null {
  if (panes.other === null) return null;
  const [start, end] = [toPanePlace(paneOf(panes, 'start')), toPanePlace(paneOf(panes, 'end'))];
  return start === null || end === null ? null : { start, end, active: panes.side };
}

/** The open folder, or the last one before other pages. */
function toPanePlace({ accountId, history, sort, layout }: PaneState): PanePlace | null {
  if (accountId === null) return null;
  const left = history.visits.slice(0, history.at + 1).findLast(({ page }) => page.name === 'browse');
  const page = (left?.page ?? { name: 'browse', place: 'myfiles', folder: null }) as BrowsePage;
  return { accountId, place: page.place, folder: page.folder, sort: sort.slice(0, 2), layout };
}

export function unsplit(panes: Panes, keep: 'active' | 'other' = 'active'): Panes {
  if (panes.other === null) return panes;
  return { ...toPane(keep === 'active' ? panes : panes.other), side: 'start', other: null };
}

export function withActive(panes: Panes, side: Side): Panes {
  if (panes.other === null || panes.side === side) return panes;
  return { ...panes.other, side, other: toPane(panes) };
}
