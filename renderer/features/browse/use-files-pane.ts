import { type RefObject, useEffect } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { usePane, usePaneState } from '../../state/pane.ts';
import { type DropHint, useApp } from '../../state/store.ts';
import { useFocusInSight } from '../../ui/use-focus-in-sight.ts';
import { rowId } from './file-row.tsx';
import type { GridSize } from '../../ui/grid/grid-moves.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useRelocation } from './use-relocation.ts';
import { useReveal } from './use-reveal.ts';
import { useRows } from './use-rows.ts';
import { call } from '../../api/client.ts';
import { focusPane } from '../../ui/panes.ts';

interface Layout {
  from: number;
  to: number;
  scrollTo: (ordinal: number) => void;
}

export function useFilesPane(
  head: ViewHead,
  scroller: RefObject<HTMLDivElement | null>,
  layout: Layout,
  gridSize: () => GridSize,
) {
  const { from, to, scrollTo } = layout;
  const rowAt = useRows(head.viewId, from, Math.min(to, Math.max(0, head.count - 1)));
  const focused = usePaneState((pane) => pane.selection.focus?.ordinal ?? -1);
  const dropTarget = useApp((state) => toRowKey(state.dropHint, head));
  const { side } = usePane();
  const onKeyDown = useGridKeys(head, gridSize, scrollTo);
  const { hovered, isPressed, ...pointer } = useGridPointer(head, rowAt);
  useFocusInSight(scroller);
  useRelocation(head);
  useReveal(head, scrollTo);
  // Keyboard focus was lost with the previous page, or is in the pane that opened this one.
  useEffect(() => {
    const { activeElement } = document;
    const isBeside =
      side === useApp.getState().side && activeElement?.closest('[data-active="false"]') != null;
    if (activeElement === document.body || isBeside) scroller.current?.focus();
  }, [scroller, side]);
  usePaintSignal(head, head.count === 0 || rowAt(from) !== undefined);
  const isShown = focused >= from && focused <= to && focused < head.count;
  const grid = {
    role: 'grid',
    tabIndex: 0,
    'data-pane': 'files',
    'aria-label': t('browse.filesOf', { name: head.search === null ? head.name : t('search.title') }),
    'aria-multiselectable': true,
    'aria-activedescendant': isShown ? rowId(side, focused) : undefined,
    'aria-busy': head.freshness.state === 'loading',
    onKeyDown,
    ...pointer,
  } as const;
  return { rowAt, hovered, isPressed, dropTarget, grid };
}

/** The other pane may show the same items. */
const toRowKey = (hint: DropHint | null, { viewId }: ViewHead): string | null =>
  hint !== null && hint.allowed && hint.viewId === viewId ? hint.target : null;

let isReported = false;

function usePaintSignal(head: ViewHead, rowsShown: boolean): void {
  const listed = head.freshness.state === 'fresh' || head.count > 0;
  const { count } = head;
  useEffect(() => {
    if (isReported || !listed || !rowsShown) return;
    // The first frame starts painting this commit; by the second it is visible.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (isReported) return;
        isReported = true;
        if (document.activeElement === document.body) focusPane('files');
        call('app.painted', { itemCount: count }).catch(() => undefined);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [listed, rowsShown, count]);
}
