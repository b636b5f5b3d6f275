import type { Account } from '../../contract/records.ts';
import type { SignIn, SignInRequest } from '../../contract/sign-in.ts';
import { SAMPLE_APP } from '../../sample/entra/registration.ts';
import { click } from '../../sample/testing/sign-in.ts';
import type { Ports } from '../ports.ts';
import type { Rig } from './rig.ts';

export type BrowserRequest = Extract<SignInRequest, { method: 'browser' }>;

export const browserRequest = (more: Partial<BrowserRequest> = {}): BrowserRequest => ({
  method: 'browser',
  registration: { cloud: 'global', tenant: 'common', clientId: SAMPLE_APP.clientId, authority: null },
  purpose: 'add',
  keep: 'session',
  scopes: ['Files.ReadWrite'],
  accountId: null,
  ...more,
});

export interface TestBrowser {
  readonly opened: string[];
  readonly adjust: (ports: Ports) => void;
  /**
   * Clicks links by the beginnings of their labels on the last opened page, then lets the page answer the
   * app.
   */
  click(rig: Rig, ...labels: string[]): Promise<Response>;
}

export function createTestBrowser(): TestBrowser {
  const opened: string[] = [];
  return {
    opened,
    adjust(ports) {
      ports.browser = { open: async (url) => void opened.push(url) };
    },
    async click(rig, ...labels) {
      const { action, fields } = await click(toSamplePage(rig, opened.at(-1) ?? ''), ...labels);
      return fetch(action, { method: 'POST', body: new URLSearchParams(fields) });
    },
  };
}

export function toSamplePage({ service }: Rig, url: string): string {
  return service.reach(url)?.url ?? url;
}

/** Hears the token of each request that has one. */
export function watchTokens(ports: Ports, hear: (token: string) => unknown): void {
  const { http } = ports;
  ports.http = {
    request(sent) {
      const token = /^Bearer (.+)$/.exec(sent.headers['authorization'] ?? '')?.[1];
      if (token !== undefined) hear(token);
      return http.request(sent);
    },
    close: () => http.close(),
  };
}

export async function beginUntil(
  rig: Rig,
  request: SignInRequest,
  ...states: SignIn['state'][]
): Promise<SignIn> {
  const { signInId } = await rig.call('signIn.begin', request);
  return signInStands(rig, signInId, ...states);
}

export function signInStands(rig: Rig, signInId: string, ...states: SignIn['state'][]): Promise<SignIn> {
  return rig.waitForEvent(
    'signIn.changed',
    (signIn) => signIn.signInId === signInId && states.includes(signIn.state),
  );
}

export async function signInAs(
  rig: Rig,
  browser: TestBrowser,
  name: string,
  more: Partial<BrowserRequest> = {},
): Promise<Account> {
  const { signInId } = await beginUntil(rig, browserRequest(more), 'browser', 'failed');
  await browser.click(rig, name, 'Accept');
  const { account, failure } = await signInStands(rig, signInId, 'done', 'failed');
  if (account === null) throw new Error(`no account: ${JSON.stringify(failure)}`);
  return account;
}
