import { expect, test } from 'vitest';
import { offerPaths } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

test('tickets of a window are worth nothing in another one, and nothing at all once it is gone', async () => {
  await using rig = await createTransferRig();
  const { accountId, root: parent } = rig;
  const path = await rig.write('a.txt', 'text');
  const [one, other] = [rig.core.connect(() => undefined), rig.core.connect(() => undefined)];
  const upload = (tickets: string[]) => ({ accountId, parent, tickets, intent: 'upload' as const });
  const unknown = { ok: false, error: { code: 'ticketUnknown' } };
  const tickets = await offerPaths(one, [path]);
  expect(await other.call('transfers.upload', upload(tickets))).toMatchObject(unknown);
  one.close();
  expect(await one.call('transfers.upload', upload(tickets))).toMatchObject(unknown);
  expect((await rig.call('transfers.list', {})).transfers).toEqual([]);
});
