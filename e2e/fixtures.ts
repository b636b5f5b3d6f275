import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { SampleOptions } from '../electron/sample/options.ts';
import { createSampleService } from '../electron/sample/sample-service.ts';
import type { SampleService } from '../electron/sample/sample-service.ts';
import { judgeGiven } from '../electron/sample/testing/answer-judge.ts';
import { judgeRequest } from '../electron/sample/testing/request-judge.ts';
import { executablePath } from './hosts.ts';
import { findLeaksInFolder, findLeaksInText } from './run/leaks.ts';
import { root } from './run/root.ts';

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
}

interface Fixtures {
  /** The OneDrive of this test, in this process: its faults, counters and drive are in reach. */
  sample: SampleService;
  /** A profile folder of its own, gone after the test. Nothing secret may be in it then. */
  profile: string;
  /** Starts the app on `profile`, as often as a test wants; whatever still runs at the end is closed. */
  launch: () => Promise<ElectronApplication>;
  app: ElectronApplication;
  /** The app's first window, its bridge in place. */
  page: Page;
}

export const test = base.extend<Options & Fixtures>({
  sampleOptions: [{}, { option: true }],
  windowSize: [{ width: 1280, height: 800 }, { option: true }],
  theme: [null, { option: true }],
  environment: [{}, { option: true }],

  sample: async ({ sampleOptions }, use) => {
    const complaints: string[] = [];
    const wrongAnswers: string[] = [];
    const sample = await createSampleService({
      ...sampleOptions,
      onRequest: (request) => complaints.push(...judgeRequest(request)),
      onAnswer: (answer) => wrongAnswers.push(...judgeGiven(answer)),
    });
    await use(sample);
    await sample.close();
    expect(complaints, 'nothing was asked that Graph does not know').toEqual([]);
    expect(wrongAnswers, 'every answer is as Graph describes it').toEqual([]);
  },

  profile: async ({ sample }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'slipway-e2e-'));
    await use(profile);
    const leaks = findLeaksInFolder(profile, secretsOf(sample));
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    expect(leaks, 'nothing secret is left in the profile').toEqual([]);
  },

  launch: async ({ profile, sample, environment }, use, testInfo) => {
    const running = new Set<ElectronApplication>();
    const output: string[] = [];
    await use(async () => {
      const app = await _electron.launch({
        executablePath,
        args: [root, `--user-data-dir=${profile}`],
        env: {
          ...toEnv(process.env),
          SLIPWAY_SAMPLE: `${sample.graphUrl}#${sample.accessToken}`,
          SLIPWAY_DETOUR: `${sample.signInUrl} ${sample.listensAt}`,
          ...environment,
        },
        // Light or dark is the app's own doing here, not the test runner's.
        colorScheme: null,
      });
      running.add(app);
      app.on('close', () => running.delete(app));
      for (const stream of [app.process().stdout, app.process().stderr]) {
        stream?.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
      }
      return app;
    });
    for (const app of running) await closeApp(app);
    const text = output.join('');
    if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('app output', { body: text });
    expect(findLeaksInText(text, secretsOf(sample)), 'nothing secret was printed').toEqual([]);
  },

  app: async ({ launch, windowSize, theme }, use) => {
    const app = await launch();
    const page = await app.firstWindow();
    // The page may be there before its window is known by it.
    await expect
      .poll(async () => (await app.browserWindow(page)).evaluate((it: unknown) => it !== null))
      .toBe(true);
    const window = await app.browserWindow(page);
    await window.evaluate((it, { width, height }) => it.setContentSize(width, height), windowSize);
    if (theme !== null)
      await app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), theme);
    await use(app);
  },

  page: async ({ app }, use, testInfo) => {
    const page = await app.firstWindow();
    await page.waitForFunction(() => 'slipway' in window);
    await use(page);
    // Printed: whoever reads about a failure has often nothing but the text of a run elsewhere.
    if (testInfo.status !== testInfo.expectedStatus)
      console.error(`What the page said at the end of “${testInfo.title}”:\n${await whatItSays(page)}`);
  },
});

export { expect } from '@playwright/test';

async function whatItSays(page: Page): Promise<string> {
  return page
    .locator('body')
    .ariaSnapshot({ timeout: 5000 })
    .catch((error: unknown) => String(error));
}

/** What nobody but the app's main process may know: its token, and all that was shown to the sign-in service or came from it. */
const secretsOf = ({ accessToken, directory }: SampleService): string[] => [
  accessToken,
  ...directory.secrets,
];

/** Transfers that a test leaves running are no reason to stay: nobody is there to answer the question. */
async function closeApp(app: ElectronApplication): Promise<void> {
  await app
    .evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
    })
    .catch(() => {});
  await app.close();
}

function toEnv(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
