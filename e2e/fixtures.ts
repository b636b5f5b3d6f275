import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { chromium, expect, test as base } from '@playwright/test';
import type { Browser, ElectronApplication, Page } from '@playwright/test';
import { undeclaredFailure } from '../electron/core/session/server.ts';
import type { SampleOptions } from '../electron/sample/options.ts';
import { createSampleService } from '../electron/sample/sample-service.ts';
import type { SampleService } from '../electron/sample/sample-service.ts';
import { judgeResponse } from '../electron/sample/testing/response-judge.ts';
import { judgeRequest } from '../electron/sample/testing/request-judge.ts';
import { createEvidence } from './harness/evidence.ts';
import type { Evidence } from './harness/evidence.ts';
import { launchApp } from './harness/launch-app.ts';
import type { LaunchedApp } from './harness/launch-app.ts';
import { findLeftovers, takeFootprint, testIdVariable } from './harness/leftovers.ts';
import { setTemporaryFolder } from './harness/temporary-folder.ts';
import { createSharedApp } from './harness/shared-app.ts';
import type { SharedApp } from './harness/shared-app.ts';
import { startWarmChromium } from './harness/warm-chromium.ts';
import type { WarmChromium } from './harness/warm-chromium.ts';
import { host } from './hosts.ts';
import { findLeaksInFolder, findLeaksInText } from './run/leaks.ts';
import { root } from './run/root.ts';
import { findChromium } from './stand-in/chromium/find-chromium.ts';

interface Options {
  sampleOptions: SampleOptions;
  windowSize: { width: number; height: number };
  /** null: the system's theme. */
  theme: 'light' | 'dark' | null;
  /** Added to the environment of every app; a test that sets it has its own app. */
  environment: Record<string, string>;
  /** Variables that the app reads when it uses them, so that a shared app has them only during the test. */
  liveEnvironment: Record<string, string>;
  /**
   * "shared": a reset app, used by earlier tests of this worker. "own": for tests that close or start it or
   * set its environment. "ownChromium": for tests about starting, quitting and crashing on the stand-in.
   */
  isolation: 'shared' | 'own' | 'ownChromium';
}

/**
 * One per worker. All are declared here, because Playwright starts another worker for specs whose worker
 * fixtures differ.
 */
interface Shared {
  /** Temporary folders: the worker's own, and one for its tests, which is checked for leftovers. */
  temporary: { ofWorker: string; ofTests: string };
  /** Serves the worker's apps one after another; null with real Electron, which has its own. */
  warmChromium: { browser: WarmChromium; secrets: Set<string> } | null;
  webBrowser: Browser;
  /** The app that tests share; replaced after a failed test. */
  sharedApps: { open(): Promise<SharedApp>; discard(): Promise<void> };
}

interface Fixtures {
  /** Marks every program that this test starts; a program left behind fails it. */
  testId: string;
  /** Runs in this process, so tests can reach its faults, counters and drive. */
  sample: SampleService;
  shared: SharedApp | null;
  /** Filled when the test fails; the output names its folder. */
  evidence: Evidence;
  profile: string;
  /** Starts the app on `profile`, repeatedly if needed; the fixture closes it. */
  launch: (switches?: readonly string[]) => Promise<ElectronApplication>;
  app: ElectronApplication;
  page: Page;
}

