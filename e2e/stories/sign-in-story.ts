import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_APP } from '../../electron/sample/entra/registration.ts';
import { createAppPage, type AppPage } from '../pages/app-page.ts';
import { createSignInPage, type SignInPage } from '../pages/sign-in-page.ts';
import { createWebBrowser, type WebBrowser } from '../pages/web-browser.ts';
import { test as base } from './story.ts';

export { expect } from './story.ts';

export const clientId = SAMPLE_APP.clientId;

interface SignInOptions {
  /** Settings that an administrator has fixed on this computer. */
  policy: Record<string, unknown> | null;
  /** Whether the stand-in has a keyring; real Electron uses the system's. */
  keyring: boolean;
}

interface SignInFixtures {
  ui: AppPage;
  signIn: SignInPage;
  web: WebBrowser;
}

export const test = base.extend<SignInOptions & SignInFixtures>({
  policy: [{ clientId }, { option: true }],
  keyring: [false, { option: true }],

  liveEnvironment: async ({ policy }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-policy-'));
    const file = join(folder, 'policy.json');
    await writeFile(file, JSON.stringify(policy ?? {}));
    await use({ SLIPWAY_POLICY: file });
    await rm(folder, { recursive: true, force: true });
  },

  environment: async ({ keyring }, use) => {
    if (!keyring) return use({});
    const folder = await mkdtemp(join(tmpdir(), 'slipway-keyring-'));
    const file = join(folder, 'keyring');
    await writeFile(file, randomBytes(32));
    await use({ STAND_IN_KEYRING: file });
    await rm(folder, { recursive: true, force: true });
  },

  ui: async ({ page }, use) => use(createAppPage(page)),
  signIn: async ({ page }, use) => use(createSignInPage(page)),

  web: async ({ app, webBrowser }, use) => {
    const web = await createWebBrowser(app, webBrowser);
    await use(web);
    await web.close();
  },
});

export async function continueInBrowser(signIn: SignInPage, web: WebBrowser): Promise<void> {
  await signIn.open();
  await signIn.button('Continue in the browser').click();
  await web.visit();
}
