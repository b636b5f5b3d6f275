import { randomUUID } from 'node:crypto';
import { AppError } from '../../errors.ts';
import { toAuthority, toDefaultScope, toGraphScopes } from '../clouds.ts';
import { parseRefusal, toSignInError } from '../sign-in-failure.ts';
import { waitForPerson, type Attempt, type RequestOf } from './attempt.ts';
import { openLoopback } from './loopback.ts';

const consentWaitMs = 60 * 60_000;

/**
 * ".default", everything in the registration, is the only way to approve application permissions. The tenant
 * in the response is not trusted, as it comes through a browser.
 */
export async function askAdministrator(attempt: Attempt<RequestOf<'adminConsent'>>): Promise<void> {
  const { ports, registration, request } = attempt;
  const { cloud } = registration;
  const scopes = request.scopes.length === 0 ? [toDefaultScope(cloud)] : toGraphScopes(cloud, request.scopes);
  const state = randomUUID();
  const loopback = await openLoopback({ state, by: 'query' });
  try {
    const link = new URL(`${toConsentAuthority(attempt)}/v2.0/adminconsent`);
    link.searchParams.set('client_id', registration.clientId);
    link.searchParams.set('scope', scopes.join(' '));
    link.searchParams.set('redirect_uri', loopback.redirectUri);
    link.searchParams.set('state', state);
    attempt.offerPage(link.href);
    attempt.show({ state: 'browser', consentLink: link.href });
    const fields = await waitForPerson(
      attempt,
      ports.clock,
      consentWaitMs,
      'signInTimedOut',
      loopback.answer,
    );
    const refusal = parseRefusal(fields, null, null);
    if (refusal !== null) throw toSignInError(refusal, 'signingIn', ports.clock.now());
    if (fields['admin_consent']?.toLowerCase() !== 'true') throw new AppError('signInMismatch');
  } finally {
    await loopback.close();
    attempt.show({ consentLink: null });
  }
}

/** "common" is not supported here; "organizations" stands for the administrator's own. */
function toConsentAuthority({ registration }: Pick<Attempt, 'registration'>): string {
  const { tenant } = registration;
  if (tenant.toLowerCase() === 'consumers') throw new AppError('wrongAudience');
  const isCommon = tenant.toLowerCase() === 'common';
  return toAuthority(isCommon ? { ...registration, tenant: 'organizations' } : registration);
}
