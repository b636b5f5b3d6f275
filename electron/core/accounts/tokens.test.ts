import { expect, test } from 'vitest';
import { factOf } from '../../contract/error-codes.ts';
import { toRefusal } from '../../sample/entra/aadsts.ts';
import type { Ports } from '../ports.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import {
  beginUntil,
  browserRequest,
  createTestBrowser,
  signInAs,
  signInStands,
  type TestBrowser,
  watchTokens,
} from '../testing/sign-in-steps.ts';
import { openListed } from '../testing/steps.ts';

/** A signed-in account, and the last access token used. */
async function signedIn(more: { driveType?: 'business'; adjust?: (ports: Ports) => void } = {}) {
  const browser = createTestBrowser();
  const tokens: string[] = [];
  const rig = await createRig({
    ...more,
    adjust(ports) {
      browser.adjust(ports);
      more.adjust?.(ports);
      watchTokens(ports, (token) => tokens.push(token));
    },
  });
  const account = await signInAs(rig, browser, 'Alex');
  return { rig, browser, account, accountId: account.accountId, lastToken: () => tokens.at(-1) ?? '' };
}

const quotaOf = (rig: Rig, accountId: string) => () => rig.call('app.quota', { accountId });

const signInNeeded = (rig: Rig, code: string) =>
  rig.waitForEvent(
    'accounts.changed',
    ([account]) => account?.state === 'signInNeeded' && account.failure?.code === code,
  );

test('T83 fifty calls at once make one token request, and each gets the new token', async () => {
  const { rig, accountId, lastToken } = await signedIn();
  await using _ = rig;
  const quota = quotaOf(rig, accountId);
  rig.service.tokens.revoke(lastToken());
  await quota();
  rig.service.counters.reset();
  rig.service.tokens.revoke(lastToken());
  const all = await Promise.all(Array.from({ length: 50 }, quota));
  expect(all).toHaveLength(50);
  expect(rig.service.counters.count('POST token')).toBe(1);
});

test('a valid token is used without a request', async () => {
  const { rig, accountId } = await signedIn();
  await using _ = rig;
  const quota = quotaOf(rig, accountId);
  await quota();
  rig.service.counters.reset();
  for (let turn = 0; turn < 5; turn += 1) await quota();
  expect(rig.service.counters.count('POST token')).toBe(0);
});

test('a claims challenge is answered once, with the requested claims', async () => {
  const { rig, accountId, lastToken } = await signedIn();
  await using _ = rig;
  const quota = quotaOf(rig, accountId);
  await quota();
  rig.service.counters.reset();
  rig.service.tokens.challenge(lastToken(), '{"access_token":{"nbf":{"essential":true,"value":"1"}}}');
  await quota();
  expect(rig.service.counters.count('POST token')).toBe(1);
});

test.each([
  [50076, { claims: '{"access_token":{"capolids":{"essential":true}}}' }, 'mfaRequired'],
  [65001, {}, 'consentMissing'],
  [90094, {}, 'adminConsentNeeded'],
  [700082, {}, 'signInNeeded'],
  [70000, {}, 'signInNeeded'],
  [50057, {}, 'accountDisabled'],
  [53003, {}, 'blockedByPolicy'],
])(
  'T83 a refresh that is refused with %i pauses the account and gives the reason',
  async (number, more, code) => {
    const { rig, accountId, lastToken } = await signedIn();
    await using _ = rig;
    const quota = quotaOf(rig, accountId);
    rig.service.directory.script.push({ at: 'token', refusal: toRefusal(number, more), times: 1 });
    rig.service.tokens.revoke(lastToken());
    const failure = await rig.failure('app.quota', { accountId });
    expect(failure).toMatchObject({ code: 'signInNeeded', details: { serviceCode: `AADSTS${number}` } });
    const [account] = await signInNeeded(rig, code);
    expect(account?.failure?.details).toMatchObject({
      serviceCode: `AADSTS${number}`,
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
    });
    // Until the next sign-in, no more requests are made.
    rig.service.counters.reset();
    expect((await rig.failure('app.quota', { accountId })).code).toBe('signInNeeded');
    expect(rig.service.counters.count('POST token')).toBe(0);
    await expect(quota()).rejects.toThrow('signInNeeded');
  },
);

