import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Rig } from '../testing/rig.ts';
import { createRig } from '../testing/rig.ts';
import { addDrives, choice, fabrikam, registerApp, signInApp } from '../testing/app-only-steps.ts';
import { createTestVault } from '../testing/test-vault.ts';
import { addSample, offerPaths, openListed, openPath, rowsOf } from '../testing/steps.ts';

async function threeDrives(rig: Rig, keep: 'session' | 'sealed' = 'session'): Promise<string[]> {
  registerApp(rig);
  const people = ['user001', 'user002', 'user003'].map((name) => choice(`${name}@fabrikam.example`));
  const added = await addDrives(
    rig,
    await signInApp(rig, { keep, secretExpiresAt: '2026-12-24T00:00:00.000Z' }),
    ...people,
  );
  return added.map(({ account }) => account?.accountId ?? '');
}

test('lists all accounts without opening one or sending a request', async () => {
  await using rig = await createRig(fabrikam);
  const [first = '', second = ''] = await threeDrives(rig);
  const before = rig.service.counters.count();
  const overview = await rig.call('accounts.overview', {});
  expect(overview).toHaveLength(3);
  expect(overview[0]).toMatchObject({
    accountId: first,
    quota: null,
    index: null,
    transfers: { active: 0, paused: 0, conflicts: 0, failed: 0 },
    waitingUntil: null,
    app: 0,
    permissions: {
      kind: 'application',
      granted: [{ name: 'Files.ReadWrite.All' }, { name: 'User.Read.All' }],
    },
  });
  expect(rig.service.counters.count()).toBe(before);
  expect(rig.core.openedCounts()).toEqual({ accounts: 3, clients: 0, indexes: 0 });
  expect(await rig.call('accounts.askQuotas', { accountIds: [second] })).toEqual({
    doneCount: 1,
    failures: [],
  });
  await openListed(rig, { accountId: first });
  const after = await rig.call('accounts.overview', {});
  expect(after.map(({ quota }) => quota?.told.state ?? null)).toEqual([null, 'normal', null]);
  expect(after[0]?.lastUsedAt?.slice(11)).toBe('00:00:00.000Z');
  expect(after[2]?.lastUsedAt).toBeNull();
});

test('remembers the quota of a drive after a restart, and forgets it with its account', async () => {
  await using rig = await createRig();
  const accountId = await addSample(rig);
  expect(await rig.call('app.knownQuota', { accountId })).toBeNull();
  const told = await rig.call('app.quota', { accountId });
  await rig.restart();
  const before = rig.service.counters.count();
  expect(await rig.call('app.knownQuota', { accountId })).toMatchObject({ told });
  expect((await rig.call('accounts.overview', {}))[0]?.quota?.told).toEqual(told);
  expect(rig.service.counters.count()).toBe(before);
  await rig.call('accounts.remove', { accountId, includeDocuments: false });
  expect(existsSync(join(rig.userData, 'quotas.json'))).toBe(false);
});

const upload = async (rig: Rig, accountId: string) => {
  // One file each, as writing to a file being sent would change it.
  const path = join(rig.userData, `report of ${accountId}.txt`);
  writeFileSync(path, 'text');
  const { head } = await openPath(rig, accountId, 'myfiles');
  const tickets = await offerPaths(rig.session, [path]);
  return rig.call('transfers.upload', { accountId, parent: head.folder!, tickets, intent: 'upload' });
};

test('some accounts can be paused and resumed while the others continue', async () => {
  await using rig = await createRig(fabrikam);
  const [first = '', second = '', third = ''] = await threeDrives(rig);
  const held = rig.service.faults.hold({ route: 'PUT upload range', times: Number.POSITIVE_INFINITY });
  for (const accountId of [first, second, third]) await upload(rig, accountId);
  await expect.poll(() => held.struck).toBe(3);
  await rig.call('accounts.pause', { accountIds: [first, second], isPaused: true });
  const counts = async () =>
    (await rig.call('accounts.overview', {})).map(({ transfers }) => [transfers.active, transfers.paused]);
  expect(await counts()).toEqual([
    [0, 1],
    [0, 1],
    [1, 0],
  ]);
  const lost = await rig.call('accounts.planRemoveMany', { accountIds: [first, third] });
  expect(lost).toEqual({ unfinishedTransfers: 2, documents: 0, unsavedEdits: 0 });
  held.letGo();
  await rig.call('accounts.pause', { accountIds: [first, second], isPaused: false });
  await rig.waitForEvent('transfers.changed', ({ summary }) => summary.done === 3);
  expect((await rig.call('index.state', {})).map(({ state }) => state)).toEqual([
    'notEnumerated',
    'notEnumerated',
    'notEnumerated',
  ]);
});