export const test = base.extend<Options & Fixtures, Shared>({
  sampleOptions: [{}, { option: true }],
  windowSize: [{ width: 1280, height: 800 }, { option: true }],
  theme: [null, { option: true }],
  environment: [{}, { option: true }],
  liveEnvironment: [{}, { option: true }],
  isolation: ['shared', { option: true }],

  temporary: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'slipway-worker-'));
      const temporary = { ofWorker: join(folder, 'worker'), ofTests: join(folder, 'tests') };
      for (const path of Object.values(temporary)) await mkdir(path);
      const restore = setTemporaryFolder(temporary.ofTests);
      await use(temporary);
      restore();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker', auto: true },
  ],

  warmChromium: [
    async ({ temporary }, use) => {
      if (host === 'electron') return use(null);
      const browser = await startWarmChromium(temporary.ofWorker);
      const secrets = new Set<string>();
      await use({ browser, secrets });
      expect(await browser.close([...secrets]), 'no secret is left in Chromium’s profile').toEqual([]);
    },
    { scope: 'worker' },
  ],

  sharedApps: [
    async ({ temporary }, use) => {
      // The shared app needs its own Chromium, because only one app may answer the requests of its pages.
      const browser = host === 'electron' ? null : await startWarmChromium(temporary.ofWorker);
      let current: SharedApp | null = null;
      const discard = async (): Promise<void> => {
        const former = current;
        current = null;
        await former?.close();
      };
      await use({
        open: async () =>
          (current ??= await createSharedApp({
            temporary: temporary.ofWorker,
            chromium: browser?.endpoint ?? null,
          })),
        discard,
      });
      await discard();
      await browser?.close([]);
    },
    { scope: 'worker' },
  ],

  webBrowser: [
    async ({ temporary }, use) => {
      const executablePath = findChromium();
      if (executablePath === null) throw new Error('no browser found to act as the user’s own');
      const restore = setTemporaryFolder(temporary.ofWorker);
      const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      restore();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],

  testId: [
    async ({ temporary, warmChromium }, use, { testId, retry }) => {
      const id = `${testId}-${retry}`;
      const before = takeFootprint(temporary.ofTests);
      await use(id);
      const leftovers = async (): Promise<string[]> => [
        ...findLeftovers(before, id),
        ...((await warmChromium?.browser.findLeftovers()) ?? []),
      ];
      await expect
        .poll(leftovers, { message: 'the test leaves nothing behind', timeout: 20_000 })
        .toEqual([]);
    },
    { auto: true },
  ],

  sample: async ({ sampleOptions }, use) => {
    const complaints: string[] = [];
    const wrongAnswers: string[] = [];
    const sample = await createSampleService({
      ...sampleOptions,
      onRequest: (request) => complaints.push(...judgeRequest(request)),
      onResponse: (answer) => wrongAnswers.push(...judgeResponse(answer)),
    });
    await use(sample);
    await sample.close();
    expect(complaints, 'every request matches Graph’s description').toEqual([]);
    expect(wrongAnswers, 'every response matches Graph’s description').toEqual([]);
    expect(sample.bugs, 'the sample service has no bugs').toEqual([]);
  },

  evidence: async ({ sample }, use, testInfo) => {
    const evidence = createEvidence(testInfo.outputDir, secretsOf(sample));
    await use(evidence);
    if (testInfo.status === testInfo.expectedStatus) return;
    await evidence.addCalls(sample);
    console.error(`“${testInfo.title}” failed; evidence: ${relative(root, evidence.folder)}`);
  },

  shared: async ({ sample, sharedApps, isolation, environment, liveEnvironment }, use, testInfo) => {
    if (isolation !== 'shared' || Object.keys(environment).length > 0) return use(null);
    const shared = await sharedApps.open();
    await shared.begin({ ...toEnvironment(sample), ...liveEnvironment });
    await use(shared);
    // The state after a failed test is unknown.
    if (testInfo.status !== testInfo.expectedStatus) return sharedApps.discard();
    const leftovers = await shared.end();
    if (leftovers.length > 0) await sharedApps.discard();
    expect(leftovers, 'an erased app is in its initial state').toEqual([]);
  },

  profile: async ({ sample, shared, evidence }, use, testInfo) => {
    const profile = shared?.profile ?? (await mkdtemp(join(tmpdir(), 'slipway-e2e-')));
    await use(profile);
    if (testInfo.status !== testInfo.expectedStatus) await evidence.addLogs(profile);
    const leaks = findLeaksInFolder(profile, secretsOf(sample));
    if (shared === null) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    expect(leaks, 'no secret is left in the profile').toEqual([]);
  },

  launch: async (
    { profile, sample, environment, liveEnvironment, evidence, isolation, warmChromium, testId },
    use,
    testInfo,
  ) => {
    const launched: LaunchedApp[] = [];
    await use(async (switches = []) => {
      const one = await launchApp({
        profile,
        switches,
        chromium: isolation === 'ownChromium' ? null : (warmChromium?.browser.endpoint ?? null),
        environment: {
          // Indexing would make requests that disturb tests which script the service.
          SLIPWAY_INDEXING: 'off',
          // Closing a window would ask about the tray.
          SLIPWAY_TRAY: 'off',
          SLIPWAY_TOUR: 'off',
          [testIdVariable]: testId,
          ...toEnvironment(sample),
          ...liveEnvironment,
          ...environment,
        },
      });
      launched.push(one);
      return one.app;
    });
    for (const one of launched) await one.close();
    const text = launched.map((one) => one.output()).join('');
    if (testInfo.status !== testInfo.expectedStatus) await evidence.addText('app-output.txt', text);
    for (const secret of secretsOf(sample)) warmChromium?.secrets.add(secret);
    expectPrintedWell(text, sample);
  },

  app: async ({ launch, shared, sample, evidence, windowSize, theme }, use, testInfo) => {
    const app = shared?.app ?? (await launch());
    const page = shared?.page ?? (await app.firstWindow());
    // The page may exist before its window is linked to it.
    await expect
      .poll(async () => (await app.browserWindow(page)).evaluate((it: unknown) => it !== null))
      .toBe(true);
    const window = await app.browserWindow(page);
    await window.evaluate((it, { width, height }) => it.setContentSize(width, height), windowSize);
    if (theme !== null)
      await app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), theme);
    await use(app);
    if (shared === null) return;
    const text = shared.output();
    if (testInfo.status !== testInfo.expectedStatus) await evidence.addText('app-output.txt', text);
    expectPrintedWell(text, sample);
  },

  page: async ({ app, shared, evidence, theme }, use, testInfo) => {
    const page = shared?.page ?? (await app.firstWindow());
    await page.waitForFunction(() => 'slipway' in window);
    // The page learns of the theme after the main process has changed it.
    if (theme !== null)
      await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
    const { tracing } = page.context();
    await tracing.start({ snapshots: process.env.SNAPSHOTS === '1' }).catch(() => {});
    await tracing.startChunk({ title: testInfo.title }).catch(() => {});
    await use(page);
    expect(page.viewportSize(), 'an emulated page size would override the window’s size').toBeNull();
    const hasFailed = testInfo.status !== testInfo.expectedStatus;
    if (hasFailed) await evidence.addPage(page);
    await tracing.stopChunk(hasFailed ? { path: join(evidence.folder, 'trace.zip') } : {}).catch(() => {});
  },
});

export { expect } from '@playwright/test';

/** What only the main process may know: the token, and everything exchanged with the sign-in service. */
const secretsOf = ({ accessToken, directory }: SampleService): string[] => [
  accessToken,
  ...directory.secrets,
];

function expectPrintedWell(text: string, sample: SampleService): void {
  expect(findLeaksInText(text, secretsOf(sample)), 'no secret was printed').toEqual([]);
  const undeclared = text.split('\n').filter((line) => line.includes(undeclaredFailure));
  expect(undeclared, 'every method fails only with its codes in contract/method-failures.ts').toEqual([]);
}

/** The address of the sample drive with its token, and what replaces Microsoft's hosts. */
const toEnvironment = ({ graphUrl, accessToken, signInUrl, listensAt }: SampleService) => ({
  SLIPWAY_SAMPLE: `${graphUrl}#${accessToken}`,
  SLIPWAY_DETOUR: `${signInUrl} ${listensAt}`,
});
