import type { DragEvent } from 'react';
import type { DragOut } from '../../../electron/contract/drags.ts';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, toRef } from '../../api/client.ts';
import { ownerOf } from '../../api/row-owner.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { dragKind, noteDragEnd, takePlan } from '../../state/drag-out.ts';
import { isSelected, selectedCount, toSelection } from '../../ui/grid/selection.ts';
import { useApp } from '../../state/store.ts';

/**
 * Drags an unselected row alone, else the selection. Items on this computer become a system drag of files.
 */
export function beginDrag(
  event: DragEvent,
  head: ViewHead,
  { item, ordinal }: { item: Item; ordinal: number },
): void {
  const { viewId, folder } = head;
  const accountId = ownerOf(item, head);
  const before = useApp.getState();
  const out = takePlan(viewId, item.itemId, before.selection);
  if (!isSelected(before.selection, item.itemId))
    before.select({ type: 'pick', position: { itemId: item.itemId, ordinal } });
  const { selection, startDrag } = useApp.getState();
  const count = selectedCount(selection, head.count);
  const drag = {
    dragId: out?.dragId ?? crypto.randomUUID(),
    accountId,
    count,
    name: item.name,
    from: folder === null ? null : toRef(folder),
    mayMixAccounts: head.search?.scope === 'all',
    driveId: folder?.driveId ?? item.driveId,
    hasFiles: out?.how === 'files',
  };
  const picked = call('drags.begin', { ...drag, selection: toSelection(viewId, selection) });
  // The drop reports a failure.
  picked.catch(() => undefined);
  startDrag({
    ...drag,
    itemIds: selection.mode === 'only' ? [...selection.ids] : [],
    pick: () => picked,
    origin: 'here',
    fetchOf: out?.how === 'fetch' ? out.dragId : null,
  });
  // If its folder is left during the drag, the row is removed and the window hears nothing of the end.
  event.target.addEventListener('dragend', noteDragEnd, { once: true });
  if (out?.how === 'files') {
    event.preventDefault();
    void callOrToast('drags.start', { dragId: out.dragId });
  } else fill(event, drag.dragId, out, count);
}

/**
 * https://html.spec.whatwg.org/multipage/dnd.html, and Chromium's DownloadURL type for a file downloaded on
 * drop.
 */
function fill(event: DragEvent, dragId: string, out: DragOut | null, count: number): void {
  event.dataTransfer.setData(dragKind, dragId);
  event.dataTransfer.effectAllowed = 'copyMove';
  if (out?.content != null) {
    const { mimeType, name, url } = out.content;
    event.dataTransfer.setData('DownloadURL', `${mimeType}:${name}:${url}`);
  }
  if (out?.how === 'fetch') showAtPointer(event, t('dragOut.fetchFirst', { count }));
}

function showAtPointer(event: DragEvent, text: string): void {
  const label = document.createElement('div');
  label.textContent = text;
  label.dataset['dragImage'] = '';
  Object.assign(label.style, {
    position: 'fixed',
    insetBlockStart: '-200px',
    insetInlineStart: '0',
    maxWidth: '320px',
    padding: '8px 14px',
    borderRadius: '16px',
    fontSize: '14px',
    color: 'var(--colorNeutralForegroundInverted)',
    backgroundColor: 'var(--colorNeutralBackgroundInverted)',
  });
  event.currentTarget.append(label);
  event.dataTransfer.setDragImage(label, -12, -12);
  // The browser takes its snapshot after this handler returns.
  setTimeout(() => label.remove());
}
