import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['electron/**/*.test.ts', 'renderer/**/*.test.ts', 'e2e/**/*.test.ts'],
    // For hangs only: on a busy machine everything takes its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Modules keep no state of their own, so that files may share a process; shuffled order proves it.
    isolate: false,
    // Most of a test's time is waiting for answers, also on two cores.
    maxWorkers: Math.max(3, availableParallelism()),
  },
});
