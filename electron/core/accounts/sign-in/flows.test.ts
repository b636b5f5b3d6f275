import { describe, expect, test } from 'vitest';
import type { SignInRequest } from '../../../contract/sign-in.ts';
import { SAMPLE_APP } from '../../../sample/entra/registration.ts';
import { click } from '../../../sample/testing/sign-in.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { createRig, type Rig } from '../../testing/rig.ts';
import {
  beginUntil,
  browserRequest,
  createTestBrowser,
  signInStands,
  toSamplePage,
} from '../../testing/sign-in-steps.ts';
import { createTestVault } from '../../testing/test-vault.ts';

const registration = {
  cloud: 'global' as const,
  tenant: 'contoso.example',
  clientId: SAMPLE_APP.clientId,
  authority: null,
};
const person = {
  registration,
  purpose: 'add',
  keep: 'session',
  accountId: null,
  scopes: ['Files.ReadWrite'],
} as const;
const device: SignInRequest = { method: 'device', ...person, scopes: ['Files.ReadWrite'] };
const withPassword = (more: object = {}): SignInRequest => ({
  method: 'password',
  ...person,
  scopes: ['Files.ReadWrite'],
  username: 'alex@contoso.example',
  password: 'correct horse',
  ...more,
});
const withSecret = (secret: string, more: object = {}): SignInRequest => ({
  method: 'secret',
  registration: { ...registration, clientId: 'daemon' },
  purpose: 'add',
  keep: 'session',
  accountId: null,
  secret,
  secretExpiresAt: null,
  ...more,
});

/** MSAL asks that often whether the code was entered, in real time. */
const askEachSecond = ({ service }: Rig) =>
  service.faults.add({
    route: /\/devicecode/,
    times: Infinity,
    edit: (json) => ({ ...json, interval: 1 }),
  });

describe('a code for another device', () => {
  test('is shown with its page and its expiry, and adds the account', async () => {
    await using rig = await createRig({ driveType: 'business' });
    askEachSecond(rig);
    const { signInId, code, until } = await beginUntil(rig, device, 'code', 'failed');
    expect(code?.userCode).toMatch(/^\w{6,}$/);
    const shown =
      until ?? (await rig.waitForEvent('signIn.changed', (signIn) => signIn.until !== null)).until;
    expect(Date.parse(shown!) - Date.now()).toBeGreaterThan(800_000);
    const page = toSamplePage(rig, `${code!.address}?user_code=${code!.userCode}`);
    await click(page, 'Kim', 'Accept');
    const { account } = await signInStands(rig, signInId, 'done', 'failed');
    expect(account).toMatchObject({ kind: 'delegated', address: 'kim@contoso.example' });
  });

  test('adds a guest of another organization beside the account in their own', async () => {
    const tenants = [{ domain: 'fabrikam.example', people: 1, guests: ['alex@contoso.example'] }];
    await using rig = await createRig({ driveType: 'business', tenants });
    askEachSecond(rig);
    const signIn = async (tenant: string, accountId: string | null, ...labels: string[]) => {
      const request = { ...device, accountId, registration: { ...registration, tenant } };
      const { signInId, code } = await beginUntil(rig, request, 'code', 'failed');
      const page = toSamplePage(rig, `${code!.address}?user_code=${code!.userCode}`);
      await click(page, 'Alex', ...labels);
      return (await signInStands(rig, signInId, 'done', 'failed')).account!;
    };
    const own = await signIn('contoso.example', null, 'Accept');
    const guest = await signIn('fabrikam.example', null, 'Accept');
    expect([guest.address, guest.driveId === own.driveId]).toEqual([own.address, false]);
    const names = ['Alex Sample', 'Alex Sample (fabrikam.example)'];
    expect([own.displayName, guest.displayName]).toEqual(names);
    const listed = async () =>
      (await rig.call('accounts.list', {})).map(({ accountId, driveId }) => [accountId, driveId]);
    const both = [own, guest].map(({ accountId, driveId }) => [accountId, driveId]);
    expect(await listed()).toEqual(both);
    // Each of them signs in again, and one is not taken for the other.
    await signIn('contoso.example', own.accountId);
    await signIn('fabrikam.example', guest.accountId);
    await signIn('fabrikam.example', null);
    expect(await listed()).toEqual(both);
  });

  test('can be canceled at once', async () => {
    await using rig = await createRig();
    const { signInId } = await beginUntil(rig, device, 'code');
    await rig.call('signIn.cancel', { signInId });
    await signInStands(rig, signInId, 'cancelled');
    expect(await rig.call('accounts.list', {})).toEqual([]);
  });

  test('is refused to an unknown app and to one that the portal lists as a web app', async () => {
    await using rig = await createRig({ driveType: 'business' });
    rig.service.directory.register({ clientId: 'website', platform: 'web', secrets: ['s3cret'] });
    const tries = [
      ['nobody', 'appUnknown'],
      ['website', 'publicFlowsDisabled'],
    ] as const;
    for (const [clientId, code] of tries) {
      const request = { ...device, registration: { ...registration, clientId } };
      const { failure } = await beginUntil(rig, request, 'failed', 'code');
      expect(failure?.code).toBe(code);
      rig.events.length = 0;
    }
  });

  test('expires with its own error', async () => {
    const clock = createManualClock(Date.now());
    await using rig = await createRig({ clock });
    const { signInId } = await beginUntil(rig, device, 'code');
    await clock.sleeping();
    await clock.advance(900_000);
    expect((await signInStands(rig, signInId, 'failed')).failure?.code).toBe('codeExpired');
  });
});

