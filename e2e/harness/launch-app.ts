import { _electron } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import { executablePath } from '../hosts.ts';
import { root } from '../run/root.ts';

/** For hangs only. */
const hangMs = 180_000;

export interface LaunchedApp {
  readonly app: ElectronApplication;
  output(): string;
  clearOutput(): void;
  close(): Promise<void>;
}

/** `chromium`: the endpoint of a warm Chromium for the stand-in; null if the app starts its own. */
export async function launchApp(options: {
  profile: string;
  chromium: string | null;
  environment: Record<string, string>;
  switches?: readonly string[];
}): Promise<LaunchedApp> {
  const { profile, chromium, environment, switches = [] } = options;
  let output = '';
  const app = await _electron.launch({
    executablePath,
    args: [root, `--user-data-dir=${profile}`, ...switches],
    env: {
      ...toEnv(process.env),
      ...(chromium === null ? {} : { STAND_IN_WARM_CHROMIUM: chromium }),
      ...environment,
    },
    colorScheme: null,
    timeout: hangMs,
  });
  app.context().setDefaultTimeout(hangMs);
  waitLonger(app);
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  }
  return {
    app,
    output: () => output,
    clearOutput: () => void (output = ''),
    async close() {
      // The question about running transfers would go unanswered.
      await app
        .evaluate(({ dialog }) => {
          dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
        })
        .catch(() => {});
      await app.close();
    },
  };
}

function waitLonger(app: ElectronApplication): void {
  const waitForEvent = app.waitForEvent.bind(app) as (event: string, options: object) => Promise<never>;
  app.waitForEvent = (event: string, options: object = {}) =>
    waitForEvent(event, {
      timeout: hangMs,
      ...(typeof options === 'function' ? { predicate: options } : options),
    });
}

function toEnv(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
