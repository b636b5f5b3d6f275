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

/** Set with `test.use({ … })`. */
interface Options {
  /** What the OneDrive of this test is like. */
  sampleOptions: SampleOptions;
  /** Size of the window's content. */
  windowSize: { width: number; height: number };
  /** null: whatever the system says. */
  theme: 'light' | 'dark' | null;
  /** Variables of the app's environment, beside those of every test. */
  environment: Record<string, string>;
  /**
   * "shared": an app that tests of this worker have had before, erased. "own": for tests that close or start it; also
   * those with an environment of their own. "ownChromium": for tests about starting, ending and crashing on the stand-in.
   */
  isolation: 'shared' | 'own' | 'ownChromium';
}

/** One a worker. All of them stand here: specs that differ in them could not follow each other in one worker. */
interface Shared {
  /** Folders for temporary files: the worker's own, and that of its tests, where what one leaves is noticed. */
  temporary: { ofWorker: string; ofTests: string };
  /** Serves the apps of this worker one after another; null on the real Electron, which has its own. */
  warmChromium: { browser: WarmChromium; secrets: Set<string> } | null;
  /** Plays the person's own browser, in one test after another. */
  webBrowser: Browser;
  /** The app that tests share, started with the first of them; another one after a test that failed. */
  sharedApps: { open(): Promise<SharedApp>; discard(): Promise<void> };
}

interface Fixtures {
  /**
   * Names every program that this test starts. Set up before all others and taken down after them, it fails a test that
   * leaves something behind.
   */
  testId: string;
  /** The OneDrive of this test, in this process: its faults, counters and drive are in reach. */
  sample: SampleService;
  /** The shared app of this test; null where it has its own. */
  shared: SharedApp | null;
  /** Filled when the test fails; its folder is named in the output. */
  evidence: Evidence;
  /** A profile folder of its own, gone after the test. Nothing secret may be in it then. */
  profile: string;
  /** Starts the app on `profile`, as often as a test wants; whatever still runs at the end is closed. */
  launch: () => Promise<ElectronApplication>;
  app: ElectronApplication;
  /** The app's first window, its bridge in place. */
  page: Page;
}

export const test = base.extend<Options & Fixtures, Shared>({
  sampleOptions: [{}, { option: true }],
  windowSize: [{ width: 1280, height: 800 }, { option: true }],
  theme: [null, { option: true }],
  environment: [{}, { option: true }],
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
      expect(await browser.close([...secrets]), 'nothing secret is left in Chromium’s profile').toEqual([]);
    },
    { scope: 'worker' },
  ],

  sharedApps: [
    async ({ temporary }, use) => {
      // A Chromium of its own: what requests an app's pages make, only that app may answer.
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
      if (executablePath === null) throw new Error('no browser to play the person’s own');
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
      // Programs take a moment to end.
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
    expect(complaints, 'nothing was asked that Graph does not know').toEqual([]);
    expect(wrongAnswers, 'every answer is as Graph describes it').toEqual([]);
    expect(sample.bugs, 'the sample service has no bugs').toEqual([]);
  },

  evidence: async ({ sample }, use, testInfo) => {
    const evidence = createEvidence(testInfo.outputDir, secretsOf(sample));
    await use(evidence);
    if (testInfo.status === testInfo.expectedStatus) return;
    await evidence.addCalls(sample);
    console.error(`“${testInfo.title}” failed; what explains it: ${relative(root, evidence.folder)}`);
  },

  shared: async ({ sample, sharedApps, isolation, environment }, use, testInfo) => {
    if (isolation !== 'shared' || Object.keys(environment).length > 0) return use(null);
    const shared = await sharedApps.open();
    await shared.begin(toAddress(sample));
    await use(shared);
    // Nobody knows in what state a failed test has left it.
    if (testInfo.status !== testInfo.expectedStatus) return sharedApps.discard();
    const leftovers = await shared.end();
    if (leftovers.length > 0) await sharedApps.discard();
    expect(leftovers, 'an erased app is as new').toEqual([]);
  },

  profile: async ({ sample, shared, evidence }, use, testInfo) => {
    const profile = shared?.profile ?? (await mkdtemp(join(tmpdir(), 'slipway-e2e-')));
    await use(profile);
    if (testInfo.status !== testInfo.expectedStatus) await evidence.addLogs(profile);
    const leaks = findLeaksInFolder(profile, secretsOf(sample));
    if (shared === null) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    expect(leaks, 'nothing secret is left in the profile').toEqual([]);
  },

  launch: async (
    { profile, sample, environment, evidence, isolation, warmChromium, testId },
    use,
    testInfo,
  ) => {
    const launched: LaunchedApp[] = [];
    await use(async () => {
      const one = await launchApp({
        profile,
        chromium: isolation === 'ownChromium' ? null : (warmChromium?.browser.endpoint ?? null),
        environment: {
          SLIPWAY_SAMPLE: toAddress(sample),
          SLIPWAY_DETOUR: `${sample.signInUrl} ${sample.listensAt}`,
          // Specs script the calls of the service; those about the index switch it on.
          SLIPWAY_INDEXING: 'off',
          // Those about the tray switch it on: others close windows without being asked.
          SLIPWAY_TRAY: 'off',
          SLIPWAY_TOUR: 'off',
          [testIdVariable]: testId,
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
    // The page may be there before its window is known by it.
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

  page: async ({ app, shared, evidence }, use, testInfo) => {
    const page = shared?.page ?? (await app.firstWindow());
    await page.waitForFunction(() => 'slipway' in window);
    const { tracing } = page.context();
    // Without snapshots of the document, which cost much. An app that tests share is traced already.
    await tracing.start({ snapshots: process.env.SNAPSHOTS === '1' }).catch(() => {});
    await tracing.startChunk({ title: testInfo.title }).catch(() => {});
    await use(page);
    expect(
      page.viewportSize(),
      'a size that was given to the page would outlast the window’s own',
    ).toBeNull();
    const hasFailed = testInfo.status !== testInfo.expectedStatus;
    if (hasFailed) await evidence.addPage(page);
    await tracing.stopChunk(hasFailed ? { path: join(evidence.folder, 'trace.zip') } : {}).catch(() => {});
  },
});

export { expect } from '@playwright/test';

/** What nobody but the app's main process may know: its token, and all that was shown to the sign-in service or came from it. */
const secretsOf = ({ accessToken, directory }: SampleService): string[] => [
  accessToken,
  ...directory.secrets,
];

function expectPrintedWell(text: string, sample: SampleService): void {
  expect(findLeaksInText(text, secretsOf(sample)), 'nothing secret was printed').toEqual([]);
  const undeclared = text.split('\n').filter((line) => line.includes(undeclaredFailure));
  expect(undeclared, 'each method answers with the codes of contract/method-failures.ts').toEqual([]);
}

/** Where the app finds the sample drive, and what opens it. */
const toAddress = ({ graphUrl, accessToken }: SampleService): string => `${graphUrl}#${accessToken}`;
