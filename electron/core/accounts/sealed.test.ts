import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRig, type Rig } from '../testing/rig.ts';
import {
  beginUntil,
  browserRequest,
  createTestBrowser,
  signInAs,
  watchTokens,
} from '../testing/sign-in-steps.ts';
import { openListed } from '../testing/steps.ts';
import { createTestVault } from '../testing/test-vault.ts';
import { silentLog } from '../testing/transfer-records.ts';
import { createCredentialStore } from './credential-store.ts';

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function secretsOf({ service }: Rig): string[] {
  return [...service.directory.refreshTokens.keys(), ...service.directory.codes.keys()];
}

function leaksIn(rig: Rig, more: readonly string[] = []): string[] {
  return filesIn(rig.userData).flatMap((file) => {
    const text = readFileSync(file, 'latin1');
    return [...secretsOf(rig), ...more]
      .filter((secret) => text.includes(secret))
      .map(() => relative(rig.userData, file));
  });
}

async function sealedRig() {
  const browser = createTestBrowser();
  const vault = createTestVault();
  const tokens = new Set<string>();
  const rig = await createRig({
    driveType: 'business',
    adjust(ports) {
      browser.adjust(ports);
      ports.vault = vault;
      watchTokens(ports, (token) => tokens.add(token));
    },
  });
  return { rig, browser, vault, tokens };
}

const sealedFiles = (rig: Rig) => filesIn(rig.userData).filter((file) => file.endsWith('.sealed'));

describe('T84 with a keyring', () => {
  test('keeps the user signed in, with nothing readable on the disk', async () => {
    const { rig, browser, tokens } = await sealedRig();
    await using _ = rig;
    const { accountId, credentials } = await signInAs(rig, browser, 'Alex', { keep: 'sealed' });
    expect(credentials).toBe('sealed');
    await openListed(rig, { accountId });
    expect(sealedFiles(rig)).toHaveLength(1);
    expect(secretsOf(rig).length).toBeGreaterThan(1);
    expect(tokens.size).toBeGreaterThan(0);
    expect(leaksIn(rig, [...tokens])).toEqual([]);
    expect(JSON.stringify(rig.events)).not.toMatch(new RegExp(secretsOf(rig).join('|')));
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toMatchObject([{ accountId, state: 'ready' }]);
    await rig.call('app.quota', { accountId });
  });

  test('each account has its own file, by cloud and organization, that only its owner may read', async () => {
    const { rig, browser } = await sealedRig();
    await using _ = rig;
    const alex = await signInAs(rig, browser, 'Alex', { keep: 'sealed' });
    rig.events.length = 0;
    const kim = await signInAs(rig, browser, 'Kim', { keep: 'sealed' });
    const folder = join(rig.userData, 'credentials', 'global', alex.tenant);
    expect(sealedFiles(rig).toSorted()).toEqual(
      [alex, kim].map(({ accountId }) => join(folder, `${accountId}.sealed`)).toSorted(),
    );
    for (const file of sealedFiles(rig)) expect(statSync(file).mode & 0o777).toBe(0o600);
    // A credential in the other's place is useless.
    await rig.core.close();
    copyFileSync(join(folder, `${alex.accountId}.sealed`), join(folder, `${kim.accountId}.sealed`));
    await rig.restart();
    await rig.call('app.quota', { accountId: alex.accountId });
    expect(await rig.failure('app.quota', { accountId: kim.accountId })).toMatchObject({
      code: 'signInNeeded',
    });
    const listed = await rig.call('accounts.list', {});
    expect(listed.find(({ accountId }) => accountId === kim.accountId)).toMatchObject({
      state: 'signInNeeded',
      failure: { code: 'keyringUnusable' },
    });
  });

  test.each([
    '..',
    '../..',
    '/etc',
    'a/../../b',
    '..\\\\..',
    '.ssh',
    '',
    ' ',
    'x'.repeat(5000),
    'C:',
    'nul\0',
  ])('keeps its file below its folder, whatever the organization and the account are called: %j', (name) => {
    const folder = join('/profile', 'credentials');
    const store = createCredentialStore(folder, createTestVault(), silentLog);
    const owner = { cloud: 'global', credentials: 'sealed' } as const;
    for (const names of [
      { tenant: name, accountId: 'a' },
      { tenant: 'contoso.example', accountId: name },
    ]) {
      const path = relative(folder, store.fileOf({ ...owner, ...names }));
      expect(path).toMatch(/^global\/[a-z0-9_][a-z0-9._-]{0,99}\/[a-z0-9_][a-z0-9._-]{0,99}\.sealed$/);
    }
  });

  test('encrypts a renewed token again', async () => {
    const { rig, browser, tokens } = await sealedRig();
    await using _ = rig;
    const { accountId } = await signInAs(rig, browser, 'Alex', { keep: 'sealed' });
    const [file = ''] = sealedFiles(rig);
    const before = readFileSync(file);
    for (const token of tokens) rig.service.tokens.revoke(token);
    await rig.call('app.quota', { accountId });
    expect(readFileSync(file).equals(before)).toBe(false);
    expect(leaksIn(rig, [...tokens])).toEqual([]);
  });

  test('deletes nothing if it is locked later, and the account reports it', async () => {
    const { rig, browser, vault } = await sealedRig();
    await using _ = rig;
    const { accountId } = await signInAs(rig, browser, 'Alex', { keep: 'sealed' });
    const [file = ''] = sealedFiles(rig);
    const before = readFileSync(file);
    vault.state = 'locked';
    await rig.restart();
    expect((await rig.failure('app.quota', { accountId })).code).toBe('signInNeeded');
    expect(await rig.call('accounts.list', {})).toMatchObject([
      { accountId, state: 'signInNeeded', failure: { code: 'keyringUnusable' } },
    ]);
    expect(readFileSync(file).equals(before)).toBe(true);
    vault.state = 'open';
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toMatchObject([{ accountId, state: 'ready' }]);
    await rig.call('app.quota', { accountId });
  });

  test('tampered sealed data is neither used nor deleted', async () => {
    const { rig, browser } = await sealedRig();
    await using _ = rig;
    const { accountId } = await signInAs(rig, browser, 'Alex', { keep: 'sealed' });
    const [file = ''] = sealedFiles(rig);
    writeFileSync(file, 'damaged');
    await rig.restart();
    expect((await rig.failure('app.quota', { accountId })).code).toBe('signInNeeded');
    expect(readFileSync(file, 'utf8')).toBe('damaged');
  });
});

