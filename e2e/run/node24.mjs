// Runs a script or a tool in node_modules with Node 24, whatever Node npm itself uses.
// node_modules/.bin/node is no alternative: npm 9 and 10 don't link it if the other platform's package is skipped.
//   node e2e/run/node24.mjs e2e/run/start.ts --smoke
//   node e2e/run/node24.mjs vitest run
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bundled = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
const isNewEnough = Number(process.versions.node.split('.')[0]) >= 24;

if (!isNewEnough && !existsSync(bundled)) {
  console.error(
    `Slipway needs Node 24 or newer; this is ${process.version}, and no Node 24 package exists for ${process.platform}-${process.arch}. Install Node 24 and run the same command again.`,
  );
  process.exit(1);
}

const node = isNewEnough ? process.execPath : bundled;
const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
const [command = '', ...args] = process.argv.slice(2);
const isScript = /\.m?[jt]s$/.test(command);
const child = spawn(isScript ? node : command, isScript ? [command, ...args] : args, {
  stdio: 'inherit',
  env: { ...process.env, PATH: path },
  shell: process.platform === 'win32' && !isScript,
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`Could not run ${command}: ${error.message}. Has "npm ci" been run?`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else process.exit(code ?? 1);
});
