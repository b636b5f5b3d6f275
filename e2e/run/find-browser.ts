import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../stand-in/chromium/find-chromium.ts';
import { root } from './root.ts';
import { isReachable, runCommand } from './run-command.ts';

/**
 * An installed browser, else Playwright's download, else (as root on Debian-based systems) the distribution's
 * package. Prints what to run and returns null if none works.
 */
export async function ensureBrowser(): Promise<string | null> {
  const found =
    (await thatRuns(findChromium())) ??
    (await downloadChromium()) ??
    (await thatRuns(await installChromium()));
  if (found === null) {
    console.error(
      'The stand-in for Electron found no browser. Install Chromium, Chrome or Edge, for example with: sudo apt-get install -y --no-install-recommends chromium',
    );
  }
  return found;
}

/** A downloaded browser may lack system libraries, so only one that starts counts. */
async function thatRuns(path: string | null): Promise<string | null> {
  if (path === null) return null;
  const { code } = await runCommand(path, ['--version'], { output: 'keep' });
  return code === 0 ? path : null;
}

async function downloadChromium(): Promise<string | null> {
  if (!(await isReachable('https://cdn.playwright.dev/'))) return null;
  console.log('Fetching Chromium…');
  const tool = join(root, 'node_modules/@playwright/test/cli.js');
  await runCommand(process.execPath, [tool, 'install', '--no-shell', 'chromium'], { output: 'keep' });
  return thatRuns(findChromium());
}

async function installChromium(): Promise<string | null> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  console.log('Installing Chromium with: apt-get install -y --no-install-recommends chromium');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '-y', '--no-install-recommends', 'chromium'];
  const install = () => runCommand('apt-get', args, { output: 'keep', env });
  let { code, output } = hasPackageLists() ? await install() : { code: 1, output: '' };
  if (code !== 0) {
    await runCommand('apt-get', ['update'], { output: 'keep', env });
    ({ code, output } = await install());
  }
  if (code !== 0) console.error(output.trim().split('\n').slice(-5).join('\n'));
  return findChromium();
}

function hasPackageLists(): boolean {
  const lists = '/var/lib/apt/lists';
  return existsSync(lists) && readdirSync(lists).some((name) => name.includes('_Packages'));
}
