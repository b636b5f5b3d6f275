import type { ChangeOutcome } from '../../electron/contract/changes.ts';
import type { ViewHead } from '../../electron/contract/records.ts';
import { type Pane, paneBeside } from './pane.ts';
import { isArrived, isUntouchedSince, type SelectionState } from '../ui/grid/selection.ts';
import { useApp } from './store.ts';

export type SelectionsThen = ReadonlyMap<number, SelectionState>;

const panesNow = (): Pane[] => {
  const { side, other } = useApp.getState();
  return other === null ? [paneBeside(side)] : [paneBeside('start'), paneBeside('end')];
};

export const selectionsNow = (): SelectionsThen =>
  new Map(panesNow().map(({ now }) => [now().paneId, now().selection]));

/**
 * What a person has selected since the request stays, and so does the selection of the inactive pane, and one
 * for a menu, a dialog or a new name.
 */
export function selectArrived(
  { accountId, folder, itemIds }: ChangeOutcome,
  then: SelectionsThen,
  headOf: (viewId: string) => ViewHead | null,
): void {
  if (folder === null || itemIds.length === 0) return;
  const { paneId: activeId, contextMenu, dialog } = useApp.getState();
  if (contextMenu !== null || dialog !== null) return;
  for (const { now, reveal } of panesNow()) {
    const { viewId, paneId, selection, renamingId } = now();
    if (renamingId !== null) continue;
    const head = viewId === null ? null : headOf(viewId);
    const isThere = head?.accountId === accountId && head.search === null;
    if (!isThere || head.folder?.itemId !== folder.itemId) continue;
    const before = then.get(paneId);
    const isFree =
      paneId === activeId
        ? before === undefined || isUntouchedSince(selection, before)
        : selection.mode === 'only' && (selection.ids.size === 0 || isArrived(selection));
    if (isFree) reveal(...itemIds);
  }
}

/** Of more items, only the first are looked up in the view. */
export const maxLocated = 200;

/** `located`: of the first items, those that the view shows. */
export function toShownIds(
  itemIds: readonly string[],
  located: readonly string[],
  isFiltered: boolean,
): readonly string[] {
  // A filter may hide others, and commands must not act on what isn't shown.
  return itemIds.length > maxLocated && !isFiltered ? itemIds : located;
}
