import { join } from 'node:path';
import { ensureBrowser } from './find-browser.ts';
import { fetchElectron, findElectron } from './find-electron.ts';
import { root } from './root.ts';

export interface Host {
  kind: 'electron' | 'stand-in';
  executable: string;
}

export const standIn = join(root, 'e2e/stand-in/electron');

export const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/**
 * Real Electron if it is installed (or, with `mayFetch`, can be downloaded), else the stand-in.
 * SLIPWAY_HOST=electron or =stand-in overrides this. Prints the reason and returns null if neither works.
 */
export async function chooseHost({ mayFetch }: { mayFetch: boolean }): Promise<Host | null> {
  const requested = process.env.SLIPWAY_HOST;
  const electron =
    requested === 'stand-in' ? null : (findElectron() ?? (mayFetch ? await fetchElectron() : null));
  if (electron !== null) return { kind: 'electron', executable: electron };
  if (requested === 'electron') {
    console.error('SLIPWAY_HOST=electron, but Electron is not installed and could not be downloaded.');
    return null;
  }
  if (process.platform === 'win32') {
    console.error(
      'Electron is not installed and could not be downloaded: run "npx install-electron" with a network that allows it.',
    );
    return null;
  }
  return (await ensureBrowser()) === null ? null : { kind: 'stand-in', executable: standIn };
}
