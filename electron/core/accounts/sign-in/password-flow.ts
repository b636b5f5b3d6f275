import { AppError } from '../../errors.ts';
import { toGraphScopes } from '../clouds.ts';
import type { Attempt, RequestOf } from './attempt.ts';
import { createFreshApp, type PersonGrant } from './person-grant.ts';

/**
 * Only for organizations without multi-factor authentication, and discouraged by Microsoft. The password is
 * sent once and not stored.
 */
export async function signInByPassword(attempt: Attempt<RequestOf<'password'>>): Promise<PersonGrant> {
  const { ports, registration, request } = attempt;
  // The service supports this for organizations only, and otherwise answers 9001023.
  if (['common', 'consumers'].includes(registration.tenant.toLowerCase()))
    throw new AppError('wrongAudience');
  const { msal, toGrant } = createFreshApp(ports, registration);
  const result = await msal.run('signingIn', (app) =>
    // oxlint-disable-next-line typescript/no-deprecated -- discouraged, and said to be so; some organizations have nothing else
    app.acquireTokenByUsernamePassword({
      scopes: toGraphScopes(registration.cloud, request.scopes),
      username: request.username,
      password: request.password,
    }),
  );
  return toGrant(result);
}
