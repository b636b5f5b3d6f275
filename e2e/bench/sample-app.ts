import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { SampleOptions } from '../../electron/sample/options.ts';
import { createSampleService } from '../../electron/sample/sample-service.ts';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import { executablePath } from '../hosts.ts';
import { root } from '../run/root.ts';

export interface SampleApp {
  app: ElectronApplication;
  page: Page;
  sample: SampleService;
}

export async function withSampleApp<T>(
  options: SampleOptions,
  fill: (sample: SampleService) => void | Promise<void>,
  measure: (opened: SampleApp) => Promise<T>,
): Promise<T> {
  const sample = await createSampleService(options);
  await fill(sample);
  const profile = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
  const app = await _electron.launch({
    executablePath,
    args: [root, `--user-data-dir=${profile}`],
    env: {
      ...(process.env as Record<string, string>),
      SLIPWAY_TOUR: 'off',
      SLIPWAY_SAMPLE: `${sample.graphUrl}#${sample.accessToken}`,
    },
  });
  try {
    const page = await app.firstWindow();
    await page.getByRole('button', { name: /try the sample drive/i }).click();
    return await measure({ app, page, sample });
  } finally {
    // `close` would ask about running transfers.
    await app.evaluate(({ app: electron }) => electron.exit()).catch(() => {});
    await app.close().catch(() => {});
    await sample.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
