import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Input, MethodName } from '../../contract/api.ts';
import { addDrives, choice, fabrikam, registerApp, signInApp } from '../testing/app-only-steps.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { createTestVault } from '../testing/test-vault.ts';
import { openListed } from '../testing/steps.ts';

type Call = { [M in MethodName]: readonly [M, Input<M>] }[MethodName];

/** Bugs and undeclared codes fail the test. */
async function storm(rig: Rig, calls: readonly Call[]): Promise<string[]> {
  const replies = await Promise.all(calls.map(([name, input]) => rig.session.call(name, input)));
  return replies.flatMap((reply) => (reply.ok ? [] : [reply.error.code]));
}

async function manyDrives(rig: Rig, count: number): Promise<string[]> {
  registerApp(rig);
  const people = Array.from({ length: count }, (_, index) =>
    choice(`user${String(index + 1).padStart(3, '0')}@fabrikam.example`),
  );
  const added = await addDrives(rig, await signInApp(rig), ...people);
  return added.map(({ account }) => account?.accountId ?? '');
}

/** All calls a renderer can make for these accounts, together and individually. */
const everything = (accountIds: string[]): Call[] => [
  ['accounts.overview', {}],
  ['accounts.askQuotas', { accountIds }],
  ['accounts.pause', { accountIds, isPaused: true }],
  ['accounts.planRemoveMany', { accountIds }],
  ['accounts.export', { report: 'accounts', accountIds }],
  ['accounts.export', { report: 'permissions', accountIds }],
  ['accounts.arrange', { accounts: accountIds.map((accountId) => ({ accountId, group: 'Group' })) }],
  ['accountImport.export', {}],
  ['index.state', {}],
  ['storage.summary', {}],
  ['accounts.pause', { accountIds, isPaused: false }],
  ...accountIds.flatMap((accountId): Call[] => [
    ['accounts.permissions', { accountId }],
    ['accounts.waiting', { accountId }],
    ['accounts.rename', { accountId, name: 'Renamed' }],
    ['app.quota', { accountId }],
    ['libraries.refresh', { accountId }],
    ['accounts.planRemove', { accountId }],
  ]),
];

const inProfile = (ports: { picker: object; folders: { userData: string } }) =>
  Object.assign(ports.picker, { chooseFolder: async () => join(ports.folders.userData, 'reports') });

test('unknown accounts, even 10,000 of them, change nothing', async () => {
  await using rig = await createRig({ ...fabrikam, adjust: inProfile });
  const mine = await manyDrives(rig, 2);
  const unknown = Array.from({ length: 5_000 }, (_, index) => `nobody-${index}`);
  const failure = { failure: { code: 'notFound' } };
  const removed = await rig.call('accounts.removeMany', { accountIds: unknown });
  expect(removed).toMatchObject({ doneCount: 0, failures: { length: 5_000, 0: failure } });
  expect((await rig.call('accounts.askQuotas', { accountIds: unknown })).doneCount).toBe(0);
  await rig.call('accounts.pause', { accountIds: unknown, isPaused: true });
  const tooMany = [...unknown, ...unknown];
  for (const name of ['accounts.removeMany', 'accounts.askQuotas', 'accounts.planRemoveMany'] as const)
    expect(await rig.failure(name, { accountIds: tooMany })).toMatchObject({ code: 'badInput' });
  expect((await rig.call('accounts.list', {})).map(({ accountId }) => accountId)).toEqual(mine);
  const [first = ''] = mine;
  const once = await rig.call('accounts.removeMany', { accountIds: [first, first, first] });
  expect(once).toEqual({ doneCount: 1, failures: [] });
});

test('adds no drive at all if one of them can’t be encrypted', async () => {
  const vault = createTestVault();
  let sealsLeft = 2;
  await using rig = await createRig({
    ...fabrikam,
    adjust: (ports) => {
      ports.vault = { ...vault, seal: (plain) => (sealsLeft-- > 0 ? vault.seal(plain) : refuse()) };
    },
  });
  registerApp(rig);
  const people = ['user001', 'user002', 'user003'].map((name) => choice(`${name}@fabrikam.example`));
  const signIn = await signInApp(rig, { keep: 'sealed' });
  const drives = { signInId: signIn.signInId, drives: people };
  expect(await rig.failure('signIn.addDrives', drives)).toMatchObject({ code: 'keyringMissing' });
  expect(await rig.call('accounts.list', {})).toEqual([]);
  const files = await readdir(rig.userData, { recursive: true });
  expect(files.filter((name) => name.endsWith('.sealed'))).toEqual([]);
});

const refuse = () => Promise.reject(new Error('full'));

test('accounts can still be used while others are removed', async () => {
  await using rig = await createRig({ ...fabrikam, adjust: inProfile });
  const all = await manyDrives(rig, 12);
  const [stays = '', ...others] = all;
  for (const accountId of all.slice(0, 4)) await openListed(rig, { accountId });
  const codes = await storm(rig, [
    ['accounts.removeMany', { accountIds: others }],
    ...everything(all),
    ['accounts.removeMany', { accountIds: others }],
    ...everything(all),
    ...others.map((accountId): Call => ['accounts.remove', { accountId, includeDocuments: true }]),
    ...everything(all.toReversed()),
  ]);
  expect(codes.filter((code) => code === 'bug')).toEqual([]);
  expect(await rig.call('accounts.list', {})).toMatchObject([{ accountId: stays }]);
  await rig.restart();
  expect(await rig.call('accounts.list', {})).toMatchObject([{ accountId: stays }]);
  expect((await rig.call('accounts.overview', {})).map(({ accountId }) => accountId)).toEqual([stays]);
  for (const entry of await readdir(rig.userData, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.endsWith('reports')) continue;
    const text = `${entry.name} ${(await readFile(join(entry.parentPath, entry.name))).toString('latin1')}`;
    expect(
      others.filter((accountId) => text.includes(accountId)),
      entry.name,
    ).toEqual([]);
  }
});

test('closing while accounts are removed, used and reordered leaves each account whole or gone', async () => {
  await using rig = await createRig({ ...fabrikam, adjust: inProfile });
  const all = await manyDrives(rig, 8);
  for (const accountId of all.slice(0, 2)) await openListed(rig, { accountId });
  const running = storm(rig, [['accounts.removeMany', { accountIds: all.slice(0, 6) }], ...everything(all)]);
  await rig.waitForEvent('accounts.changed', (accounts) => accounts.length < 8);
  await rig.restart();
  expect((await running).filter((code) => code === 'bug')).toEqual([]);
  const left = await rig.call('accounts.list', {});
  expect(left.length).toBeGreaterThanOrEqual(2);
  expect(left.length).toBeLessThan(8);
  const ids = left.map(({ accountId }) => accountId);
  expect(await rig.call('accounts.removeMany', { accountIds: ids })).toEqual({
    doneCount: ids.length,
    failures: [],
  });
  expect(await rig.call('accounts.list', {})).toEqual([]);
});
