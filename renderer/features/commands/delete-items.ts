import type { Selection, ViewHead } from '../../../electron/contract/records.ts';
import { call, failureOf } from '../../api/client.ts';
import { useApp } from '../../state/store.ts';

/** Asks main what the delete would affect, asks the person where that needs confirming, then deletes. */
export async function deleteItems({ accountId }: ViewHead, selection: Selection): Promise<void> {
  const plan = await call('items.planDelete', { accountId, selection });
  if (plan.count === 0) return;
  const go = () => void deleteNow(accountId, selection).catch(showFailure);
  const isAsked = plan.ask !== 'no' || (await call('settings.get', {})).confirmDeletes;
  if (!isAsked) go();
  else useApp.getState().openDialog({ name: 'confirmDelete', accountId, selection, plan, confirm: go });
}

/** What came of it is told when it has ended. */
async function deleteNow(accountId: string, selection: Selection): Promise<void> {
  await focusFirstOf(selection);
  await call('items.delete', { accountId, selection });
  const { mode, itemIds } = selection;
  useApp.getState().select(mode === 'allExcept' ? { type: 'clear' } : { type: 'forget', ids: itemIds });
}

/** Moves the focus to the first row to be deleted, because the row after them will take its place. */
async function focusFirstOf({ viewId, mode, itemIds }: Selection): Promise<void> {
  const { selection, select } = useApp.getState();
  const { focus } = selection;
  if (focus === null || mode !== 'only' || !itemIds.includes(focus.itemId)) return;
  const ids = itemIds.slice(0, 200);
  const places = await Promise.all(ids.map((itemId) => call('view.locate', { viewId, itemId })));
  let first = focus;
  for (const [at, { ordinal }] of places.entries()) {
    if (ordinal !== null && ordinal < first.ordinal) first = { itemId: ids[at] ?? first.itemId, ordinal };
  }
  if (first !== focus) select({ type: 'focus', position: first });
}

function showFailure(thrown: unknown): void {
  useApp.getState().toastFailure(failureOf(thrown));
}
