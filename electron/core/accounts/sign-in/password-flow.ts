import { AppError } from '../../errors.ts';
import { toGraphScopes } from '../clouds.ts';
import type { Attempt, RequestOf } from './attempt.ts';
import { createFreshApp, type PersonGrant } from './person-grant.ts';

/**
 * User name and password: for organisations without a second factor only, and discouraged by Microsoft. The password
 * goes into one request and is kept nowhere.
 */
export async function signInByPassword(attempt: Attempt<RequestOf<'password'>>): Promise<PersonGrant> {
  const { ports, registration, request } = attempt;
  // The service knows this way for organisations only, and refuses it with 9001023 for anybody else.
  if (['common', 'consumers'].includes(registration.tenant.toLowerCase()))
    throw new AppError('wrongAudience');
  const { msal, toGrant } = createFreshApp(ports, registration);
  const result = await msal.run('signingIn', (app) =>
    // oxlint-disable-next-line typescript/no-deprecated -- discouraged, and said to be so; some organisations have nothing else
    app.acquireTokenByUsernamePassword({
      scopes: toGraphScopes(registration.cloud, request.scopes),
      username: request.username,
      password: request.password,
    }),
  );
  return toGrant(result);
}
