import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addDrives, choice, fabrikam, registerApp, signInApp } from '../../testing/app-only-steps.ts';
import { createRig } from '../../testing/rig.ts';
import { openListed } from '../../testing/steps.ts';
import { toLeastScope } from './least-scope.ts';
import { reviewPermissions } from './review.ts';

const own = { kind: 'delegated', driveId: 'AB12', rootPath: null } as const;

test.each([
  ['GET', '/me', 'User.Read'],
  ['GET', '/me/drive/root/children?$top=1', 'Files.Read'],
  ['GET', 'https://graph.microsoft.com/v1.0/drives/ab12/items/1/children?$skiptoken=x', 'Files.Read'],
  ['PUT', '/drives/AB12/items/1:/a.txt:/content', 'Files.ReadWrite'],
  ['POST', '/drives/AB12/items/1/createUploadSession', 'Files.ReadWrite'],
  ['POST', '/drives/AB12/items/1/preview', 'Files.Read'],
  ['GET', '/drives/CD34/items/1', 'Files.Read.All'],
  ['DELETE', '/drives/CD34/items/1', 'Files.ReadWrite.All'],
  ['GET', '/me/drive/sharedWithMe', 'Files.Read.All'],
  ['GET', '/sites/1/drive', 'Sites.Read.All'],
  ['GET', 'https://graph.microsoft.com/beta/sites/1/recycleBin/items?$skiptoken=x', 'Files.Read'],
  ['GET', '/users?$filter=x', 'User.Read.All'],
  ['POST', '/$batch', null],
])('%s %s needs at least %s', (method, path, scope) => {
  expect(toLeastScope({ method, path }, own)).toBe(scope);
});

test('an app has no drive, and an app folder needs its own permission', () => {
  const path = '/drives/AB12/items/1';
  expect(toLeastScope({ method: 'GET', path }, { ...own, kind: 'app' })).toBe('Files.Read.All');
  expect(toLeastScope({ method: 'PATCH', path }, { ...own, kind: 'app' })).toBe('Files.ReadWrite.All');
  expect(toLeastScope({ method: 'PATCH', path }, { ...own, rootPath: 'approot' })).toBe(
    'Files.ReadWrite.AppFolder',
  );
});

const now = Date.parse('2026-11-21T12:00:00.000Z');
const recent = '2026-11-01T00:00:00.000Z';
const old = '2026-08-01T00:00:00.000Z';
const review = (granted: string[], uses: Record<string, string>) =>
  reviewPermissions(granted, uses, now).map(({ name, lastUsedAt, droppable, enough }) => [
    name,
    lastUsedAt === null ? 'never' : lastUsedAt.slice(0, 10),
    droppable ? 'drop' : 'keep',
    enough,
  ]);

test('suggests dropping a permission unused for 90 days, and names a lesser one where it is enough', () => {
  expect(review(['User.Read', 'Files.ReadWrite'], { 'Files.Read': recent, 'User.Read': recent })).toEqual([
    ['User.Read', '2026-11-01', 'keep', null],
    ['Files.ReadWrite', '2026-11-01', 'keep', 'Files.Read'],
  ]);
  expect(
    review(['Files.ReadWrite', 'Sites.Read.All'], { 'Files.ReadWrite': recent, 'Sites.Read.All': old }),
  ).toEqual([
    ['Files.ReadWrite', '2026-11-01', 'keep', null],
    ['Sites.Read.All', 'never', 'drop', null],
  ]);
});

test('counts a use for the lesser granted permission that covers it', () => {
  expect(review(['Files.Read', 'Files.ReadWrite.All'], { 'Files.Read': recent })).toEqual([
    ['Files.Read', '2026-11-01', 'keep', null],
    ['Files.ReadWrite.All', 'never', 'drop', null],
  ]);
});

test('records the permissions an account used, writes them once, and removes them with it', async () => {
  await using rig = await createRig(fabrikam);
  registerApp(rig);
  const [added] = await addDrives(rig, await signInApp(rig), choice('user001@fabrikam.example'));
  const accountId = added?.account?.accountId ?? '';
  const before = await rig.call('accounts.permissions', { accountId });
  expect(before).toMatchObject({
    kind: 'application',
    granted: [
      { name: 'Files.ReadWrite.All', lastUsedAt: null, droppable: true },
      { name: 'User.Read.All', lastUsedAt: null, droppable: true },
    ],
  });
  await openListed(rig, { accountId });
  const { granted } = await rig.call('accounts.permissions', { accountId });
  expect(granted[0]).toMatchObject({ droppable: false, enough: 'Files.Read.All' });
  const file = join(rig.userData, 'usage', `${accountId}.json`);
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')).uses)).toEqual(['Files.Read.All']);
  await rig.restart();
  expect((await rig.call('accounts.permissions', { accountId })).granted).toEqual(granted);
  await rig.call('accounts.remove', { accountId, includeDocuments: false });
  expect(existsSync(file)).toBe(false);
});
