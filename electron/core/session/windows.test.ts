import { expect, test } from 'vitest';
import { offerPaths } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

test('tickets of a window don’t work in another one, nor after it is closed', async () => {
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

test('a view still being opened for a window that closes is closed with it', async () => {
  await using rig = await createTransferRig();
  const { accountId } = rig;
  const sort = [{ key: 'name' as const, direction: 'ascending' as const }];
  const folder = { accountId, place: 'myfiles' as const, folder: null, sort, filter: '' };
  const search = { accountId, scope: 'all' as const, near: null, within: null, sort, filter: 'a' };
  const cancelled = { ok: false, error: { code: 'cancelled' } };
  for (const [method, input] of [
    ['view.open', folder],
    ['search.open', search],
  ] as const) {
    const window = rig.core.connect(() => undefined);
    const opening = window.call(method, input);
    window.close();
    expect(await opening, method).toMatchObject(cancelled);
  }
});
