import { toFailure } from '../../electron/contract/error-codes.ts';
import type { AccessChange } from '../../electron/contract/changes.ts';
import type { ItemRef, Picked } from '../../electron/contract/records.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { call, CallFailed, toRef } from '../api/client.ts';
import { tryOrToast } from './call-or-toast.ts';
import { paneBeside } from './pane.ts';
import type { SelectionState } from '../ui/grid/selection.ts';
import { useApp, type Verb } from './store.ts';
import { beginChange } from './undo-queue.ts';

export interface CarryTarget {
  accountId: string;
  /** Or its path if the ids aren't known: "myfiles". */
  parent: ItemRef | string;
}

/**
 * Asks before transferring through this computer. `saysAccess`: what a move means for those who see shared
 * items. `isFromHere`: this window's selection may have been moved.
 */
export async function carry(
  verb: Verb,
  picked: Picked,
  target: CarryTarget,
  { saysAccess = true, isFromHere = true }: { saysAccess?: boolean; isFromHere?: boolean } = {},
): Promise<void> {
  // The selection may change, or the other pane become active, before the answer arrives.
  const { selection: moved, dialog: since } = useApp.getState();
  const { accountId } = target;
  const attempt = `${verb} ${JSON.stringify([picked.accountId, picked.paths, accountId, target.parent])}`;
  await tryOrToast({ attempt, accountId: picked.accountId }, async () => {
    const to = await findParent(target);
    const { pickId } = picked;
    const about = { verb, pickId, accountId, to };
    const plan = await call('items.planCarry', about);
    if (plan !== null) {
      const confirm = () => {
        void tryOrToast({ attempt, accountId }, () => beginChange('items.carry', about, { what: 'carry' }));
      };
      return useApp.getState().openDialogLate({ name: 'carry', verb, picked, plan, confirm }, since);
    }
    const method = verb === 'move' ? 'items.move' : 'items.copy';
    const { batch } = await beginChange(method, { pickId, accountId, to });
    const { count } = batch;
    if (count > 0 && verb === 'move' && isFromHere) clearSelection(moved);
    if (count > 0 && verb === 'move' && saysAccess && picked.sharedCount > 0)
      useApp.getState().toast({ text: t('carry.movedShared', { count: picked.sharedCount }) });
    if (count > 0 && saysAccess) announceAccess(verb, batch, picked);
    if (count === 0) useApp.getState().toast({ text: t('carry.nothing', { count: picked.count }) });
  });
}

/** What is shared itself was said before. */
function announceAccess(
  verb: Verb,
  { count, leavesShared, entersShared }: Partial<AccessChange> & { count: number },
  picked: Picked,
) {
  const { toast } = useApp.getState();
  if (leavesShared === true) toast({ text: t('carry.leftShared', { count }) });
  // Moved items that are shared are told apart; copies aren't shared.
  const isTold = verb === 'move' && picked.sharedCount === picked.count;
  if (entersShared === true && !isTold) toast({ text: t('carry.entersShared', { verb }) });
}

function clearSelection(moved: SelectionState): void {
  for (const pane of [paneBeside('start'), paneBeside('end')])
    if (pane.now().selection === moved) pane.select({ type: 'clear' });
}
export const toClipText = ({ paths }: Picked): string => paths.join('\n');

export async function findParent({ accountId, parent }: CarryTarget): Promise<ItemRef> {
  if (typeof parent !== 'string') return toRef(parent);
  const { folder } = await call('paths.resolve', { accountId, text: parent });
  if (folder === null) throw new CallFailed(toFailure('notAFolder', parent));
  return folder;
}
