import { CryptoProvider } from '@azure/msal-node';
import { AppError } from '../../errors.ts';
import { toNetworkError } from '../../graph/network-errors.ts';
import { toCodeOfNumber } from '../aadsts.ts';
import { toGraphScopes } from '../clouds.ts';
import type { NetworkPorts } from '../msal-network.ts';
import { findNumber, parseRefusal, toSignInError } from '../sign-in-failure.ts';
import { waitForPerson, type Attempt, type RequestOf } from './attempt.ts';
import { openLoopback } from './loopback.ts';
import { createFreshApp, type PersonGrant } from './person-grant.ts';

export const pageWaitMs = 10 * 60_000;

/**
 * Authorization code flow with PKCE. The listener is ours, since MSAL's only ends with a response, and the
 * user may close the page.
 */
export async function signInByBrowser(attempt: Attempt<RequestOf<'browser'>>): Promise<PersonGrant> {
  const { ports, registration, request, again } = attempt;
  const { msal, toGrant } = createFreshApp(ports, registration);
  const crypto = new CryptoProvider();
  const { verifier, challenge } = await crypto.generatePkceCodes();
  const state = crypto.createNewGuid();
  const scopes = toGraphScopes(registration.cloud, request.scopes);
  const loopback = await openLoopback({ state, by: 'form' });
  try {
    const { redirectUri } = loopback;
    const claims = again?.claims == null ? {} : { claims: again.claims };
    const url = await msal.run('signingIn', (app) =>
      app.getAuthCodeUrl({
        scopes,
        redirectUri,
        state,
        responseMode: 'form_post',
        codeChallenge: challenge,
        codeChallengeMethod: 'S256',
        ...claims,
        ...(again === null ? { prompt: 'select_account' } : { loginHint: again.address }),
      }),
    );
    if (await probe(ports, url)) attempt.markDone('redirect');
    if (attempt.signal.aborted) throw new AppError('cancelled');
    await attempt.openPage(url);
    attempt.show({ state: 'browser' });
    const fields = await waitForPerson(attempt, ports.clock, pageWaitMs, 'signInTimedOut', loopback.answer);
    attempt.show({ state: 'finishing' });
    const code = toCode(fields, ports.clock.now());
    attempt.markDone('redirect');
    const clientInfo = fields['client_info'] ?? '';
    const result = await msal.run('signingIn', (app) =>
      app.acquireTokenByCode({ code, codeVerifier: verifier, scopes, redirectUri, clientInfo, ...claims }),
    );
    return toGrant(result);
  } finally {
    await loopback.close();
  }
}

function toCode(fields: Record<string, string>, nowMs: number): string {
  const refusal = parseRefusal(fields, null, null);
  if (refusal !== null) throw toSignInError(refusal, 'signingIn', nowMs);
  const { code } = fields;
  if (code === undefined || code === '') throw new AppError('signInMismatch');
  return code;
}

/** Errors that the service shows in the browser without redirecting back. */
const shownOnly: ReadonlySet<AppError['code']> = new Set<AppError['code']>([
  'wrongCloud',
  'tenantUnknown',
  'tenantUnclear',
  'tenantRestricted',
  'wrongAudience',
  'appUnknown',
  'redirectNotRegistered',
]);

const nobodyThere = 50058;

/** A whole sign-in page; a network's own may have any size. */
const maxPageBytes = 4 * 1024 * 1024;

/**
 * `prompt=none` detects errors that only the browser would show. An unclear response proves nothing and
 * blocks nobody.
 */
async function probe({ http, clock }: NetworkPorts, pageUrl: string): Promise<boolean> {
  const url = new URL(pageUrl);
  url.searchParams.set('prompt', 'none');
  url.searchParams.delete('login_hint');
  let text = '';
  try {
    const answer = await http.request({
      method: 'GET',
      url: url.href,
      headers: {},
      body: null,
      signal: null,
    });
    text = `${answer.headers['location'] ?? ''} ${await answer.text(maxPageBytes)}`;
  } catch (error) {
    throw toNetworkError(error, null, clock.now());
  }
  const number = findNumber(text);
  const code = number === null ? null : toCodeOfNumber(number, 'signingIn');
  if (code !== null && shownOnly.has(code)) {
    const refusal = parseRefusal({ error: 'refused', error_description: text }, null, null);
    if (refusal !== null) throw toSignInError(refusal, 'signingIn', clock.now());
  }
  return number === nobodyThere;
}
