import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { bundlesVariable } from '../../electron/core/testing/bundled.ts';
import { root } from '../run/root.ts';

const folder = join(root, 'node_modules/.cache/slipway-bundles');
const core = 'electron/core';
const modules = {
  'index-worker': `${core}/index/index-worker.ts`,
  'journal-worker': `${core}/transfers/store/journal/journal-worker.ts`,
  'kill-journal-worker': `${core}/testing/kill/kill-journal-worker.ts`,
  'kill-runner': `${core}/testing/kill/kill-runner.ts`,
};

/** Runs before all unit tests: bundles what they start in other threads and processes thousands of times. */
export async function setup(project: TestProject): Promise<void> {
  await bundle();
  project.onTestsRerun(bundle);
  process.env[bundlesVariable] = folder;
}

/** Replaces each file at once, because another run may be using it. The path stays, for Node's compile cache. */
async function bundle(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const outDir = mkdtempSync(join(folder, 'new-'));
  for (const [name, path] of Object.entries(modules)) {
    await build({
      configFile: false,
      logLevel: 'error',
      root,
      ssr: { noExternal: true },
      build: {
        ssr: join(root, path),
        outDir,
        target: 'node24',
        minify: false,
        emptyOutDir: false,
        rolldownOptions: { output: { entryFileNames: `${name}.mjs`, codeSplitting: false } },
      },
    });
  }
  for (const name of readdirSync(outDir)) renameSync(join(outDir, name), join(folder, name));
  rmSync(outDir, { recursive: true });
}
