// Runs a thousand random fault schedules on random batches: npm run bench fault-schedules. SEED=… repeats a
// run.
import { join } from 'node:path';
import { root } from '../run/root.ts';
import { runCommand } from '../run/run-command.ts';

process.env.SCHEDULES ??= '1000';
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const test = 'electron/core/transfers/fault-schedules.test.ts';
const { code } = await runCommand(
  process.execPath,
  [vitest, 'run', '-c', join(root, 'e2e/vitest.config.ts'), test],
  { output: 'show' },
);
process.exitCode = code;
