import { createHash, randomBytes } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Where the owner of a profile listens. */
export interface SocketPlace {
  /** A socket in a folder that its user alone may enter, or the name of a pipe. */
  path: string;
  /** A folder to make for it; null: the profile's own will do. */
  folder: string | null;
  /** Names of pipes are open to everybody: there, the caller shows the key that lies in the profile. */
  keyFile: string | null;
}

/** With the name of the pipe: a caller needs no more than this file. */
export const toKeyFile = ({ key, path }: { key: string; path: string }): string => `${key}\n${path}\n`;

export function readKeyFile(text: string): { key: string; path: string } {
  const [key = '', path = ''] = text.split('\n');
  return { key, path };
}

/** Systems refuse longer names of sockets: 104 bytes on macOS, 108 on Linux. */
const maxPathBytes = 100;

export function toSocketPlace(profile: string, platform: NodeJS.Platform = process.platform): SocketPlace {
  if (platform === 'win32') {
    // Nobody else can take a name that nobody knows. A caller finds it in the file.
    const path = `\\\\.\\pipe\\slipway-${randomBytes(16).toString('hex')}`;
    return { path, folder: null, keyFile: join(profile, 'command.key') };
  }
  const path = join(profile, 'command.sock');
  if (Buffer.byteLength(path) <= maxPathBytes) return { path, folder: null, keyFile: null };
  const folder = join(tmpdir(), `slipway-${userInfo().uid}`);
  const hash = createHash('sha256').update(profile).digest('hex').slice(0, 32);
  return { path: join(folder, `${hash}.sock`), folder, keyFile: null };
}

/** Whether nobody else may enter a folder, or put another in its place. */
export function isOwnFolder(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  return (
    stats !== undefined && stats.isDirectory() && stats.uid === userInfo().uid && (stats.mode & 0o077) === 0
  );
}
