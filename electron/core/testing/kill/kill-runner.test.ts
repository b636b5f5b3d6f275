import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createKillScene } from './kill-scene.ts';

const runner = fileURLToPath(new URL('kill-runner.ts', import.meta.url));
const slowBytesPerSecond = 20_000;

/** Starts the runner and dies once it works. */
const parent = `
  const { fork } = require('node:child_process');
  const [runner, order] = process.argv.slice(1);
  const child = fork(runner, [order], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.once('message', () => process.kill(process.pid, 'SIGKILL'));
`;

test('a core that runs to be killed ends when its parent process is gone', async () => {
  await using scene = await createKillScene('personal', slowBytesPerSecond);
  const started = spawn(process.execPath, ['-e', parent, runner, JSON.stringify(scene.order)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.stdout.resume();
  // The pipe is the runner's, too: it is not closed before both are gone.
  const [code, signal] = (await once(started, 'close')) as [number | null, string | null];
  expect([code, signal]).toEqual([null, 'SIGKILL']);
});
