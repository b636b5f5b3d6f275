import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const portableName = 'slipway-data';

export interface ProgramPlace {
  platform: NodeJS.Platform;
  /** process.execPath */
  path: string;
  appImage: string | null;
}

/** A person made it to keep the default profile there; null without one. */
export function findPortableFolder({ platform, path, appImage }: ProgramPlace): string | null {
  const beside = dirname(toProgramItem(platform, path, appImage));
  // An installed copy's folder is deleted by its next update.
  if (platform === 'win32' && existsSync(join(beside, 'Uninstall Slipway.exe'))) return null;
  const folder = join(beside, portableName);
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? folder : null;
}

/** A file, or on macOS the folder `Slipway.app`. */
function toProgramItem(platform: NodeJS.Platform, path: string, appImage: string | null): string {
  if (platform === 'darwin') return dirname(dirname(dirname(path)));
  return platform === 'linux' && appImage !== null ? appImage : path;
}
