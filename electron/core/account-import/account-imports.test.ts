import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportPlan } from '../../contract/account-import.ts';
import { appId, appSecret } from '../testing/app-only-steps.ts';
import { createRig, type Rig, type RigOptions } from '../testing/rig.ts';
import { offerPaths, openListed } from '../testing/steps.ts';

const domains = ['fabrikam.example', 'tailspin.example', 'agency.example'] as const;

const three: RigOptions = {
  driveType: 'business',
  content: 'empty',
  tenants: [
    { domain: domains[0], people: 40 },
    { domain: domains[1], people: 40 },
    { domain: domains[2], people: 40, cloud: 'usGovL4' },
  ],
};

const register = (rig: Rig) =>
  rig.service.directory.register({
    clientId: appId,
    secrets: [appSecret],
    roles: ['Files.ReadWrite.All'],
  });

const tenantOf = (name: string, domain: string, secret: string, cloud = 'global') => [
  `  ${name}:`,
  `    cloud: ${cloud}`,
  `    tenant: ${domain}`,
  `    client-id: ${appId}`,
  `    secret: ${secret}`,
];

const userLines = (name: string, domain: string, count: number) =>
  Array.from({ length: count }, (_, at) => {
    const user = `user${String(at + 1).padStart(3, '0')}`;
    return `    - ${name} ${user}: ${name}:${user}@${domain}`;
  });

async function readImport(rig: Rig, lines: readonly string[]): Promise<ImportPlan> {
  const path = join(rig.userData, 'batch.yaml');
  await writeFile(path, `${lines.join('\n')}\n`);
  const [ticket = ''] = await offerPaths(rig.session, [path]);
  return rig.call('accountImport.read', { ticket });
}

async function runToEnd(
  rig: Rig,
  plan: ImportPlan,
  secrets: Record<string, string> = {},
): Promise<ImportPlan> {
  await rig.call('accountImport.run', { importId: plan.importId, secrets });
  return rig.waitForEvent(
    'accountImport.changed',
    ({ importId, state }) => importId === plan.importId && state === 'done',
  );
}

const countStates = ({ rows }: ImportPlan): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

const countHeld = () => {
  const held = process.getActiveResourcesInfo();
  const count = (kind: RegExp) => held.filter((name) => kind.test(name)).length;
  return {
    timers: count(/^Timeout$/),
    sockets: count(/Socket|Server/),
    ports: count(/MessagePort|Worker/),
  };
};

test('3 tenants with 40 users each and 5 mistakes: opens 115 drives and reports each mistake with its line', async () => {
  await using rig = await createRig(three);
  register(rig);
  rig.service.world.mysites.set('user007@tailspin.example', 'missing');
  process.env['SLIPWAY_TEST_SECRET'] = appSecret;
  const plan = await readImport(rig, [
    'tenants:',
    ...tenantOf('fabrikam', domains[0], 'prompt'),
    ...tenantOf('tailspin', domains[1], 'env:SLIPWAY_TEST_SECRET'),
    ...tenantOf('agency', domains[2], 'prompt', 'usGovL4'),
    'categories:',
    '  Fabrikam:',
    // 1 and 2: a misspelled tenant, and no user
    ...userLines('fabrikam', domains[0], 40).map((line, at) =>
      at === 4 ? line.replace(': fabrikam:', ': fabrikm:') : at === 9 ? line.replace('@', ' at ') : line,
    ),
    '  Tailspin:',
    ...userLines('tailspin', domains[1], 40),
    '  Agency:',
    // 3 and 4: a duplicate, and an invalid folder
    ...userLines('agency', domains[2], 40).map((line, at) =>
      at === 1 ? line.replace('user002@', 'user001@') : at === 2 ? `${line}:/Fin?nce` : line,
    ),
  ]);
  delete process.env['SLIPWAY_TEST_SECRET'];
  expect(plan.state).toBe('dry');
  expect(plan.problems.map(({ line, problem, suggestion }) => [line, problem, suggestion])).toEqual([
    [23, 'unknownTenant', 'fabrikam'],
    [28, 'badUser', null],
    [102, 'duplicate', '101'],
    [103, 'badPath', null],
  ]);
  expect(countStates(plan)).toEqual({ toAdd: 116, wrong: 4 });
  expect(await rig.call('accounts.list', {})).toEqual([]);

  process.env['SLIPWAY_TEST_SECRET'] = appSecret;
  const before = rig.service.counters.count('POST token');
  const done = await runToEnd(rig, plan, { fabrikam: appSecret, agency: appSecret });
  // 5: only the service knows that the user has no OneDrive.
  expect(countStates(done)).toEqual({ added: 115, wrong: 4, failed: 1 });
  expect(done.rows.find(({ state }) => state === 'failed')).toMatchObject({
    address: 'user007@tailspin.example',
    failure: { code: 'driveNotReady' },
  });
  expect(rig.service.counters.count('POST token') - before).toBe(3);
  const accounts = await rig.call('accounts.list', {});
  expect(accounts).toHaveLength(115);
  expect(new Set(accounts.map(({ group }) => group))).toEqual(new Set(['Fabrikam', 'Tailspin', 'Agency']));
  expect(accounts.at(-1)?.cloud).toBeDefined();
  for (const account of accounts.filter(({ address }) => address.startsWith('user001@')))
    await openListed(rig, { accountId: account.accountId });

  // Importing the same file again changes nothing.
  const again = await readImport(rig, [
    'tenants:',
    ...tenantOf('fabrikam', domains[0], 'prompt'),
    'categories:',
    '  Fabrikam:',
    ...userLines('fabrikam', domains[0], 40),
  ]);
  expect(countStates(again)).toEqual({ exists: 38, toAdd: 2 });
  delete process.env['SLIPWAY_TEST_SECRET'];
});

