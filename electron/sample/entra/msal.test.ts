import { generateKeyPairSync } from 'node:crypto';
import {
  ConfidentialClientApplication,
  InteractionRequiredAuthError,
  PublicClientApplication,
  ServerError,
  type Configuration,
  type INetworkModule,
} from '@azure/msal-node';
import { describe, expect, it } from 'vitest';
import type { SampleService } from '../sample-service.ts';
import { createTestClient } from '../testing/client.ts';
import { click } from '../testing/sign-in.ts';
import { start } from '../testing/start.ts';
import { toRefusal } from './aadsts.ts';
import { SAMPLE_APP } from './registration.ts';

function toSampleUrl(service: SampleService, url: string): string {
  return url.replace('https://login.microsoftonline.com', service.signInUrl);
}

/** A custom network client redirects unmodified msal-node to this run's sign-in service. */
function toConfiguration(
  service: SampleService,
  tenant: string,
  auth: Partial<Configuration['auth']> = {},
): Configuration {
  const send =
    (method: string): INetworkModule['sendPostRequestAsync'] =>
    async (url, options) => {
      const answer = await fetch(toSampleUrl(service, url), {
        method,
        ...(options?.headers === undefined ? {} : { headers: options.headers }),
        ...(options?.body === undefined ? {} : { body: options.body }),
      });
      return {
        headers: Object.fromEntries(answer.headers),
        body: (await answer.json()) as never,
        status: answer.status,
      };
    };
  return {
    auth: {
      clientId: SAMPLE_APP.clientId,
      authority: `https://login.microsoftonline.com/${tenant}`,
      ...auth,
    },
    system: {
      networkClient: { sendGetRequestAsync: send('GET'), sendPostRequestAsync: send('POST') },
      disableInternalRetries: true,
    },
  };
}

function browse(service: SampleService, ...labels: string[]): (url: string) => Promise<void> {
  return async (url) => {
    const { action, fields } = await click(toSampleUrl(service, url), ...labels);
    await fetch(action, { method: 'POST', body: new URLSearchParams(fields) });
  };
}

const scopes = ['User.Read', 'Files.ReadWrite'];
const worksFor = async (service: SampleService, token: string): Promise<unknown> =>
  (await createTestClient(service, token).get('/me')).json['displayName'];

describe('msal-node', () => {
  it.each([
    'common',
    'organizations',
    'consumers',
    'contoso.example',
    'c0a1b2c3-1111-4222-8333-444455556666',
  ])('signs in interactively at %s, silently from its cache, and by refresh', async (tenant) => {
    const { service } = await start();
    const app = new PublicClientApplication(toConfiguration(service, tenant));
    const signedIn = await app.acquireTokenInteractive({
      scopes,
      openBrowser: browse(service, 'Alex', 'Accept'),
    });
    expect(await worksFor(service, signedIn.accessToken)).toBe('Alex Sample');
    const [account] = await app.getTokenCache().getAllAccounts();
    if (account === undefined) throw new Error('no account');
    expect(account.username).toBe('alex@contoso.example');
    service.counters.reset();
    expect((await app.acquireTokenSilent({ account, scopes })).fromCache).toBe(true);
    expect(service.counters.count('POST token')).toBe(0);
    const fresh = await app.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(fresh.accessToken).not.toBe(signedIn.accessToken);
    expect(await worksFor(service, fresh.accessToken)).toBe('Alex Sample');
  });

  it('rejects if the user declines', async () => {
    const { service } = await start();
    const app = new PublicClientApplication(toConfiguration(service, 'common'));
    await expect(
      app.acquireTokenInteractive({ scopes, openBrowser: browse(service, 'Alex', 'Decline') }),
    ).rejects.toMatchObject({ errorCode: 'access_denied' });
  });

  it('signs in with a device code', async () => {
    const { service } = await start();
    const app = new PublicClientApplication(toConfiguration(service, 'common'));
    const result = await app.acquireTokenByDeviceCode({
      scopes,
      deviceCodeCallback: ({ verificationUri, userCode }) =>
        void click(toSampleUrl(service, `${verificationUri}?user_code=${userCode}`), 'Kim', 'Accept'),
    });
    expect(await worksFor(service, result?.accessToken ?? '')).toBe('Kim Osei');
  });

  it('distinguishes refused refreshes as with the real service', async () => {
    const { service } = await start();
    const app = new PublicClientApplication(toConfiguration(service, 'common'));
    const { account } = await app.acquireTokenInteractive({
      scopes,
      openBrowser: browse(service, 'Alex', 'Accept'),
    });
    if (account === null) throw new Error('no account');
    const refreshAfter = (number: number, more = {}) => {
      service.directory.script.push({ at: 'token', refusal: toRefusal(number, more), times: 1 });
      return app.acquireTokenSilent({ account, scopes, forceRefresh: true }).then(
        () => null,
        (error: unknown) => error,
      );
    };
    expect(await refreshAfter(50076)).toBeInstanceOf(InteractionRequiredAuthError);
    const plain = await refreshAfter(700082, { error: 'invalid_grant' });
    expect(plain).toBeInstanceOf(ServerError);
    expect(plain).toMatchObject({ errorNo: 700082 });
  });

  it('gets app-only tokens with a secret and with a certificate', async () => {
    const { service } = await start({ driveType: 'business' });
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    service.directory.register({
      clientId: 'app-1',
      secrets: ['s3cret'],
      certificates: [publicKey.export({ type: 'spki', format: 'pem' }).toString()],
      roles: ['Files.ReadWrite.All'],
    });
    const certificate = {
      thumbprintSha256: 'ab'.repeat(32),
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    for (const credential of [{ clientSecret: 's3cret' }, { clientCertificate: certificate }]) {
      const app = new ConfidentialClientApplication(
        toConfiguration(service, 'contoso.example', { clientId: 'app-1', ...credential }),
      );
      const result = await app.acquireTokenByClientCredential({
        scopes: ['https://graph.microsoft.com/.default'],
      });
      const client = createTestClient(service, result?.accessToken ?? '');
      expect((await client.get('/users/dana@contoso.example/drive')).json['owner'].user.displayName).toBe(
        'Dana Reyes',
      );
    }
    const wrong = new ConfidentialClientApplication(
      toConfiguration(service, 'contoso.example', { clientId: 'app-1', clientSecret: 'nope' }),
    );
    await expect(
      wrong.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] }),
    ).rejects.toMatchObject({ errorCode: 'invalid_client' });
  });

  it('signs in with user name and password', async () => {
    const { service } = await start({ driveType: 'business' });
    const app = new PublicClientApplication(toConfiguration(service, 'organizations'));
    // oxlint-disable-next-line typescript/no-deprecated -- discouraged, and still offered to organizations without a second factor
    const ask = (password: string) =>
      app.acquireTokenByUsernamePassword({ scopes, username: 'alex@contoso.example', password });
    expect(await worksFor(service, (await ask('correct horse'))?.accessToken ?? '')).toBe('Alex Sample');
    await expect(ask('wrong')).rejects.toMatchObject({ errorNo: 50126 });
  });
});
