import type { Input } from '../../contract/api.ts';
import type { ChangeOutcome } from '../../contract/changes.ts';
import type { Rig } from './rig.ts';

export const endOf = (rig: Rig, { batchId }: { batchId: string }): Promise<ChangeOutcome> =>
  rig.waitForEvent('changes.ended', (outcome) => outcome.batchId === batchId);

export async function deleteAll(rig: Rig, input: Input<'items.delete'>): Promise<ChangeOutcome> {
  return endOf(rig, await rig.call('items.delete', input));
}

export async function undoAll(rig: Rig, { batchId }: { batchId: string }): Promise<ChangeOutcome> {
  return endOf(rig, await rig.call('changes.undo', { batchId, entryIds: null }));
}

export async function untilNetworkSignIn(rig: Rig): Promise<void> {
  await rig.waitForEvent('transfers.changed', ({ transfers }) =>
    transfers.some(({ waitReason }) => waitReason === 'networkSignIn'),
  );
}
