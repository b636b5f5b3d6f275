import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findLeaksInFolder } from '../run/leaks.ts';
import { startChromium } from '../stand-in/chromium/chromium.ts';
import { findChromium } from '../stand-in/chromium/find-chromium.ts';

export interface WarmChromium {
  endpoint: string;
  /** Describes contexts, pages and cookies that an app left. Must be empty before the next app. */
  findLeftovers(): Promise<string[]>;
  /** Ends it and describes those of the secrets found in its profile. */
  close(secrets: readonly string[]): Promise<string[]>;
}

/** `parent`: the parent of its profile and its temporary files. */
export async function startWarmChromium(parent: string): Promise<WarmChromium> {
  const executable = findChromium();
  if (executable === null) throw new Error('the stand-in found no browser');
  const profile = await mkdtemp(join(parent, 'slipway-chromium-'));
  const browser = await startChromium({
    executable,
    profile,
    headless: true,
    port: true,
    environment: { TMPDIR: parent },
  });
  const { cdp } = browser;
  return {
    endpoint: browser.endpoint ?? '',
    async findLeftovers() {
      const [{ browserContextIds }, { targetInfos }, { cookies }] = await Promise.all([
        cdp.send('Target.getBrowserContexts'),
        cdp.send('Target.getTargets'),
        cdp.send('Storage.getCookies'),
      ]);
      return [
        ...browserContextIds.map(() => 'a browser context'),
        ...targetInfos.filter(({ type }) => type === 'page').map(({ url }) => `a page at ${url}`),
        ...cookies.map(({ name }) => `the cookie ${name}`),
      ];
    },
    async close(secrets) {
      await browser.close();
      const leaks = findLeaksInFolder(profile, secrets);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      return leaks;
    },
  };
}