describe('a user name and a password', () => {
  test('are enough if nothing else is required', async () => {
    await using rig = await createRig({ driveType: 'business' });
    const { account, failure } = await beginUntil(rig, withPassword(), 'done', 'failed');
    expect(failure).toBeNull();
    expect(account?.displayName).toBe('Alex Sample');
  });

  test('report what is wrong', async () => {
    await using rig = await createRig({ driveType: 'business' });
    rig.service.directory.needsMfa.add('dana@contoso.example');
    const tries: [object, string][] = [
      [{ password: 'not the one' }, 'wrongPassword'],
      [{ username: 'nobody@contoso.example' }, 'accountNotInTenant'],
      [{ username: 'dana@contoso.example' }, 'mfaRequired'],
      [{ registration: { ...registration, tenant: 'common' } }, 'wrongAudience'],
    ];
    for (const [more, code] of tries) {
      const { failure } = await beginUntil(rig, withPassword(more), 'done', 'failed');
      expect(failure?.code).toBe(code);
      rig.events.length = 0;
    }
  });

  test.each(['common', 'Consumers'])('are not sent for %s, which don’t accept them', async (tenant) => {
    await using rig = await createRig({ driveType: 'business' });
    const asked = withPassword({ registration: { ...registration, tenant } });
    expect(await beginUntil(rig, asked, 'done', 'failed')).toMatchObject({
      failure: { code: 'wrongAudience' },
    });
    expect(rig.service.counters.count('POST token')).toBe(0);
  });
});

describe('an app as itself', () => {
  test('stops where its drives are chosen, and shows its permissions', async () => {
    await using rig = await createRig({ driveType: 'business' });
    rig.service.directory.register({
      clientId: 'daemon',
      secrets: ['s3cret'],
      roles: ['Files.ReadWrite.All'],
    });
    const { granted, state } = await beginUntil(rig, withSecret('s3cret'), 'chooseDrives', 'failed');
    expect({ granted, state }).toEqual({ granted: ['Files.ReadWrite.All'], state: 'chooseDrives' });
  });

  test('without consent says how to get it', async () => {
    await using rig = await createRig({ driveType: 'business' });
    rig.service.directory.register({ clientId: 'daemon', secrets: ['s3cret'], roles: [] });
    const { failure, passed } = await beginUntil(rig, withSecret('s3cret'), 'chooseDrives', 'failed');
    expect(failure?.code).toBe('noApplicationRoles');
    expect(passed).toEqual(['cloud', 'tenant', 'client', 'credential']);
  });

  test('needs its own secret, its organization and its registration', async () => {
    await using rig = await createRig({ driveType: 'business' });
    rig.service.directory.register({
      clientId: 'daemon',
      secrets: ['s3cret'],
      expiredSecrets: ['old'],
      roles: ['Files.Read.All'],
    });
    const at = (tenant: string) => ({ registration: { ...registration, clientId: 'daemon', tenant } });
    const tries: [SignInRequest, string][] = [
      [withSecret('nope'), 'wrongSecret'],
      [withSecret('old'), 'secretExpired'],
      [withSecret('s3cret', at('nowhere.example')), 'tenantUnknown'],
      [withSecret('s3cret', { registration: { ...registration, clientId: 'unknown' } }), 'appUnknown'],
      [withSecret('s3cret', at('common')), 'tenantUnclear'],
    ];
    for (const [request, code] of tries) {
      const { failure } = await beginUntil(rig, request, 'chooseDrives', 'failed');
      expect(failure?.code).toBe(code);
      rig.events.length = 0;
    }
  });
});

