import { findElectron } from './run/find-electron.ts';
import { standIn } from './run/choose-host.ts';
import { toPageUrl } from './stand-in/wire/schemes.ts';

const electron = process.env.SLIPWAY_HOST === 'stand-in' ? null : findElectron();

/** What the specs run on: the real Electron wherever there is one. */
export const host = electron === null ? 'stand-in' : 'electron';
export const executablePath = electron ?? standIn;

const schemes = new Set(['app', 'content']);

/** How a URL of ours reads inside the page: the stand-in spells `app:` and `content:` differently there. */
export function inPage(url: string): string {
  return host === 'stand-in' ? toPageUrl(url, schemes) : url;
}
