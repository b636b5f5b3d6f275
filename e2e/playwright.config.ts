import { defineConfig } from '@playwright/test';

const isCi = Boolean(process.env.CI);

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  snapshotPathTemplate: '{testDir}/{testFileDir}/snapshots/{arg}{ext}',
  outputDir: '../test-results/e2e',
  fullyParallel: true,
  // Specs mostly wait, so three workers pay off even on two cores.
  workers: 3,
  retries: 0,
  forbidOnly: isCi,
  // For hangs only.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json']],
  use: { screenshot: 'off', trace: 'off' },
});
