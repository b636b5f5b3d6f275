import type { DragEvent } from 'react';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { ownerOf } from '../../api/row-owner.ts';
import { isSelected, selectedCount, toSelection } from '../../state/selection.ts';
import { useApp } from '../../state/store.ts';

/** Without a kind of its own the browser begins no drag. Nothing of the items is in it: other windows get nothing. */
const dragKind = 'application/x-slipway-items';

/** A row that is not selected goes alone; else all of the selection goes, as a rule and not as ids. */
export function beginDrag(
  event: DragEvent,
  head: ViewHead,
  { item, ordinal }: { item: Item; ordinal: number },
): void {
  const { viewId, folder } = head;
  const accountId = ownerOf(item, head);
  const before = useApp.getState();
  if (!isSelected(before.selection, item.itemId))
    before.select({ type: 'pick', position: { itemId: item.itemId, ordinal } });
  const { selection, startDrag } = useApp.getState();
  event.dataTransfer.setData(dragKind, '1');
  event.dataTransfer.effectAllowed = 'copyMove';
  const picked = call('items.pick', { accountId, selection: toSelection(viewId, selection) });
  // The drop tells of a failure.
  picked.catch(() => undefined);
  startDrag({
    accountId,
    count: selectedCount(selection, head.count),
    name: item.name,
    from: folder,
    mayMixAccounts: head.search?.scope === 'all',
    driveId: folder?.driveId ?? item.driveId,
    itemIds: selection.mode === 'only' ? [...selection.ids] : [],
    picked,
  });
}

export function endDrag(): void {
  const { startDrag, hintDrop } = useApp.getState();
  startDrag(null);
  hintDrop(null);
}