test('T83 what waited for a sign-in continues after it, in the same account', async () => {
  const { rig, browser, accountId, lastToken } = await signedIn();
  await using _ = rig;
  await refuseNext(rig, lastToken(), 700082);
  const { viewId } = await openListed(rig, { accountId });
  await rig.waitForEvent(
    'view.changed',
    (head) => head.viewId === viewId && head.freshness.failure?.code === 'signInNeeded',
  );
  rig.events.length = 0;
  const again = await signInAgain(rig, browser, accountId);
  expect(again.accountId).toBe(accountId);
  expect(await rig.call('accounts.list', {})).toHaveLength(1);
  await rig.waitForEvent(
    'view.changed',
    (head) => head.viewId === viewId && head.freshness.state === 'fresh' && head.count > 0,
  );
});

test('a different user can’t replace the account that has to sign in again', async () => {
  const { rig, browser, accountId, lastToken } = await signedIn();
  await using _ = rig;
  await refuseNext(rig, lastToken(), 700082);
  await rig.failure('app.quota', { accountId });
  rig.events.length = 0;
  const { signInId } = await rig.call('signIn.begin', browserRequest({ accountId }));
  await rig.waitForEvent(
    'signIn.changed',
    (signIn) => signIn.signInId === signInId && signIn.state === 'browser',
  );
  const url = new URL(browser.opened.at(-1)!);
  expect(url.searchParams.get('login_hint')).toBe('alex@contoso.example');
  url.searchParams.delete('login_hint');
  browser.opened.push(url.href);
  await browser.click(rig, 'Kim', 'Accept');
  const { failure } = await rig.waitForEvent(
    'signIn.changed',
    (signIn) => signIn.signInId === signInId && signIn.state === 'failed',
  );
  expect(failure).toMatchObject({ code: 'anotherAccount', facts: { who: 'alex@contoso.example' } });
});

test('losing the network doesn’t sign anyone out', async () => {
  let isOff = false;
  const { rig, accountId, lastToken } = await signedIn({
    adjust(ports) {
      const { http } = ports;
      ports.http = {
        request: (sent) =>
          isOff && sent.url.startsWith('https://login.')
            ? Promise.reject(Object.assign(new Error('no route'), { code: 'ENETUNREACH' }))
            : http.request(sent),
        close: () => http.close(),
      };
    },
  });
  await using _ = rig;
  rig.service.tokens.revoke(lastToken());
  isOff = true;
  expect((await rig.failure('app.quota', { accountId })).code).toBe('offline');
  expect(await rig.call('accounts.list', {})).toMatchObject([{ state: 'ready' }]);
  isOff = false;
  await rig.call('app.quota', { accountId });
});

test('a busy sign-in service gets no request until the time it gave', async () => {
  const { rig, accountId, lastToken } = await signedIn();
  await using _ = rig;
  rig.service.faults.add({ route: 'POST token', status: 503, headers: { 'Retry-After': '120' } });
  rig.service.tokens.revoke(lastToken());
  const first = await rig.failure('app.quota', { accountId });
  expect(first).toMatchObject({ code: 'throttled' });
  expect(factOf(first, 'waitMs')).toBeGreaterThan(60_000);
  rig.service.counters.reset();
  expect((await rig.failure('app.quota', { accountId })).code).toBe('throttled');
  expect(rig.service.counters.count('POST token')).toBe(0);
  expect(await rig.call('accounts.list', {})).toMatchObject([{ state: 'ready' }]);
});

async function refuseNext(rig: Rig, token: string, number: number): Promise<void> {
  rig.service.directory.script.push({ at: 'token', refusal: toRefusal(number), times: 1 });
  rig.service.tokens.revoke(token);
}

/** The sign-in page already knows the user. */
async function signInAgain(rig: Rig, browser: TestBrowser, accountId: string) {
  const { signInId } = await beginUntil(rig, browserRequest({ accountId }), 'browser');
  await browser.click(rig);
  const { account, failure } = await signInStands(rig, signInId, 'done', 'failed');
  expect(failure).toBeNull();
  return account!;
}
