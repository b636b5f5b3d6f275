import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import { addSample, openListed } from '../testing/steps.ts';

test('opening the Personal Vault reports what it is', async () => {
  await using rig = await createRig({ content: 'empty' });
  const { drive } = rig.service;
  drive.addPersonalVault();
  const accountId = await addSample(rig);
  // It is in none of our lists, but an address or an older index may lead there.
  const folder = { driveId: drive.id, itemId: drive.idOf('Personal Vault') };
  const { head } = await openListed(rig, { accountId, folder });
  expect(head.freshness).toMatchObject({ state: 'failed', failure: { code: 'vaultLocked' } });
});
