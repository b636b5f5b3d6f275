import { createHash, randomBytes } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Where the owner of a profile listens. */
export interface SocketPlace {
  /** A socket in a folder that only the user may enter, or the name of a pipe. */
  path: string;
  /** A folder to create for it; null: the profile itself. */
  folder: string | null;
  /** Pipe names are visible to everyone, so callers present a key from the profile. */
  keyFile: string | null;
}

/** Contains the pipe's name as well, so callers need only this file. */
export const toKeyFile = ({ key, path }: { key: string; path: string }): string => `${key}\n${path}\n`;

export function readKeyFile(text: string): { key: string; path: string } {
  const [key = '', path = ''] = text.split('\n');
  return { key, path };
}

/** Limits of socket paths: 104 bytes on macOS, 108 on Linux. */
const maxPathBytes = 100;

export function toSocketPlace(profile: string, platform: NodeJS.Platform = process.platform): SocketPlace {
  if (platform === 'win32') {
    // An unguessable name can't be taken by others. Callers read it from the file.
    const path = `\\\\.\\pipe\\slipway-${randomBytes(16).toString('hex')}`;
    return { path, folder: null, keyFile: join(profile, 'command.key') };
  }
  const path = join(profile, 'command.sock');
  if (Buffer.byteLength(path) <= maxPathBytes) return { path, folder: null, keyFile: null };
  const folder = join(tmpdir(), `slipway-${userInfo().uid}`);
  const hash = createHash('sha256').update(profile).digest('hex').slice(0, 32);
  return { path: join(folder, `${hash}.sock`), folder, keyFile: null };
}

export function isOwnFolder(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  return (
    stats !== undefined && stats.isDirectory() && stats.uid === userInfo().uid && (stats.mode & 0o077) === 0
  );
}
