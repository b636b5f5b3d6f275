import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parsePolicy } from './parse-policy.ts';
import { isTrusted, readPolicy, toPolicyPath } from './policy-file.ts';
import { noPolicy } from './policy.ts';
import { findRefusedScopes, nothingBuiltIn, resolveFeed, resolveRegistration } from './registration.ts';

const clientId = '11111111-2222-3333-4444-555555555555';
const otherId = '99999999-2222-3333-4444-555555555555';
const parse = (text: string) => parsePolicy(text, '/etc/slipway/policy.json');
const quiet = { info() {}, warn() {}, error() {} };

describe('a policy', () => {
  test('sets what it names and leaves the rest to the user', () => {
    const policy = parse(`{
      "clientId": "${clientId}",
      "tenant": "contoso.example",
      "allowedScopes": ["Files.Read", "Files.ReadWrite"]
    }`);
    expect(policy).toEqual({
      ...noPolicy,
      clientId,
      tenant: 'contoso.example',
      allowedScopes: ['Files.Read', 'Files.ReadWrite'],
      locked: ['clientId', 'tenant', 'allowedScopes'],
      path: '/etc/slipway/policy.json',
    });
  });

  test('may be empty', () => {
    expect(parse('{}')).toEqual({ ...noPolicy, path: '/etc/slipway/policy.json' });
  });

  test('may begin with the byte order mark that Windows editors write', () => {
    expect(parse('\uFEFF{"cloud": "china"}').cloud).toBe('china');
  });

  test.each([
    ['"clientId": "mine"', 'clientId', { kind: 'clientId' }],
    ['"tenant": "con toso"', 'tenant', { kind: 'tenant' }],
    ['"tenant": 5', 'tenant', { kind: 'tenant' }],
    ['"cloud": "mars"', 'cloud', { kind: 'oneOf', values: expect.stringContaining('"global", "usGovL4"') }],
    ['"allowedScopes": "Files.Read"', 'allowedScopes', { kind: 'someOf' }],
    [
      '"allowedScopes": ["Files.Erase"]',
      'allowedScopes',
      { kind: 'someOf', values: expect.stringContaining('"Files.ReadWrite"') },
    ],
    ['"updateFeed": "http://example.org/"', 'updateFeed', { kind: 'feed' }],
    ['"updateFeed": "https://me:secret@example.org/"', 'updateFeed', { kind: 'feed' }],
  ])('reports the line and field of %s, and locks only that field', (line, field, expected) => {
    const policy = parse(`{\n  "cloud_": 1,\n  ${line}\n}`);
    expect(policy.problems).toEqual([
      expect.objectContaining({ kind: 'unknownField', line: 2, field: 'cloud_' }),
      { kind: 'wrongValue', line: 3, field, expected: expect.objectContaining(expected) },
    ]);
    expect(policy.locked).toEqual([field]);
    const { cloud, tenant, allowedScopes, updateFeed } = policy;
    expect({ cloud, tenant, updateFeed }).toEqual({ cloud: null, tenant: null, updateFeed: null });
    expect(allowedScopes).toEqual(field === 'allowedScopes' ? [] : null);
  });

  test.each([
    ['{\n  "tenant": "contoso.example"\n  "cloud": "global"\n}', 3],
    ['{\n  "tenant": contoso\n}', 2],
    ['{\n\n  "cloud": "china",\n  "cloud": "global"\n}', 4],
    ['[]', 1],
    ['', 1],
    ['"global"', 1],
  ])('that isn’t JSON locks everything and reports the line: %j', (text, line) => {
    const policy = parse(text);
    expect(policy.problems).toEqual([expect.objectContaining({ kind: 'notJson', line })]);
    expect(policy.allowedScopes).toEqual([]);
    expect(resolveRegistration(policy, { clientId, updateFeed: null })).toMatchObject({
      clientId: null,
      tenant: null,
    });
    expect(resolveFeed(policy, { clientId, updateFeed: 'https://updates.example/' })).toBeNull();
  });
});

