import { expect, test } from 'vitest';
import { createTestBrowser, signInAs } from '../testing/sign-in-steps.ts';
import { offerPaths, openPath } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

test('T45 transfers of a throttled account wait, and those of another continue', async () => {
  const browser = createTestBrowser();
  await using rig = await createTransferRig({ driveType: 'business', adjust: browser.adjust });
  // The clock does not skip the sign-in or the wait.
  rig.clock.hold();
  const kim = await signInAs(rig, browser, 'Kim');
  const { head } = await openPath(rig, kim.accountId, 'myfiles');
  rig.service.faults.add({
    route: 'POST createUploadSession',
    status: 429,
    headers: { 'Retry-After': '600' },
  });
  const waiting = await rig.begin([await rig.write('mine.txt', 'mine')]);
  await rig.until(waiting, ({ waitReason }) => waitReason === 'throttled');

  const tickets = await offerPaths(rig.session, [await rig.write('theirs.txt', 'theirs')]);
  const to = { accountId: kim.accountId, parent: head.folder!, tickets, intent: 'upload' as const };
  const { batchId } = await rig.call('transfers.upload', to);
  expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', outcome: 'created' }]);
  expect(await rig.of(waiting)).toMatchObject([{ state: 'waiting', waitReason: 'throttled' }]);
  rig.clock.letPass();
  expect(await rig.settled(waiting)).toMatchObject([{ state: 'done', outcome: 'created' }]);
});
