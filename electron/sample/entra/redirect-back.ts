import { toEmpty, type ServiceResponse } from '../http/exchange.ts';
import { toDescription, type Refusal } from './aadsts.ts';
import { toReturnPage, toFormPost, toMessagePage } from './pages.ts';
import type { Registration } from './registration.ts';
import type { SignInContext } from './sign-in-context.ts';

/** Microsoft's page at the end of a sign-in whose address the user copies into the client. */
export const NATIVE_CLIENT = 'https://login.microsoftonline.com/common/oauth2/nativeclient';

/** Loopback with any port and, if registered, the native client's page. */
export function isRegistered(app: Registration, redirectUri: string): boolean {
  if (redirectUri === NATIVE_CLIENT) return app.takesNativeClient;
  return /^http:\/\/localhost(?::\d+)?\/?$/.test(redirectUri);
}

/** With a form if requested, as by MSAL, otherwise in the query. */
export function redirectBack(context: SignInContext, fields: Record<string, string>): ServiceResponse {
  const { query } = context.request;
  const state = query.get('state');
  const all = state === null ? fields : { ...fields, state };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('response_mode') === 'form_post') return toFormPost(redirectUri, all);
  return toEmpty(302, { Location: `${redirectUri}?${new URLSearchParams(all).toString()}` });
}

export function redirectRefused(context: SignInContext, refusal: Refusal): ServiceResponse {
  return redirectBack(context, { error: refusal.error, error_description: describe(context, refusal) });
}

const TITLE = 'Sorry, but we’re having trouble signing you in.';

/** Shows a refusal here if there is no trusted address to return to, or if only an administrator can help. */
export function showRefusal(context: SignInContext, refusal: Refusal): ServiceResponse {
  return toMessagePage(TITLE, describe(context, refusal), 400);
}

export function showWithReturnLink(context: SignInContext, refusal: Refusal, title = TITLE): ServiceResponse {
  if (context.request.query.get('sample_back') === 'yes') return redirectRefused(context, refusal);
  return toReturnPage(context.request.query, title, describe(context, refusal));
}

function describe(context: SignInContext, refusal: Refusal): string {
  return toDescription(refusal, context.request, context.clock.now());
}
