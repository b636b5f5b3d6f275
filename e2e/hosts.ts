import { findElectron } from './run/find-electron.ts';
import { standIn } from './run/choose-host.ts';
import { toPageUrl } from './stand-in/wire/schemes.ts';

const electron = process.env.SLIPWAY_HOST === 'stand-in' ? null : findElectron();

export const host = electron === null ? 'stand-in' : 'electron';
export const executablePath = electron ?? standIn;

const schemes = new Set(['app', 'content']);

/** Converts `app:` and `content:` URLs, which the stand-in serves under different names. */
export function inPage(url: string): string {
  return host === 'stand-in' ? toPageUrl(url, schemes) : url;
}
