import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { nodeFlags } from '../electron/core/testing/node-flags.ts';
import { SlowFirst } from './run/slow-first.ts';

const all = ['electron/**/*.test.ts', 'renderer/**/*.test.ts', 'e2e/**/*.test.ts'];
/** These change state that a process can't restore: trusted certificates, loaded modules. */
const inProcessOfTheirOwn = [
  'electron/core/documents/edited-meanwhile.test.ts',
  'electron/core/graph/http2.test.ts',
  'electron/core/transfers/run/download/crash-at-rename.test.ts',
  'electron/core/transfers/run/download/weak-disk.test.ts',
  'electron/sample/http/http2.test.ts',
  'electron/shell/bridge-ipc.test.ts',
  'electron/shell/guard.test.ts',
];

const common = {
  // For hangs only.
  testTimeout: 900_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 120_000 } },
  pool: 'forks' as const,
  setupFiles: ['e2e/harness/unit-setup.ts'],
  execArgv: nodeFlags,
};

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    // Tests mostly wait for responses, so three workers pay off even on two cores.
    maxWorkers: Math.max(3, availableParallelism()),
    sequence: { sequencer: SlowFirst },
    globalSetup: 'e2e/harness/bundles.ts',
    projects: [
      {
        extends: true,
        // Modules of the core keep no state, so files can share a process; shuffled order proves it.
        test: { ...common, name: 'units', include: all, exclude: inProcessOfTheirOwn, isolate: false },
      },
      {
        extends: true,
        test: { ...common, name: 'isolated', include: inProcessOfTheirOwn, isolate: true },
      },
    ],
  },
});