test('a wrong secret of one tenant fails only its own rows', async () => {
  await using rig = await createRig(three);
  register(rig);
  const plan = await readImport(rig, [
    'tenants:',
    ...tenantOf('fabrikam', domains[0], 'prompt'),
    ...tenantOf('tailspin', domains[1], 'prompt'),
    'categories:',
    '  All:',
    ...userLines('fabrikam', domains[0], 3),
    ...userLines('tailspin', domains[1], 3),
  ]);
  const done = await runToEnd(rig, plan, { fabrikam: 'not the secret', tailspin: appSecret });
  expect(done.rows.map(({ state, failure }) => failure?.code ?? state)).toEqual([
    'wrongSecret',
    'wrongSecret',
    'wrongSecret',
    'added',
    'added',
    'added',
  ]);
});

test('reads a secret from a file of mode 0600 each time without storing it, and refuses a file that others may read', async () => {
  await using rig = await createRig(three);
  register(rig);
  const secretFile = join(rig.userData, '..', `slipway-secret-${process.pid}`);
  onTestFinished(() => rm(secretFile));
  await writeFile(secretFile, `${appSecret}\n`);
  await chmod(secretFile, 0o644);
  const lines = [
    'tenants:',
    ...tenantOf('fabrikam', domains[0], `file:${secretFile}`),
    'categories:',
    '  All:',
    ...userLines('fabrikam', domains[0], 2),
  ];
  const refused = await readImport(rig, lines);
  expect(refused.problems).toMatchObject([
    { problem: 'secretUnreadable', line: 2, suggestion: 'mode 644', found: `slipway-secret-${process.pid}` },
  ]);
  expect(countStates(refused)).toEqual({ wrong: 2 });
  await chmod(secretFile, 0o600);
  const done = await runToEnd(rig, await readImport(rig, lines));
  expect(countStates(done)).toEqual({ added: 2 });
  const { yaml } = await rig.call('accountImport.export', {});
  expect(yaml).toContain(`file:${secretFile}`);
  expect(await readdir(rig.userData)).not.toContain('credentials');
  await rig.restart();
  const [first] = await rig.call('accounts.list', {});
  expect(first?.state).toBe('ready');
  await openListed(rig, { accountId: first?.accountId ?? '' });
});

