import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import { createTestBrowser, signInAs } from '../testing/sign-in-steps.ts';
import { addSample, openListed } from '../testing/steps.ts';

test('adds the sample drive only once, however often it is requested', async () => {
  await using rig = await createRig();
  const [first, second] = await Promise.all([
    rig.call('accounts.addSample', {}),
    rig.call('accounts.addSample', {}),
  ]);
  expect(second).toEqual(first);
  expect(await rig.call('accounts.addSample', {})).toEqual(first);
  expect(await rig.call('accounts.list', {})).toEqual([first]);
});

test('takes the person’s identity from the service, and stores no secret', async () => {
  await using rig = await createRig({ driveType: 'business' });
  const account = await rig.call('accounts.addSample', {});
  expect(account).toMatchObject({
    kind: 'sample',
    displayName: 'Alex Sample',
    address: 'alex@contoso.example',
    driveType: 'business',
    driveId: rig.service.drive.id,
    canUndoDelete: false,
  });
  const kept = readFileSync(join(rig.userData, 'accounts.json'), 'utf8');
  expect(kept).toContain(account.accountId);
  expect(kept).not.toContain(rig.service.accessToken);
});

test('shows the quota of the drive', async () => {
  await using rig = await createRig({ content: 'empty', quotaBytes: 1_000_000 });
  rig.service.drive.addFile('a', { sizeBytes: 250_000 });
  const accountId = await addSample(rig);
  expect(await rig.call('app.quota', { accountId })).toEqual({
    totalBytes: 1_000_000,
    usedBytes: 250_000,
    deletedBytes: 0,
    remainingBytes: 750_000,
    state: 'normal',
  });
});

test('removing an account removes its views and its index', async () => {
  await using rig = await createRig();
  const accountId = await addSample(rig);
  const { viewId } = await openListed(rig, { accountId });
  const file = join(rig.userData, 'index', `${accountId}.sqlite`);
  expect(existsSync(file)).toBe(true);
  await rig.call('accounts.remove', { accountId, includeDocuments: false });
  await rig.waitForEvent('accounts.changed', (accounts) => accounts.length === 0);
  expect(existsSync(file)).toBe(false);
  expect((await rig.failure('view.rows', { viewId, from: 0, to: 1 })).code).toBe('viewGone');
  expect((await rig.failure('app.quota', { accountId })).code).toBe('notFound');
  expect(existsSync(join(rig.userData, 'accounts.json'))).toBe(false);
  await rig.restart();
  expect(await rig.call('accounts.list', {})).toEqual([]);
});

test('an account can be removed during a listing', async () => {
  await using rig = await createRig();
  const accountId = await addSample(rig);
  const held = rig.service.faults.hold({ route: 'GET children' });
  await rig.call('view.open', { accountId, place: 'myfiles', folder: null, sort: [], filter: '' });
  await rig.call('accounts.remove', { accountId, includeDocuments: false });
  expect(await rig.call('accounts.list', {})).toEqual([]);
  held.letGo();
});

test('starts even if the list of accounts can’t be read', async () => {
  await using rig = await createRig();
  await addSample(rig);
  for (const broken of ['{', '{}', '[{"account":{}}]']) {
    writeFileSync(join(rig.userData, 'accounts.json'), broken);
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toEqual([]);
  }
});

test('keeps the old order and groups if the new ones can’t be written, and accepts them later', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ driveType: 'business', adjust: browser.adjust });
  const mine = await addSample(rig);
  const { accountId: kims } = await signInAs(rig, browser, 'Kim');
  const listed = async () =>
    (await rig.call('accounts.list', {})).map(({ accountId, group }) => [accountId, group]);
  const before = await listed();
  expect(before).toEqual([
    [mine, null],
    [kims, null],
  ]);
  const accounts = [
    { accountId: kims, group: 'Work' },
    { accountId: mine, group: 'Work' },
  ];
  const file = join(rig.userData, 'accounts.json');
  await rename(file, `${file}.elsewhere`);
  await mkdir(join(file, 'taken'), { recursive: true });
  expect(await rig.failure('accounts.arrange', { accounts })).toMatchObject({ code: 'profileUnwritable' });
  expect(await listed()).toEqual(before);
  await rm(file, { recursive: true });
  await rename(`${file}.elsewhere`, file);
  await rig.call('accounts.arrange', { accounts });
  await rig.restart();
  expect(await listed()).toEqual([
    [kims, 'Work'],
    [mine, 'Work'],
  ]);
});

test('lists no account that can’t be written, and adds it later', async () => {
  await using rig = await createRig();
  const file = join(rig.userData, 'accounts.json');
  await mkdir(join(file, 'taken'), { recursive: true });
  expect(await rig.failure('accounts.addSample', {})).toMatchObject({ code: 'profileUnwritable' });
  expect(await rig.call('accounts.list', {})).toEqual([]);
  await rm(file, { recursive: true });
  const added = await rig.call('accounts.addSample', {});
  expect(await rig.call('accounts.list', {})).toEqual([added]);
});