describe('the consent of an administrator', () => {
  const request: SignInRequest = {
    method: 'adminConsent',
    registration,
    purpose: 'add',
    keep: 'session',
    scopes: [],
  };
  const answer = async (verdict: string) => {
    const browser = createTestBrowser();
    const rig = await createRig({ driveType: 'business', adjust: browser.adjust });
    const { signInId, consentLink } = await beginUntil(rig, request, 'browser');
    return { rig, browser, signInId, link: new URL(consentLink!), verdict };
  };

  test('completes without user action, and only for the matching request', async () => {
    const { rig, browser, signInId, link } = await answer('Accept');
    await using _ = rig;
    expect(link.searchParams.get('scope')).toBe('https://graph.microsoft.com/.default');
    expect(browser.opened).toEqual([]);
    await rig.call('signIn.openAgain', { signInId });
    expect(browser.opened).toEqual([link.href]);
    const back = link.searchParams.get('redirect_uri')!;
    const forged = await fetch(`${back}/?admin_consent=True&tenant=x&state=forged`);
    expect(forged.status).toBe(400);
    const done = await fetch(
      `${back}/?admin_consent=True&tenant=evil&state=${link.searchParams.get('state')!}`,
    );
    expect(await done.text()).toContain('You can go back to Slipway');
    expect(await signInStands(rig, signInId, 'done', 'failed')).toMatchObject({
      failure: null,
      account: null,
    });
  });

  test('is reported if it is refused', async () => {
    const { rig, signInId, link } = await answer('Decline');
    await using _ = rig;
    const back = link.searchParams.get('redirect_uri')!;
    const state = link.searchParams.get('state')!;
    const said = encodeURIComponent('AADSTS65004: User declined to consent.');
    await fetch(
      `${back}/?admin_consent=True&error=consent_required&error_description=${said}&state=${state}`,
    );
    expect((await signInStands(rig, signInId, 'failed')).failure?.code).toBe('consentDeclined');
  });
});

const check = (more: object = {}) =>
  browserRequest({ purpose: 'check', registration: { ...registration, ...more } });

describe('the check of a registration', () => {
  test('passes every step and adds no account', async () => {
    const browser = createTestBrowser();
    await using rig = await createRig({ driveType: 'business', adjust: browser.adjust });
    const { signInId } = await beginUntil(rig, check(), 'browser');
    await browser.click(rig, 'Alex', 'Accept');
    const { passed, account } = await signInStands(rig, signInId, 'done', 'failed');
    expect(account).toBeNull();
    expect(passed).toEqual(['cloud', 'tenant', 'client', 'redirect', 'consent', 'permissions', 'drive']);
    expect(await rig.call('accounts.list', {})).toEqual([]);
  });

  test.each([
    [{ tenant: 'nowhere.example' }, 'tenantUnknown', ['cloud']],
    [{ clientId: 'unknown' }, 'appUnknown', ['cloud', 'tenant']],
    [{ clientId: 'daemon' }, 'redirectNotRegistered', ['cloud', 'tenant', 'client']],
  ])('%o: Slipway detects what the page would only show in the browser', async (more, code, passed) => {
    const browser = createTestBrowser();
    await using rig = await createRig({ driveType: 'business', adjust: browser.adjust });
    rig.service.directory.register({ clientId: 'daemon', platform: null });
    const ended = await beginUntil(rig, check(more), 'failed', 'browser');
    expect(ended).toMatchObject({ state: 'failed', passed, failure: { code } });
    expect(browser.opened).toEqual([]);
  });

  test('recognizes a registration for the Web platform', async () => {
    const browser = createTestBrowser();
    await using rig = await createRig({ driveType: 'business', adjust: browser.adjust });
    rig.service.directory.register({ clientId: 'website', platform: 'web', secrets: ['s3cret'] });
    const { signInId } = await beginUntil(rig, check({ clientId: 'website' }), 'browser', 'failed');
    await browser.click(rig, 'Alex', 'Accept');
    const ended = await signInStands(rig, signInId, 'failed', 'done');
    expect(ended).toMatchObject({
      failure: { code: 'publicFlowsDisabled' },
      passed: ['cloud', 'tenant', 'client'],
    });
  });
});

test('an unfinished sign-in closes its listener after ten minutes', async () => {
  const clock = createManualClock(Date.now());
  const browser = createTestBrowser();
  await using rig = await createRig({ clock, adjust: browser.adjust });
  const { signInId } = await beginUntil(rig, browserRequest(), 'browser');
  await clock.sleeping();
  await clock.advance(600_000);
  expect((await signInStands(rig, signInId, 'failed')).failure?.code).toBe('signInTimedOut');
  const redirectUri = new URL(browser.opened[0]!).searchParams.get('redirect_uri')!;
  await expect(fetch(redirectUri)).rejects.toThrow('fetch failed');
});

