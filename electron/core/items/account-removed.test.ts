import { expect, test } from 'vitest';
import { endOf } from '../testing/change-steps.ts';
import { openPath } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

test('a change whose account is removed meanwhile ends, so nothing waits for it forever', async () => {
  await using rig = await createTransferRig({ driveType: 'personal' });
  const { accountId, service } = rig;
  service.drive.addFile('a.txt', 'a');
  const held = service.faults.hold({ route: 'DELETE item', reset: 'beforeEffect' });
  const { viewId } = await openPath(rig, accountId, 'myfiles');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const begun = await rig.call('items.delete', { accountId, selection });
  const ended = endOf(rig, begun);
  await expect.poll(() => held.struck).toBe(1);
  const removed = rig.call('accounts.remove', { accountId, includeDocuments: false });
  held.letGo();
  await removed;
  const { kind, doneCount, cancelledCount } = await ended;
  expect({ kind, ended: doneCount + cancelledCount }).toEqual({ kind: 'delete', ended: 1 });
});
