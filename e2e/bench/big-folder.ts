import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { createSampleService } from '../../electron/sample/sample-service.ts';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import { executablePath } from '../hosts.ts';
import { root } from '../run/root.ts';

export interface BigFolder {
  app: ElectronApplication;
  page: Page;
  sample: SampleService;
}

export async function withBigFolder<T>(
  files: number,
  measure: (big: BigFolder) => Promise<T>,
  latencyMs = 0,
  /** Items in other folders, which are enumerated meanwhile. */
  beside = 0,
): Promise<T> {
  const sample = await createSampleService({ content: 'empty', latencyMs });
  sample.drive.addFolder('Big', { files });
  if (beside > 0) sample.drive.addFolder('Others', { files: 99, folders: Math.round(beside / 100) });
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
    await page.getByRole('row', { name: /^Big/ }).click({ position: { x: 120, y: 10 } });
    return await measure({ app, page, sample });
  } finally {
    // `close` would ask about running transfers.
    await app.evaluate(({ app: electron }) => electron.exit()).catch(() => {});
    await app.close().catch(() => {});
    await sample.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
