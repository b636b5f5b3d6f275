import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { isReachable, runCommand } from './run-command.ts';

const home = join(root, 'node_modules/electron');

export function findElectron(): string | null {
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist');
  const path = join(folder, readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : null;
}

/** null if the installer's host can't be reached. */
export async function fetchElectron(): Promise<string | null> {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const base = mirror ?? 'https://github.com/electron/electron/releases/download/';
  // A proxy can only be tested by the installer itself.
  const hasProxy = Boolean(process.env.HTTPS_PROXY ?? process.env.https_proxy);
  if (!hasProxy && !(await isReachable(`${base}v${version}/SHASUMS256.txt`))) return null;
  console.log(`Fetching Electron ${version}…`);
  await runCommand(process.execPath, [join(home, 'install.js')], { output: 'keep' });
  return findElectron();
}