test('an account that moves nothing can be paused: nothing starts until it is resumed, even after a restart', async () => {
  const vault = createTestVault();
  await using rig = await createRig({ ...fabrikam, adjust: (ports) => void (ports.vault = vault) });
  const [first = '', second = ''] = await threeDrives(rig, 'sealed');
  await rig.call('accounts.pause', { accountIds: [first], isPaused: true });
  const counts = async () =>
    (await rig.call('accounts.overview', {})).map(({ transfers }) => [transfers.active, transfers.paused]);
  await upload(rig, first);
  await upload(rig, second);
  await rig.waitForEvent('transfers.changed', ({ summary }) => summary.done === 1);
  const waiting = [
    [0, 1],
    [0, 0],
    [0, 0],
  ];
  expect(await counts()).toEqual(waiting);
  await rig.restart();
  expect((await rig.call('accounts.list', {})).map(({ isPaused }) => isPaused)).toEqual([true, false, false]);
  expect(await counts()).toEqual(waiting);
  const names = async () =>
    (await rowsOf(rig, (await openListed(rig, { accountId: first })).viewId)).map(({ name }) => name);
  const uploaded = `report of ${first}.txt`;
  expect(await names()).not.toContain(uploaded);
  // A single change is made at once.
  const { head } = await openListed(rig, { accountId: first });
  await rig.call('items.createFolder', { accountId: first, parent: head.folder!, name: 'Now' });
  expect(await names()).toContain('Now');
  await rig.call('accounts.pause', { accountIds: [first], isPaused: false });
  await expect.poll(names).toContain(uploaded);
});

test('a transfer of a paused account can be resumed on its own, but not retried', async () => {
  await using rig = await createRig(fabrikam);
  const [first = ''] = await threeDrives(rig);
  await rig.call('accounts.pause', { accountIds: [first], isPaused: true });
  const { batchId } = await upload(rig, first);
  await rig.call('transfers.cancel', { batchId });
  const { transfers } = await rig.call('transfers.list', {});
  const transferIds = transfers.map(({ transferId }) => transferId);
  await rig.call('transfers.retry', { transferIds });
  expect((await rig.call('transfers.list', {})).summary).toMatchObject({ paused: 1, active: 0 });
  await rig.call('transfers.resume', { transferIds });
  await rig.waitForEvent('transfers.changed', ({ summary }) => summary.done === 1);
});

test('removes many accounts at once, even if one of them doesn’t exist', async () => {
  await using rig = await createRig(fabrikam);
  const [first = '', second = '', third = ''] = await threeDrives(rig);
  const removed = await rig.call('accounts.removeMany', { accountIds: [first, 'nobody', third] });
  expect(removed).toMatchObject({ doneCount: 2, failures: [{ failure: { code: 'notFound' } }] });
  expect(await rig.call('accounts.list', {})).toMatchObject([{ accountId: second }]);
});

test('saves the chosen accounts and their permissions as CSV', async () => {
  await using rig = await createRig({
    ...fabrikam,
    adjust: (ports) => (ports.picker.chooseFolder = async () => ports.folders.userData),
  });
  const [first = '', second = ''] = await threeDrives(rig);
  await openListed(rig, { accountId: first });
  await rig.call('accounts.rename', { accountId: first, name: '=Ada' });
  const lines = async (report: 'accounts' | 'permissions', accountIds: string[]) => {
    const saved = await rig.call('accounts.export', { report, accountIds });
    return readFileSync(join(rig.userData, saved?.name ?? ''), 'utf8')
      .trim()
      .split('\r\n');
  };
  await rig.call('accounts.pause', { accountIds: [second], isPaused: true });
  const accounts = await lines('accounts', [first, second]);
  expect(accounts).toHaveLength(3);
  expect(accounts[1]).toContain(
    `${first},'=Ada,user001@fabrikam.example,,fabrikam.example,global,app,ready,,2026`,
  );
  expect(accounts[2]).toContain('user002@fabrikam.example,,fabrikam.example,global,app,paused,,2026');
  const permissions = await lines('permissions', [first]);
  expect(permissions.slice(1).map((line) => line.split(',').slice(7, 11))).toEqual([
    ['Files.ReadWrite.All', expect.stringMatching(/^20/), 'replace', 'Files.Read.All'],
    ['User.Read.All', '', 'remove', ''],
  ]);
});