describe('the client ID used to sign in', () => {
  const wanted = {
    cloud: 'usGovL4',
    tenant: 'fabrikam.example',
    clientId: otherId,
    authority: null,
  } as const;

  test('is the build’s, unless the user provides their own', () => {
    expect(resolveRegistration(noPolicy, { clientId, updateFeed: null })).toEqual({
      cloud: 'global',
      tenant: 'common',
      clientId,
      authority: null,
    });
    expect(resolveRegistration(noPolicy, { clientId, updateFeed: null }, wanted)).toEqual(wanted);
  });

  test('is the administrator’s before any other', () => {
    const policy = parse(`{ "clientId": "${clientId}", "cloud": "china" }`);
    expect(resolveRegistration(policy, { clientId: otherId, updateFeed: null }, wanted)).toEqual({
      cloud: 'china',
      tenant: 'fabrikam.example',
      clientId,
      authority: null,
    });
  });

  test('is missing if nobody provides one', () => {
    expect(resolveRegistration(noPolicy, nothingBuiltIn).clientId).toBeNull();
  });

  test('can’t go around a fixed tenant by a custom authority', () => {
    const own = { ...wanted, authority: 'https://login.example.org/tenant' };
    expect(resolveRegistration(noPolicy, nothingBuiltIn, own).authority).toBe(own.authority);
    const policy = parse('{ "tenant": "contoso.example" }');
    expect(resolveRegistration(policy, nothingBuiltIn, own).authority).toBeNull();
  });

  test('requests only allowed scopes', () => {
    expect(findRefusedScopes(noPolicy, ['Files.ReadWrite.All'])).toEqual([]);
    const policy = parse('{ "allowedScopes": ["Files.Read"] }');
    expect(findRefusedScopes(policy, ['Files.Read', 'Files.ReadWrite'])).toEqual(['Files.ReadWrite']);
  });
});

test('updates come from the administrator’s feed, else from the build’s, else from nowhere', () => {
  const builtIn = { clientId: null, updateFeed: 'https://updates.example/' };
  expect(resolveFeed(noPolicy, nothingBuiltIn)).toBeNull();
  expect(resolveFeed(noPolicy, builtIn)).toBe('https://updates.example/');
  expect(resolveFeed(parse('{ "updateFeed": "https://own.example/slipway/" }'), builtIn)).toBe(
    'https://own.example/slipway/',
  );
  expect(resolveFeed(parse('{ "updateFeed": null }'), builtIn)).toBeNull();
});

describe('the policy file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-policy-'));
  const path = join(folder, 'policy.json');
  afterAll(() => rm(folder, { recursive: true }));

  test('has one location on each system', () => {
    expect(toPolicyPath('linux')).toBe('/etc/slipway/policy.json');
    expect(toPolicyPath('darwin')).toBe('/Library/Application Support/Slipway/policy.json');
    // Anyone may create a folder in ProgramData, and redefine its location.
    expect(toPolicyPath('win32')).toBe('C:\\Program Files\\Slipway\\policy.json');
  });

  test.skipIf(process.getuid?.() !== 0)('is refused in a folder where others can replace it', async () => {
    const open = join(folder, 'open');
    const inOpen = join(open, 'policy.json');
    await mkdir(open);
    await writeFile(inOpen, '{"cloud":"china"}', { mode: 0o644 });
    expect((await readPolicy(inOpen, true, quiet)).cloud).toBe('china');
    await chmod(open, 0o777);
    expect((await readPolicy(inOpen, true, quiet)).problems).toMatchObject([{ kind: 'notTrusted' }]);
  });

  test('may be missing', async () => {
    expect(await readPolicy(join(folder, 'none.json'), true, quiet)).toEqual(noPolicy);
  });

  test('is accepted only if nobody but the administrator can write it', async () => {
    await writeFile(path, '{ "cloud": "china" }');
    await chmod(path, 0o666);
    const refused = await readPolicy(path, true, quiet);
    expect(refused.problems).toEqual([expect.objectContaining({ kind: 'notTrusted' })]);
    expect(refused.allowedScopes).toEqual([]);
    expect((await readPolicy(path, false, quiet)).cloud).toBe('china');
    expect(isTrusted(0, 0o100644)).toBe(true);
    expect(isTrusted(1000, 0o100644)).toBe(false);
    expect(isTrusted(0, 0o100664)).toBe(false);
  });

  test('is refused if it isn’t a regular file or is far too large', async () => {
    expect((await readPolicy(folder, false, quiet)).problems[0]?.kind).toBe('unreadable');
    await writeFile(path, ' '.repeat(70_000));
    expect((await readPolicy(path, false, quiet)).problems[0]?.kind).toBe('unreadable');
  });
});
