import { readFile, stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import { parsePolicy } from './parse-policy.ts';
import { noPolicy, toClosedPolicy } from './policy.ts';
import type { Policy } from './policy.ts';

interface WarningLog {
  warn(message: string, facts?: Record<string, unknown>): void;
}

/** Where an administrator puts the file; the same for everyone who uses the computer. */
export function toPolicyPath(
  platform: 'linux' | 'darwin' | 'win32',
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (platform === 'win32') {
    return win32.join(env.ProgramData ?? 'C:\\ProgramData', 'Slipway', 'policy.json');
  }
  const folder = platform === 'darwin' ? '/Library/Application Support/Slipway' : '/etc/slipway';
  return posix.join(folder, 'policy.json');
}

/** Larger is no policy. */
const maxBytes = 64 * 1024;

/**
 * The policy of this computer; `noPolicy` where there is no file. With `mustBeRoots` a file that others than the
 * administrator could have written is refused, and what it governs is closed (systems with Unix owners only).
 */
export async function readPolicy(path: string, mustBeRoots: boolean, log: WarningLog): Promise<Policy> {
  const refuse = (kind: 'unreadable' | 'notTrusted', expected: string): Policy => {
    log.warn('policy refused', { kind });
    return toClosedPolicy(path, { kind, line: null, field: null, expected });
  };
  try {
    const { size, uid, mode } = await stat(path);
    if (size > maxBytes) return refuse('unreadable', `at most ${maxBytes} bytes`);
    if (mustBeRoots && !isTrusted(uid, mode)) return refuse('notTrusted', 'owner root, mode 644');
    const policy = parsePolicy(await readFile(path, 'utf8'), path);
    for (const problem of policy.problems) log.warn('policy not understood', { ...problem });
    return policy;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return noPolicy;
    return refuse('unreadable', 'a file that everyone may read');
  }
}

const writableByOthers = 0o022;

export function isTrusted(uid: number, mode: number): boolean {
  return uid === 0 && (mode & writableByOthers) === 0;
}
