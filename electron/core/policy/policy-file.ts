import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PolicyExpectation } from '../../contract/program.ts';
import { parsePolicy } from './parse-policy.ts';
import { noPolicy, toClosedPolicy } from './policy.ts';
import type { Policy } from './policy.ts';

interface WarningLog {
  warn(message: string, facts?: Record<string, unknown>): void;
}

/**
 * Only administrators can write there, which on Windows is not true of ProgramData, and an environment
 * variable would be under the user's control.
 */
export function toPolicyPath(platform: 'linux' | 'darwin' | 'win32'): string {
  const folders = {
    linux: '/etc/slipway',
    darwin: '/Library/Application Support/Slipway',
    win32: 'C:\\Program Files\\Slipway',
  };
  return `${folders[platform]}${platform === 'win32' ? '\\' : '/'}policy.json`;
}

const maxBytes = 64 * 1024;

/**
 * `noPolicy` without a file. With `mustBeRoots` a file that non-administrators could have written is
 * rejected, and what it governs is closed (Unix only).
 */
export async function readPolicy(path: string, mustBeRoots: boolean, log: WarningLog): Promise<Policy> {
  const refuse = (kind: 'unreadable' | 'notTrusted', expected: PolicyExpectation): Policy => {
    log.warn('policy refused', { kind });
    return toClosedPolicy(path, { kind, line: null, field: null, expected });
  };
  try {
    const { size, uid, mode } = await stat(path);
    if (size > maxBytes) return refuse('unreadable', { kind: 'atMost', values: '64 KB' });
    // In a folder owned by others the file could be replaced.
    const folder = await stat(dirname(path));
    const isRoots = isTrusted(uid, mode) && isTrusted(folder.uid, folder.mode);
    if (mustBeRoots && !isRoots) return refuse('notTrusted', { kind: 'rootsOnly', values: '' });
    const policy = parsePolicy(await readFile(path, 'utf8'), path);
    for (const problem of policy.problems) log.warn('policy not understood', { ...problem });
    return policy;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return noPolicy;
    return refuse('unreadable', { kind: 'readable', values: '' });
  }
}

const writableByOthers = 0o022;

export function isTrusted(uid: number, mode: number): boolean {
  return uid === 0 && (mode & writableByOthers) === 0;
}
