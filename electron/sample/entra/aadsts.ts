import { toInstant } from '../clock.ts';
import { toJson, type Answer, type Ask } from '../http/exchange.ts';

/** A refusal of the sign-in service: OAuth's error, Entra's number, and what it would say. */
export interface Refusal {
  number: number;
  error: string;
  suberror?: string;
  /** A claims challenge to be passed on to the next sign-in, as JSON text. */
  claims?: string;
  status?: number;
  message?: string;
}

const KNOWN: Record<number, { error: string; suberror?: string; message: string }> = {
  16000: { error: 'interaction_required', message: 'Select an account.' },
  50011: {
    error: 'invalid_request',
    message:
      'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  },
  50034: { error: 'invalid_grant', message: 'The user account does not exist in the directory.' },
  50053: { error: 'invalid_grant', message: 'The account is locked.' },
  50057: { error: 'invalid_grant', message: 'The user account is disabled.' },
  50058: { error: 'login_required', message: 'A silent sign-in request was sent but no user is signed in.' },
  50076: {
    error: 'invalid_grant',
    suberror: 'basic_action',
    message: 'You must use multi-factor authentication to access the resource.',
  },
  50126: {
    error: 'invalid_grant',
    message: 'Error validating credentials due to invalid username or password.',
  },
  53003: {
    error: 'invalid_grant',
    suberror: 'message_only',
    message: 'Access has been blocked by Conditional Access policies.',
  },
  54005: { error: 'invalid_grant', message: 'OAuth2 authorization code was already redeemed.' },
  65001: {
    error: 'invalid_grant',
    suberror: 'consent_required',
    message: 'The user or administrator has not consented to use the application.',
  },
  65004: { error: 'access_denied', message: 'User declined to consent to access the app.' },
  70000: { error: 'invalid_grant', message: 'The provided grant is invalid.' },
  70008: { error: 'invalid_grant', message: 'The provided authorization code or refresh token has expired.' },
  70011: {
    error: 'invalid_scope',
    message: 'The provided value for the input parameter scope is not valid.',
  },
  70016: {
    error: 'authorization_pending',
    message: 'OAuth 2.0 device flow error. Authorization is pending.',
  },
  70018: { error: 'bad_verification_code', message: 'Invalid verification code.' },
  70019: { error: 'expired_token', message: 'Verification code expired.' },
  90002: { error: 'invalid_request', message: 'Tenant not found.' },
  90014: { error: 'invalid_request', message: 'A required field is missing.' },
  90094: { error: 'consent_required', message: 'Admin consent is required.' },
  501481: {
    error: 'invalid_grant',
    message: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  700016: { error: 'unauthorized_client', message: 'Application was not found in the directory.' },
  700025: {
    error: 'invalid_client',
    message: 'Client is public so neither client_assertion nor client_secret should be presented.',
  },
  700027: {
    error: 'invalid_client',
    message:
      'The certificate with identifier used to sign the client assertion is not registered on application.',
  },
  1002012: {
    error: 'invalid_scope',
    message:
      'The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed.',
  },
  7000215: { error: 'invalid_client', message: 'Invalid client secret provided.' },
  7000218: {
    error: 'invalid_client',
    message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  9001023: {
    error: 'invalid_grant',
    message: 'The grant type is not supported over the /common or /consumers endpoints.',
  },
};

export function toRefusal(number: number, more: Partial<Refusal> = {}): Refusal {
  const known = KNOWN[number] ?? { error: 'invalid_grant', message: 'The request was refused.' };
  return { number, ...known, ...more };
}

/** "AADSTS50126: … Trace ID: … Correlation ID: … Timestamp: …" */
export function toDescription(refusal: Refusal, ask: Ask, nowMs: number): string {
  const time = toInstant(nowMs).replace('T', ' ');
  return `AADSTS${refusal.number}: ${refusal.message ?? ''} Trace ID: ${ask.requestId} Correlation ID: ${ask.clientRequestId ?? ask.requestId} Timestamp: ${time}`;
}

export function toRefusalAnswer(refusal: Refusal, ask: Ask, nowMs: number): Answer {
  return toJson(refusal.status ?? (refusal.error === 'invalid_client' ? 401 : 400), {
    error: refusal.error,
    error_description: toDescription(refusal, ask, nowMs),
    error_codes: [refusal.number],
    timestamp: toInstant(nowMs).replace('T', ' '),
    trace_id: ask.requestId,
    correlation_id: ask.clientRequestId ?? ask.requestId,
    error_uri: `https://login.microsoftonline.com/error?code=${refusal.number}`,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
    ...(refusal.claims === undefined ? {} : { claims: refusal.claims }),
  });
}
