import { expect, test } from 'vitest';
import type { Output } from '../../../contract/api.ts';
import type { DriveOwner } from '../../../contract/sign-in.ts';
import {
  addDrives,
  appId,
  appRequest,
  choice,
  driveOf,
  fabrikam,
  offerCertificate,
  registerApp,
  signInApp,
} from '../../testing/app-only-steps.ts';
import { createRig } from '../../testing/rig.ts';
import { beginUntil, signInStands } from '../../testing/sign-in-steps.ts';
import { namesOf, openListed, openPath } from '../../testing/steps.ts';

const person = 'user001@fabrikam.example';

test('an app finds a person by name and opens their drive, without ever requesting /me', async () => {
  await using rig = await createRig(fabrikam);
  registerApp(rig);
  const signIn = await signInApp(rig);
  expect(signIn).toMatchObject({
    state: 'chooseDrives',
    granted: ['Files.ReadWrite.All', 'User.Read.All'],
  });
  const found = await rig.call('signIn.findOwners', { signInId: signIn.signInId, text: 'ada' });
  expect(found.map(({ address }) => address)).toContain(person);
  const [added] = await addDrives(rig, signIn, choice(found[0]?.userId ?? '', { group: 'Finance' }));
  expect(added).toMatchObject({
    failure: null,
    account: {
      kind: 'app',
      displayName: found[0]?.displayName,
      address: found[0]?.address,
      group: 'Finance',
      tenant: 'fabrikam.example',
      places: ['myfiles'],
      rootPath: null,
      canWrite: true,
    },
  });
  expect(await signInStands(rig, signIn.signInId, 'done')).toMatchObject({
    account: { accountId: added?.account?.accountId },
  });
  const accountId = added?.account?.accountId ?? '';
  await openListed(rig, { accountId });
  expect(rig.service.counters.count('GET me')).toBe(0);
  expect((await rig.failure('paths.resolve', { accountId, text: 'shared/HR' })).code).toBe('noSharedPlace');
});

test('lists everybody in the organization by name in parts, and checks only visible people for a drive', async () => {
  await using rig = await createRig({
    ...fabrikam,
    tenants: [{ domain: 'fabrikam.example', people: 2500 }],
  });
  registerApp(rig);
  const { world, counters } = rig.service;
  const { signInId } = await signInApp(rig);
  const sizes: number[] = [];
  const people: DriveOwner[] = [];
  let cursor: string | null = null;
  do {
    const page: Output<'signIn.listOwners'> = await rig.call('signIn.listOwners', { signInId, cursor });
    sizes.push(page.owners.length);
    people.push(...page.owners);
    cursor = page.cursor;
  } while (cursor !== null);
  expect(sizes).toEqual([999, 999, 502]);
  expect(new Set(people.map(({ userId }) => userId)).size).toBe(2500);
  const names = people.map(({ displayName }) => displayName);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
  expect(counters.count('GET drive')).toBe(0);
  expect(await rig.failure('signIn.listOwners', { signInId, cursor: 'made-up' })).toMatchObject({
    code: 'notFound',
  });

  const visible = people.slice(0, 25);
  world.mysites.set(visible[1]?.address ?? '', 'missing');
  world.mysites.set(visible[23]?.address ?? '', 'unlicensed');
  world.mysites.set(visible[24]?.address ?? '', 'notAllowed');
  const userIds = visible.map(({ userId }) => userId);
  const states = await rig.call('signIn.checkDrives', { signInId, userIds });
  expect(states.map((state, at) => (state === 'ready' ? null : [at, state])).filter(Boolean)).toEqual([
    [1, 'notReady'],
    [23, 'noLicence'],
    [24, 'notReady'],
  ]);
  expect([counters.count('POST batch'), counters.count('GET drive')]).toEqual([2, 25]);
});

test('adding drives in several steps keeps the sign-in open until the last one', async () => {
  await using rig = await createRig(fabrikam);
  registerApp(rig);
  const { signInId } = await signInApp(rig);
  const add = (user: string, keepOpen: boolean) =>
    rig.call('signIn.addDrives', { signInId, drives: [choice(user)], keepOpen });
  await add(person, true);
  await add('user002@fabrikam.example', false);
  await signInStands(rig, signInId, 'done');
  expect(await rig.call('accounts.list', {})).toHaveLength(2);
  expect((await rig.failure('signIn.checkDrives', { signInId, userIds: [person] })).code).toBe('notFound');
});

test('without User.Read.All, people can’t be searched, but a typed address opens the drive', async () => {
  await using rig = await createRig(fabrikam);
  registerApp(rig, ['Files.Read.All']);
  const signIn = await signInApp(rig);
  const { signInId } = signIn;
  for (const refused of [
    await rig.failure('signIn.findOwners', { signInId, text: 'ada' }),
    await rig.failure('signIn.listOwners', { signInId, cursor: null }),
  ])
    expect(refused).toMatchObject({ code: 'permissionNotRegistered', facts: { scopes: ['User.Read.All'] } });
  const [added] = await addDrives(rig, signIn, choice(person));
  expect(added?.account).toMatchObject({ displayName: 'Ada Abe', address: person, canWrite: false });
  expect(rig.service.counters.count('GET user')).toBe(0);
});

test('an app without approved permissions fails before it lists anything, and works once they are approved', async () => {
  await using rig = await createRig(fabrikam);
  registerApp(rig, []);
  const failed = await signInApp(rig);
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'noApplicationRoles' } });
  expect(rig.service.counters.count('GET drive')).toBe(0);
  rig.service.directory.findApp(appId)?.roles.push('Files.Read.All');
  expect((await signInApp(rig)).state).toBe('chooseDrives');
});