test('an export contains no secret, and importing it gives the same accounts', async () => {
  await using rig = await createRig(three);
  register(rig);
  const lines = [
    'tenants:',
    ...tenantOf('fabrikam', domains[0], 'prompt'),
    '    secret-expires: 2027-01-31',
    ...tenantOf('agency', domains[2], 'prompt', 'usGovL4'),
    'categories:',
    '  "Finance: all of it":',
    '    - "Ada: the first": fabrikam:user001@fabrikam.example',
    '  Agency:',
    '    - Bao: agency:user002@agency.example',
  ];
  await runToEnd(rig, await readImport(rig, lines), { fabrikam: appSecret, agency: appSecret });
  const before = await rig.call('accounts.list', {});
  expect(before.map(({ displayName, group, cloud }) => [displayName, group, cloud])).toEqual([
    ['Ada: the first', 'Finance: all of it', 'global'],
    ['Bao', 'Agency', 'usGovL4'],
  ]);
  const { yaml } = await rig.call('accountImport.export', {});
  expect(yaml).not.toContain(appSecret);
  expect(countStates(await readImport(rig, yaml.split('\n')))).toEqual({ exists: 2 });
  for (const { accountId } of before)
    await rig.call('accounts.remove', { accountId, includeDocuments: false });
  await runToEnd(rig, await readImport(rig, yaml.split('\n')), { fabrikam: appSecret, agency: appSecret });
  const after = await rig.call('accounts.list', {});
  expect(after.map((account) => ({ ...account, accountId: '' }))).toEqual(
    before.map((account) => ({ ...account, accountId: '' })),
  );
});

test('refuses an invalid file with a reason, and keeps each import to its window', async () => {
  await using rig = await createRig(three);
  const [ticket = ''] = await offerPaths(rig.session, [rig.userData]);
  expect((await rig.failure('accountImport.read', { ticket })).code).toBe('localNotAFile');
  expect((await rig.failure('accountImport.read', { ticket })).code).toBe('ticketUnknown');
  const plan = await readImport(rig, ['hello']);
  expect(plan.problems).toMatchObject([{ problem: 'notYaml', line: 1 }]);
  const other = rig.core.connect(() => {});
  const foreign = await other.call('accountImport.run', { importId: plan.importId, secrets: {} });
  expect(foreign).toMatchObject({ ok: false, error: { code: 'notFound' } });
  other.close();
});

test('a file read after its window has closed starts no batch', async () => {
  await using rig = await createRig(three);
  const path = join(rig.userData, 'batch.yaml');
  await writeFile(path, 'tenants:\n');
  const [ticket = ''] = await offerPaths(rig.session, [path]);
  const read = rig.failure('accountImport.read', { ticket });
  expect((await rig.failure('accountImport.read', { ticket })).code).toBe('ticketUnknown');
  rig.session.close();
  expect((await read).code).toBe('cancelled');
});

test('500 unused accounts hold no database, timer or socket', async () => {
  await using rig = await createRig({
    ...three,
    tenants: [{ domain: domains[0], people: 500 }],
  });
  register(rig);
  const without = countHeld();
  const plan = await readImport(rig, [
    'tenants:',
    ...tenantOf('fabrikam', domains[0], 'prompt'),
    'categories:',
    '  All:',
    ...userLines('fabrikam', domains[0], 500),
  ]);
  expect(countStates(await runToEnd(rig, plan, { fabrikam: appSecret }))).toEqual({ added: 500 });
  expect(await rig.call('accounts.list', {})).toHaveLength(500);
  expect(rig.core.openedCounts()).toEqual({ accounts: 500, clients: 0, indexes: 0 });
  // The folder is created with the first of them.
  expect(await readdir(join(rig.userData, 'index')).catch(() => [])).toEqual([]);
  const [first] = await rig.call('accounts.list', {});
  await openListed(rig, { accountId: first?.accountId ?? '' });
  expect(rig.core.openedCounts()).toEqual({ accounts: 500, clients: 1, indexes: 1 });
  // After a restart, 500 accounts use no more resources than none.
  await rig.restart();
  expect(rig.core.openedCounts()).toEqual({ accounts: 500, clients: 0, indexes: 0 });
  // The test runner's own timers and idle connections fluctuate; five hundred would stand out.
  const more = () => {
    const now = countHeld();
    return [now.timers - without.timers, now.sockets - without.sockets, now.ports - without.ports];
  };
  await expect.poll(() => Math.max(...more())).toBeLessThan(5);
});
