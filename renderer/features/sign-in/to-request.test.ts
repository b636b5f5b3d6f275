import { expect, test } from 'vitest';
import type { SignInDefaults } from '../../../electron/contract/sign-in.ts';
import { startDraft, type SignInDraft } from '../../state/sign-in-draft.ts';
import { fieldNames, validateDraft, noSecrets } from './validate-draft.ts';
import { toRequest } from './to-request.ts';

const clientId = '11111111-2222-3333-4444-555555555555';
const plain: SignInDefaults = {
  cloud: 'global',
  tenant: 'common',
  hasClientId: true,
  locked: [],
  allowedScopes: null,
  canSeal: true,
};
const draft = (patch: Partial<SignInDraft> = {}, defaults: Partial<SignInDefaults> = {}): SignInDraft => ({
  ...startDraft({ ...plain, ...defaults }, null),
  ...patch,
});
const mistakes = (patch: Partial<SignInDraft>, secrets = noSecrets, defaults: Partial<SignInDefaults> = {}) =>
  Object.keys(
    validateDraft(draft(patch, defaults), secrets, { ...plain, ...defaults }, false, new Date('2026-06-15')),
  );

test('if the build provides a client id, no input is needed', () => {
  expect(mistakes({})).toEqual([]);
  expect(toRequest(draft(), noSecrets, null)).toEqual({
    method: 'browser',
    registration: { cloud: 'global', tenant: 'common', clientId: null, authority: null },
    purpose: 'add',
    keep: 'sealed',
    accountId: null,
    scopes: ['Files.ReadWrite'],
  });
});

test('without a client id one is required, and a secret isn’t accepted as one', () => {
  const none = { hasClientId: false };
  expect(mistakes({}, noSecrets, none)).toEqual(['clientId']);
  expect(mistakes({ clientId: 'gK~8Q~secret' }, noSecrets, none)).toEqual(['clientId']);
  expect(mistakes({ clientId: ` ${clientId} ` }, noSecrets, none)).toEqual([]);
});

test('signing in again doesn’t ask for what the account already has', () => {
  const none = { ...plain, hasClientId: false };
  const kept = draft({ kind: 'tenant', tenant: '' }, none);
  expect(validateDraft(kept, noSecrets, none, true)).toEqual({});
  expect(Object.keys(validateDraft({ ...kept, method: 'secret' }, noSecrets, none, true))).toEqual([
    'secret',
  ]);
});

test.each([
  ['any', 'common'],
  ['personal', 'consumers'],
  ['work', 'organizations'],
  ['tenant', 'contoso.example'],
] as const)('kind %s signs in at %s', (kind, tenant) => {
  const request = toRequest(draft({ kind, tenant: ' contoso.example ' }), noSecrets, null);
  expect(request.registration.tenant).toBe(tenant);
});

test('an organization is a domain or an id', () => {
  for (const tenant of ['contoso.com', clientId])
    expect(mistakes({ kind: 'tenant', tenant }), tenant).toEqual([]);
  for (const tenant of ['', 'contoso', 'con toso.com', 'common', 'a@contoso.com'])
    expect(mistakes({ kind: 'tenant', tenant }), tenant).toEqual(['tenant']);
});

test('a username and password need an organization, and spaces around a password are reported', () => {
  const secrets = { ...noSecrets, password: 'correct horse' };
  const patch = { method: 'password', username: 'alex@contoso.example' } as const;
  expect(mistakes({ ...patch, kind: 'work' }, secrets)).toEqual([]);
  expect(mistakes({ ...patch, kind: 'any' }, secrets)).toEqual(['kind']);
  expect(mistakes({ ...patch, kind: 'work', username: 'alex' }, { ...noSecrets, password: ' x ' })).toEqual([
    'username',
    'password',
  ]);
});

test('an app needs one organization and the value of its secret, not its id', () => {
  const patch = { method: 'secret', tenant: 'contoso.example' } as const;
  expect(mistakes({ ...patch, kind: 'any' }, { ...noSecrets, secret: 'gK~8Q~value' })).toEqual([]);
  expect(mistakes({ method: 'secret' }, { ...noSecrets, secret: clientId })).toEqual(['tenant', 'secret']);
  expect(mistakes({ ...patch, secretEndsOn: '2026-06-14' }, { ...noSecrets, secret: 'x' })).toEqual([
    'secretEndsOn',
  ]);
  const request = toRequest(
    draft({ ...patch, secretEndsOn: '2026-12-01' }),
    { ...noSecrets, secret: ' x ' },
    null,
  );
  expect(request).toMatchObject({ secret: 'x', registration: { tenant: 'contoso.example' } });
  expect(request).not.toHaveProperty('scopes');
});

test('a certificate is one file or two', () => {
  const file = new File(['x'], 'app.pfx');
  const patch = { method: 'certificate', tenant: 'contoso.example' } as const;
  for (const files of [[file], [file, file]]) expect(mistakes(patch, { ...noSecrets, files })).toEqual([]);
  for (const files of [[], [file, file, file]])
    expect(mistakes(patch, { ...noSecrets, files })).toEqual(['certificate']);
});

test('a custom authority is an https address', () => {
  expect(mistakes({ authority: 'https://login.example.org/contoso' })).toEqual([]);
  for (const invalid of ['login.example.org', 'http://login.example.org/x', 'https://'])
    expect(mistakes({ authority: invalid }), invalid).toEqual(['authority']);
});

test('the administrator’s policy determines the default permissions', () => {
  expect(draft({}, { allowedScopes: ['Sites.Read.All', 'Files.Read'] }).scopes).toEqual(['Files.Read']);
  expect(draft({}, { allowedScopes: [] }).scopes).toEqual([]);
  expect(mistakes({}, noSecrets, { allowedScopes: [] })).toEqual(['scopes']);
});

test('the guide doesn’t override what is fixed', () => {
  const locked: SignInDefaults = { ...plain, tenant: 'contoso.example', locked: ['tenant'] };
  const found = { cloud: 'china', tenant: 'fabrikam.example', clientId, authority: null } as const;
  expect(startDraft(locked, found)).toMatchObject({
    kind: 'tenant',
    tenant: 'contoso.example',
    cloud: 'china',
  });
  expect(startDraft(plain, found)).toMatchObject({ kind: 'tenant', tenant: 'fabrikam.example', clientId });
});

test('mistakes are listed from top to bottom of the form', () => {
  const found = mistakes({ method: 'secret', authority: 'x' }, noSecrets, { hasClientId: false });
  expect(found).toEqual(fieldNames.filter((name) => found.includes(name)));
});