test('a sign-in belongs to the window that started it and ends with it', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ adjust: browser.adjust });
  const { signInId } = await beginUntil(rig, browserRequest(), 'browser');
  const other = rig.core.connect(() => {});
  expect(await other.call('signIn.cancel', { signInId })).toMatchObject({
    ok: false,
    error: { code: 'notFound' },
  });
  rig.session.close();
  const redirectUri = new URL(browser.opened[0]!).searchParams.get('redirect_uri')!;
  await expect
    .poll(() =>
      fetch(redirectUri).then(
        () => 'listens',
        () => 'gone',
      ),
    )
    .toBe('gone');
});

test('a sign-in doesn’t start after its window was closed', async () => {
  const browser = createTestBrowser();
  const vault = createTestVault();
  let asked: (() => void) | null = null;
  const gate = Promise.withResolvers<void>();
  const available = async () => {
    asked?.();
    if (asked !== null) await gate.promise;
    return true;
  };
  await using rig = await createRig({
    adjust(ports) {
      browser.adjust(ports);
      ports.vault = { ...vault, available };
    },
  });
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const begun = rig.failure('signIn.begin', browserRequest({ keep: 'sealed' }));
  await isAsked;
  rig.session.close();
  gate.resolve();
  expect((await begun).code).toBe('cancelled');
  expect(browser.opened).toEqual([]);
});

test.each([
  [
    { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<!doctype html><p>Pay here</p>' },
    'networkSignIn',
  ],
  [{ status: 511, headers: { 'Content-Type': 'text/html' }, body: '<html></html>' }, 'networkSignIn'],
  [{ status: 407, headers: { 'Content-Type': 'text/html' }, body: '<html></html>' }, 'proxySignIn'],
  [{ status: 503, headers: { 'Content-Type': 'text/html' }, body: '<html></html>' }, 'signInBusy'],
  [{ status: 200, body: { token_type: 'Bearer' } }, 'unexpectedAnswer'],
  [{ status: 200, body: { token_type: 'Bearer', access_token: '' } }, 'unexpectedAnswer'],
  [{ reset: 'beforeEffect' as const }, 'offline'],
])('reports an invalid response (%o) as what it is', async (fault, code) => {
  await using rig = await createRig({ driveType: 'business' });
  rig.service.faults.add({ route: 'POST token', ...fault });
  const { failure } = await beginUntil(rig, withPassword(), 'done', 'failed');
  expect(failure?.code).toBe(code);
});

test('says that a new OneDrive which answers as a locked vault isn’t set up yet', async () => {
  await using rig = await createRig({ driveType: 'business' });
  const body = { error: { code: 'invalidRequest', message: 'ObjectHandle is Invalid' } };
  rig.service.faults.add({ route: /\/me\/drive\/root/, status: 400, body });
  const { failure } = await beginUntil(rig, withPassword(), 'done', 'failed');
  expect(failure?.code).toBe('driveNotReady');
});

test.each([
  [400, 'invalidRequest', 'The special folder isn’t supported for the user.'],
  [403, 'accessDenied', 'Access Denied'],
  [404, 'itemNotFound', 'The resource could not be found.'],
])('says that OneDrive refuses to open the app folder (%i)', async (status, code, message) => {
  await using rig = await createRig({ driveType: 'business' });
  rig.service.faults.add({ route: /approot/, status, body: { error: { code, message } } });
  const asked = withPassword({ scopes: ['Files.ReadWrite.AppFolder'] });
  const { failure } = await beginUntil(rig, asked, 'done', 'failed');
  expect(failure?.code).toBe('appFolderRefused');
});

test('reports a missing client ID, browser or keyring', async () => {
  await using rig = await createRig({
    adjust: (ports) => (ports.browser = { open: () => Promise.reject(new Error('none')) }),
  });
  const registered = browserRequest().registration;
  expect(
    (await rig.failure('signIn.begin', browserRequest({ registration: { ...registered, clientId: null } })))
      .code,
  ).toBe('clientIdMissing');
  expect((await rig.failure('signIn.begin', browserRequest({ keep: 'sealed' }))).code).toBe('keyringMissing');
  expect((await beginUntil(rig, browserRequest(), 'failed')).failure?.code).toBe('browserNotOpened');
  expect(await rig.call('signIn.defaults', {})).toMatchObject({
    cloud: 'global',
    canSeal: false,
    hasClientId: false,
  });
});