describe('T84 without a keyring', () => {
  test('offers only a session, and writes nothing of it', async () => {
    const { rig, browser, vault, tokens } = await sealedRig();
    await using _ = rig;
    vault.state = 'missing';
    expect(await rig.call('signIn.defaults', {})).toMatchObject({ canSeal: false });
    expect((await rig.failure('signIn.begin', browserRequest({ keep: 'sealed' }))).code).toBe(
      'keyringMissing',
    );
    const { accountId } = await signInAs(rig, browser, 'Alex', { keep: 'session' });
    await rig.call('app.quota', { accountId });
    expect(sealedFiles(rig)).toEqual([]);
    expect(leaksIn(rig, [...tokens])).toEqual([]);
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toMatchObject([
      { accountId, state: 'signInNeeded', failure: { code: 'signInNeeded' } },
    ]);
    expect((await rig.failure('app.quota', { accountId })).code).toBe('signInNeeded');
  });

  test('a keyring that locks during a sign-in adds no account', async () => {
    const { rig, browser, vault } = await sealedRig();
    await using _ = rig;
    const { signInId } = await beginUntil(rig, browserRequest({ keep: 'sealed' }), 'browser');
    vault.state = 'locked';
    await browser.click(rig, 'Alex', 'Accept');
    const { failure } = await rig.waitForEvent(
      'signIn.changed',
      (signIn) => signIn.signInId === signInId && signIn.state === 'failed',
    );
    expect(failure?.code).toBe('keyringMissing');
    expect(await rig.call('accounts.list', {})).toEqual([]);
    expect(sealedFiles(rig)).toEqual([]);
  });
});

test('signing out leaves nothing of the account on the disk', async () => {
  const { rig, browser, tokens } = await sealedRig();
  await using _ = rig;
  const before = filesIn(rig.userData);
  const { accountId, tenant } = await signInAs(rig, browser, 'Alex', { keep: 'sealed' });
  await openListed(rig, { accountId });
  expect(filesIn(rig.userData).length).toBeGreaterThan(before.length);
  expect(await rig.call('accounts.planRemove', { accountId })).toEqual({
    unfinishedTransfers: 0,
    documents: 0,
    unsavedEdits: 0,
  });
  await rig.call('accounts.remove', { accountId, includeDocuments: true });
  expect(filesIn(rig.userData)).toEqual(before);
  const rest = readdirSync(rig.userData, { recursive: true }).join('\n');
  expect(rest).not.toContain(accountId);
  expect(rest).not.toContain(tenant);
  expect(leaksIn(rig, [...tokens])).toEqual([]);
});
