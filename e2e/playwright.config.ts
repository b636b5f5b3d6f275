import { defineConfig } from '@playwright/test';

const isCi = Boolean(process.env.CI);

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  snapshotPathTemplate: '{testDir}/{testFileDir}/snapshots/{arg}{ext}',
  outputDir: '../test-results/e2e',
  // Every test has an app, a profile and a sample service of its own.
  fullyParallel: true,
  // Most of a spec's time is waiting, also on two cores.
  workers: 3,
  retries: 0,
  forbidOnly: isCi,
  // For hangs only: on a busy machine everything takes its time.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json']],
  // What explains a failure is collected by the fixtures.
  use: { screenshot: 'off', trace: 'off' },
});
