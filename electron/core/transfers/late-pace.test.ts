import { expect, test } from 'vitest';
import { bytesOf, createTransferRig } from '../testing/transfer-steps.ts';

test('T43 a failed transfer stays failed if its account must wait while the failure is being saved', async () => {
  await using rig = await createTransferRig();
  await rig.call('settings.change', { filesAtOnce: 10 });
  const names = Array.from({ length: 30 }, (_, number) => `${number}.bin`);
  const paths = await Promise.all(names.map((name) => rig.write(name, bytesOf(100))));
  // Alternates refusals and throttling: the wait for one ends during the other.
  for (let nth = 1; nth < 60; nth += 3)
    rig.service.faults.add({ route: 'PUT content', nth, status: 429, headers: { 'Retry-After': '1' } });
  rig.service.faults.add({ route: 'PUT content', nth: 2, times: 200, status: 403, code: 'accessDenied' });
  const states = (await rig.upload(paths)).map(({ state, failure }) => `${state} ${failure?.code}`);
  expect(new Set(states)).toEqual(new Set(['failed addRefused']));
});
