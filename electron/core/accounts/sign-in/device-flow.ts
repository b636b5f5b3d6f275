import type { DeviceCodeRequest } from '@azure/msal-node';
import { AppError } from '../../errors.ts';
import { toGraphScopes } from '../clouds.ts';
import { waitForPerson, type Attempt, type RequestOf } from './attempt.ts';
import { createFreshApp, type PersonGrant } from './person-grant.ts';

/** MSAL polls every few seconds. */
export async function signInByDevice(attempt: Attempt<RequestOf<'device'>>): Promise<PersonGrant> {
  const { ports, registration, request, signal } = attempt;
  const { msal, toGrant } = createFreshApp(ports, registration);
  const shown = Promise.withResolvers<number>();
  const question: DeviceCodeRequest = {
    scopes: toGraphScopes(registration.cloud, request.scopes),
    deviceCodeCallback({ userCode, verificationUri, expiresIn }) {
      // MSAL does not check whether it got a code or a refusal; `run` knows the refusal.
      if (!userCode) throw new AppError('unexpectedAnswer');
      // MSAL calls back with an empty value if the service refused; the refusal follows.
      if (!userCode) return;
      attempt.markDone('client');
      attempt.show({ state: 'code', code: { userCode, address: verificationUri } });
      attempt.offerPage(verificationUri);
      shown.resolve(expiresIn * 1000);
    },
  };
  // MSAL checks this before each poll.
  const stop = () => (question.cancel = true);
  signal.addEventListener('abort', stop, { once: true });
  const answer = msal.run('signingIn', (app) => app.acquireTokenByDeviceCode(question));
  try {
    const waitMs = await Promise.race([shown.promise, answer.then(() => 0)]);
    const result = await waitForPerson(attempt, ports.clock, waitMs, 'codeExpired', answer);
    attempt.markDone('redirect');
    attempt.show({ state: 'finishing', code: null });
    if (signal.aborted) throw new AppError('cancelled');
    return toGrant(result);
  } finally {
    stop();
    answer.catch(() => undefined);
    signal.removeEventListener('abort', stop);
    attempt.show({ code: null });
  }
}