test('reports why a drive can’t be opened, and opens the others', async () => {
  await using rig = await createRig(fabrikam);
  registerApp(rig);
  const { world } = rig.service;
  world.mysites.set('user002@fabrikam.example', 'missing');
  world.mysites.set('user003@fabrikam.example', 'unlicensed');
  const signIn = await signInApp(rig);
  const added = await addDrives(
    rig,
    signIn,
    choice('nobody@fabrikam.example'),
    choice('user002@fabrikam.example'),
    choice('user003@fabrikam.example'),
    choice('user004@fabrikam.example', { rootPath: '/Finance/2026' }),
    choice('user005@fabrikam.example', { rootPath: '/Fin?nce' }),
    choice(person),
  );
  expect(added.map(({ failure }) => [failure?.code, failure?.subject])).toEqual([
    ['userUnknown', 'nobody@fabrikam.example'],
    ['driveNotReady', 'user002@fabrikam.example'],
    ['noLicence', 'user003@fabrikam.example'],
    ['pathNotFound', 'Finance'],
    ['badName', 'Fin?nce'],
    [undefined, undefined],
  ]);
  expect(await rig.call('accounts.list', {})).toMatchObject([{ address: person }]);
  // The sign-in stays open until the others are corrected.
  expect((await addDrives(rig, signIn, choice('user004@fabrikam.example')))[0]?.failure).toBeNull();
  await signInStands(rig, signIn.signInId, 'done');
});

test('a folder chosen as root is where breadcrumbs, paths and folders begin', async () => {
  await using rig = await createRig(fabrikam);
  registerApp(rig);
  const drive = driveOf(rig, person);
  drive.addFile('Finance/2026/January/bill.txt', 'x');
  drive.addFile('Secret plans.txt', 'x');
  const signIn = await signInApp(rig);
  const [added] = await addDrives(rig, signIn, choice(person, { rootPath: '/Finance/2026/' }));
  expect(added?.account).toMatchObject({ rootPath: '/Finance/2026' });
  const accountId = added?.account?.accountId ?? '';
  const root = await openListed(rig, { accountId });
  expect(await namesOf(rig, root.viewId)).toEqual(['January']);
  expect(root.head).toMatchObject({ path: 'myfiles', crumbs: [{ path: 'myfiles' }] });
  const january = await openPath(rig, accountId, 'myfiles/January');
  expect(january.head.crumbs.map(({ path }) => path)).toEqual(['myfiles', 'myfiles/January']);
  expect(await namesOf(rig, january.viewId)).toEqual(['bill.txt']);
  expect(await rig.failure('paths.resolve', { accountId, text: 'myfiles/Finance' })).toMatchObject({
    code: 'pathNotFound',
    facts: { missing: 'Finance', nearest: 'myfiles' },
  });
  // A whole drive and one of its folders are two accounts; the same folder again is the same account.
  const again = await signInApp(rig);
  const both = await addDrives(rig, again, choice(person), choice(person, { rootPath: '/finance/2026' }));
  expect(both[1]?.account?.accountId).toBe(accountId);
  expect(both[0]?.account?.accountId).not.toBe(accountId);
});

test('an app signs in with a certificate, and its expiry date is known', async () => {
  await using rig = await createRig(fabrikam);
  const { ticket } = await offerCertificate(rig);
  const { purpose, keep, accountId, registration } = appRequest();
  const request = { method: 'certificate' as const, purpose, keep, accountId, registration, password: null };
  const signIn = await beginUntil(rig, { ...request, tickets: [ticket] }, 'chooseDrives', 'failed');
  expect(signIn.failure).toBeNull();
  const [added] = await addDrives(rig, signIn, choice(person));
  expect(Date.parse(added?.account?.secretExpiresAt ?? '')).toBeGreaterThan(Date.now());
  await openListed(rig, { accountId: added?.account?.accountId ?? '' });
  // The ticket is used up.
  expect((await rig.failure('signIn.begin', { ...request, tickets: [ticket] })).code).toBe('ticketUnknown');
});

test('a new secret of an app applies to all accounts of that app and to no others', async () => {
  await using rig = await createRig(fabrikam);
  registerApp(rig);
  const signIn = await signInApp(rig, { secretExpiresAt: '2027-01-31T00:00:00.000Z' });
  const added = await addDrives(rig, signIn, choice(person), choice('user002@fabrikam.example'));
  const [first] = added.map(({ account }) => account?.accountId ?? '');
  await rig.restart();
  expect(await rig.call('accounts.list', {})).toMatchObject([
    { state: 'signInNeeded', secretExpiresAt: '2027-01-31T00:00:00.000Z' },
    { state: 'signInNeeded' },
  ]);
  const renewed = await signInApp(rig, { accountId: first ?? '' });
  expect(renewed).toMatchObject({ state: 'done', account: { accountId: first } });
  expect(await rig.call('accounts.list', {})).toMatchObject([
    { state: 'ready', secretExpiresAt: null },
    { state: 'ready' },
  ]);
  await openListed(rig, { accountId: first ?? '' });
  const other = 'aaaa2e3f-aaaa-4bbb-8ccc-ddddeeee0002';
  rig.service.directory.register({ clientId: other, secrets: ['other'], roles: ['Files.Read.All'] });
  const wrong = await signInApp(rig, {
    accountId: first ?? '',
    secret: 'other',
    registration: { ...appRequest().registration, clientId: other },
  });
  // The account's own app is used, whatever the form says.
  expect(wrong).toMatchObject({ state: 'failed', failure: { code: 'wrongSecret' } });
  expect(appId).not.toBe(other);
});
