import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { homeFolder, xdgFolder } from '../user-folders.ts';
import { commandLine } from './command-line.ts';

export type FolderName = Parameters<Electron.App['getPath']>[0];

interface Manifest {
  name?: string;
  productName?: string;
  version?: string;
}

function readManifest(entry: string): { path: string; manifest: Manifest } {
  for (let folder = resolve(entry); ; folder = dirname(folder)) {
    try {
      const text = readFileSync(join(folder, 'package.json'), 'utf8');
      return { path: folder, manifest: JSON.parse(text) as Manifest };
    } catch {
      if (folder === dirname(folder)) return { path: process.cwd(), manifest: {} };
    }
  }
}

const { path: appPath, manifest } = readManifest(process.argv[1] ?? process.cwd());
const name = manifest.productName ?? manifest.name ?? 'Electron';

function defaultAppData(): string {
  if (process.platform === 'darwin') return join(homeFolder(), 'Library/Application Support');
  return xdgFolder('XDG_CONFIG_HOME', '.config');
}

const chosen = new Map<string, string>();
const userDataSwitch = commandLine.getSwitchValue('user-data-dir');
if (userDataSwitch !== '') chosen.set('userData', resolve(userDataSwitch));

function folder(which: FolderName): string {
  const own = chosen.get(which);
  if (own !== undefined) return own;
  if (which === 'home') return homeFolder();
  if (which === 'appData') return defaultAppData();
  if (which === 'userData') return join(defaultAppData(), name);
  if (which === 'sessionData') return folder('userData');
  if (which === 'temp') return tmpdir();
  if (which === 'logs') return join(folder('userData'), 'logs');
  if (which === 'documents') return join(homeFolder(), 'Documents');
  if (which === 'downloads') return join(homeFolder(), 'Downloads');
  if (which === 'exe') return process.execPath;
  throw new Error(`Failed to get '${which}' path`);
}

export const folders = {
  appPath,
  name,
  version: manifest.version ?? '0.0.0',
  get: folder,
  set: (which: string, path: string): void => void chosen.set(which, path),
  userData: (): string => folder('userData'),
};
