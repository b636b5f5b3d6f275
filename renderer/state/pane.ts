import { createContext, useContext } from 'react';
import { currentVisit, type Page } from './navigation.ts';
import { toPaneAccess, toPaneActions, type PaneActions } from './pane-actions.ts';
import { paneOf, type PaneState, type Side } from './pane-state.ts';
import { useApp } from './store.ts';

export interface Pane extends PaneActions {
  /** null: not in a pane, so the active one. */
  side: Side | null;
  now: () => PaneState;
}

function toPaneHandle(side: Side | null): Pane {
  const access = toPaneAccess(useApp.getState, useApp.setState, side);
  return { side, now: access.now, ...toPaneActions(access) };
}

const panes = { start: toPaneHandle('start'), end: toPaneHandle('end'), active: toPaneHandle(null) };

export const paneBeside = (side: Side): Pane => panes[side];

export const paneShowing = (viewId: string): Pane | null =>
  [panes.start, panes.end].find((pane) => pane.now().viewId === viewId) ?? null;

export const PaneSide = createContext<Side | null>(null);

export const usePane = (): Pane => panes[useContext(PaneSide) ?? 'active'];

export function usePaneState<T>(selector: (pane: PaneState) => T): T {
  const side = useContext(PaneSide);
  return useApp((state) => selector(paneOf(state, side)));
}

export function useSplitSide(): Side | null {
  const side = useContext(PaneSide);
  return useApp(({ other }) => (other === null ? null : side));
}

export const usePage = (): Page => usePaneState(({ history }) => currentVisit(history).page);
