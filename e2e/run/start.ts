// npm start: builds the app if needed and runs it.
//   npm start -- --smoke   starts the app, waits for the first folder on screen, prints one line, quits
//   npm run dev            Vite serves the page and reloads it on changes; the main process needs a restart
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { chooseHost, hasDisplay } from './choose-host.ts';
import type { Host } from './choose-host.ts';
import { root } from './root.ts';

const given = process.argv.slice(2);
const isSmoke = given.includes('--smoke');
const isDev = given.includes('--dev');
const rest = given.filter((argument) => argument !== '--dev');

process.exitCode = await start();

async function start(): Promise<number> {
  // Checked before building: only --smoke on the stand-in works without a display.
  if (!hasDisplay && !isSmoke) return sayNoDisplay('npm start');
  if (!isDev && !(await buildApp())) return 1;
  const host = await chooseHost({ mayFetch: true });
  if (host === null) return 1;
  if (host.kind === 'electron' && !hasDisplay) return sayNoDisplay('npm start -- --smoke');
  if (host.kind === 'stand-in') {
    console.log('Electron is not available: using the stand-in made of Node and Chromium.');
  }
  return isDev ? runDev(host) : run(host.executable, [root, ...toSwitches(host), ...rest], {});
}

function sayNoDisplay(command: string): number {
  console.error(`There is no display. To use a virtual one: xvfb-run -a ${command}`);
  return 1;
}

function toSwitches(host: Host): string[] {
  if (host.kind === 'stand-in') return hasDisplay ? [] : ['--headless'];
  // Chromium refuses to sandbox as root.
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function runDev(host: Host): Promise<number> {
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const env = {
    ELECTRON_EXEC_PATH: host.executable,
    ELECTRON_CLI_ARGS: JSON.stringify([...toSwitches(host), ...rest]),
  };
  return run(process.execPath, [tool, 'dev'], env);
}

function run(command: string, args: readonly string[], env: Record<string, string>): Promise<number> {
  const child = spawn(command, [...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`Could not start ${command}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
