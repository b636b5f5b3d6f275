import type { Payload } from '../../electron/contract/api.ts';
import type { DragOut } from '../../electron/contract/drags.ts';
import type { Item, ViewHead } from '../../electron/contract/records.ts';
import type { TransferBatch } from '../../electron/contract/transfer-list.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { call, failureOf } from '../api/client.ts';
import { ownerOf } from '../api/row-owner.ts';
import { callOrToast } from './call-or-toast.ts';
import { endSprings } from './spring-load.ts';
import { isSelected, selectedCount, type SelectionState, toSelection } from '../ui/grid/selection.ts';
import { type Drag, useApp } from './store.ts';

/** Its data is only an id, which means nothing to other programs and profiles. */
export const dragKind = 'application/x-slipway-items';

/** For more items a plan would take too long. */
const maxItems = 1_000;

interface Planned {
  viewId: string;
  /** null: only the item. */
  selection: SelectionState | null;
  itemId: string;
  out: DragOut | null;
}

let planned: Planned | null = null;
let isOutside = false;
const fetching = new Map<string, { count: number; name: string; toastId: number }>();

export function planDrag(
  head: ViewHead,
  item: Item,
  selection: SelectionState,
  onPlanned: (how: DragOut['how']) => void,
): void {
  const { viewId, count } = head;
  const { itemId } = item;
  const isPart = isSelected(selection, itemId);
  const request: Planned = { viewId, selection: isPart ? selection : null, itemId, out: null };
  planned = request;
  const selected = isPart ? selectedCount(selection, count) : 1;
  // In a search across accounts the selection may include other accounts' items, and part of it must not pass
  // for all.
  if (selected > (head.search?.scope === 'all' ? 1 : maxItems)) return;
  const accountId = ownerOf(item, head);
  const requested = isPart
    ? toSelection(viewId, selection)
    : { viewId, mode: 'only' as const, itemIds: [itemId] };
  call('drags.plan', { accountId, selection: requested }).then(
    (out) => {
      request.out = out;
      if (planned === request) onPlanned(out.how);
    },
    // Without a plan, items can only be dragged inside the window.
    () => undefined,
  );
}

/** null if the plan is for another row. `selection`: as on pointer down. */
export function takePlan(viewId: string, itemId: string, selection: SelectionState): DragOut | null {
  const plan = planned;
  planned = null;
  if (plan?.viewId !== viewId) return null;
  const isSame = plan.selection === null ? plan.itemId === itemId : plan.selection === selection;
  return isSame ? plan.out : null;
}

export function noteOutside(isNow: boolean): void {
  isOutside = isNow;
}

/** `isAccepted`: dropped in a window that accepted it, this or another one. */
export function endDrag({ isAccepted = false } = {}): void {
  const { drag, startDrag, hintDrop } = useApp.getState();
  const wasOutside = isOutside;
  isOutside = false;
  endSprings(drag === null);
  if (drag === null) return;
  startDrag(null);
  hintDrop(null);
  if (drag.origin !== 'here') return;
  call('drags.end', { dragId: drag.dragId }).catch(() => undefined);
  if (wasOutside && !isAccepted && drag.fetchOf !== null) void fetchDragged(drag.fetchOf, drag);
}

export function noteDragEnd(event: Event): void {
  const effect = event instanceof DragEvent ? event.dataTransfer?.dropEffect : undefined;
  endDrag({ isAccepted: effect !== undefined && effect !== 'none' });
}

/** The drop may be noticed only after the end. */
export function receiveDrag({ dragId, drag }: Payload<'drags.changed'>): void {
  const { drag: now, startDrag, hintDrop } = useApp.getState();
  if (now?.dragId === dragId && now.origin === 'here') return;
  if (drag === null) {
    if (now?.dragId !== dragId) return;
    startDrag({ ...now, origin: 'ended' });
    hintDrop(null);
  } else {
    const { folderIds: itemIds, ...what } = drag;
    const pick = () => call('drags.adopt', { dragId });
    startDrag({ ...what, itemIds, pick, origin: 'elsewhere', fetchOf: null });
  }
}

async function fetchDragged(dragId: string, { count, name }: Drag): Promise<void> {
  const { toast, toastFailure } = useApp.getState();
  try {
    const { batchId } = await call('drags.fetch', { dragId });
    const cancel = { label: t('app.cancel'), run: () => void callOrToast('transfers.cancel', { batchId }) };
    const text = t('dragOut.fetching', { count, name });
    const toastId = toast({ text, moreActions: [cancel], lifeMs: 10_000 });
    fetching.set(batchId, { count, name, toastId });
  } catch (thrown) {
    toastFailure(failureOf(thrown));
  }
}

export function announceFetched({ batchId, counts }: TransferBatch): boolean {
  const fetched = fetching.get(batchId);
  fetching.delete(batchId);
  if (fetched === undefined) return false;
  const { toast, closeToast } = useApp.getState();
  const { count, name, toastId } = fetched;
  closeToast(toastId);
  if (counts.done < counts.all) return false;
  toast({ tone: 'success', text: t('dragOut.fetched', { count, name }), lifeMs: 10_000 });
  return true;
}
