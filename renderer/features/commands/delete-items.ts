import type { Selection, ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { tryOrToast } from '../../state/call-or-toast.ts';
import { paneShowing } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import { beginChange } from '../../state/undo-queue.ts';
import { keepOpenWhile } from '../../state/view-lifetime.ts';

export async function deleteItems({ accountId }: ViewHead, selection: Selection): Promise<void> {
  const { dialog: since, openDialogLate } = useApp.getState();
  const plan = await call('items.planDelete', { accountId, selection });
  if (plan.count === 0) return;
  const isAsked = plan.ask !== 'no' || (await call('settings.get', {})).confirmDeletes;
  if (!isAsked) return deleteNow(accountId, selection);
  const attempt = `delete ${JSON.stringify(selection)}`;
  const confirm = () => void tryOrToast({ attempt, accountId }, () => deleteNow(accountId, selection));
  openDialogLate({ name: 'confirmDelete', accountId, selection, plan, confirm }, since);
}

const deleteNow = (accountId: string, selection: Selection): Promise<void> =>
  keepOpenWhile(selection.viewId, async () => {
    await focusFirstOf(selection);
    await beginChange('items.delete', { accountId, selection });
    const { mode, itemIds } = selection;
    const unselect =
      mode === 'allExcept' ? ({ type: 'clear' } as const) : ({ type: 'forget', ids: itemIds } as const);
    paneShowing(selection.viewId)?.select(unselect);
  });

async function focusFirstOf({ viewId, mode, itemIds }: Selection): Promise<void> {
  const focus = paneShowing(viewId)?.now().selection.focus ?? null;
  if (focus === null || mode !== 'only' || !itemIds.includes(focus.itemId)) return;
  const ids = itemIds.slice(0, 200);
  const places = await Promise.all(ids.map((itemId) => call('view.locate', { viewId, itemId })));
  let first = focus;
  for (const [at, { ordinal }] of places.entries()) {
    if (ordinal !== null && ordinal < first.ordinal) first = { itemId: ids[at] ?? first.itemId, ordinal };
  }
  if (first !== focus) paneShowing(viewId)?.select({ type: 'focus', position: first });
}
