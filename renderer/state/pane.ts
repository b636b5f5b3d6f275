import { createContext, useContext } from 'react';
import { currentVisit, type Page } from './navigation.ts';
import { toPaneAccess, toPaneActions, type PaneActions } from './pane-actions.ts';
import { paneOf, type PaneState, type Side } from './pane-state.ts';
import { useApp } from './store.ts';

/** A pane as what is in it sees it: what stays the same whichever pane is active by then. */
export interface Pane extends PaneActions {
  /** null: outside of the panes, where the active one is meant. */
  side: Side | null;
  now: () => PaneState;
}

function toPaneHandle(side: Side | null): Pane {
  const access = toPaneAccess(useApp.getState, useApp.setState, side);
  return { side, now: access.now, ...toPaneActions(access) };
}

const panes = { start: toPaneHandle('start'), end: toPaneHandle('end'), active: toPaneHandle(null) };

/** The pane on one side, from outside of it. */
export const paneBeside = (side: Side): Pane => panes[side];

/** The pane that shows the view; null once nothing does. */
export const paneShowing = (viewId: string): Pane | null =>
  [panes.start, panes.end].find((pane) => pane.now().viewId === viewId) ?? null;

export const PaneSide = createContext<Side | null>(null);

/** The pane that this is in; outside of the panes, the active one. */
export const usePane = (): Pane => panes[useContext(PaneSide) ?? 'active'];

export function usePaneState<T>(selector: (pane: PaneState) => T): T {
  const side = useContext(PaneSide);
  return useApp((state) => selector(paneOf(state, side)));
}

/** The side of the pane that this is in where the window is split; else null. */
export function useSplitSide(): Side | null {
  const side = useContext(PaneSide);
  return useApp(({ other }) => (other === null ? null : side));
}

export const usePage = (): Page => usePaneState(({ history }) => currentVisit(history).page);
