import { randomUUID } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '../contract/strings/translate.ts';
import { toDiskError } from '../core/documents/disk-error.ts';
import { isAppError } from '../core/errors.ts';
import { profilePaths } from '../core/lib/profile-paths.ts';
import { CallFailed, CommandError } from './command-error.ts';
import type { Context } from './context.ts';
import { exitCodes } from './exit-codes.ts';

export interface Spooled {
  path: string;
  remove(): Promise<void>;
}

/** The file stays until the upload is done or off the list. */
export async function spoolStdin(context: Context, name: string): Promise<Spooled> {
  const folder = join(profilePaths(await context.profile()).offered, `stdin-${randomUUID()}`);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const safeName = name.replaceAll(/[/\\\0]/g, '_');
  const path = join(folder, safeName === '' || /^\.+$/.test(safeName) ? '_' : safeName);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeAll(context, path);
    return { path, remove };
  } catch (error) {
    await remove();
    const expected = toDiskError(error, name);
    throw isAppError(expected) ? new CallFailed(expected.toFailure()) : error;
  }
}

async function writeAll({ runtime: { stdin }, signal }: Context, path: string): Promise<void> {
  const before = statOf(stdin.fd);
  await using file = await open(path, 'wx', 0o600);
  let bytes = 0;
  const stop = (): void => void stdin.destroy();
  signal.addEventListener('abort', stop);
  try {
    for await (const chunk of stdin) {
      // Without an encoding, a stream yields buffers.
      await file.writeFile(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (signal.aborted) throw new CommandError(t('cli.stdinInterrupted'), exitCodes.interrupted);
  const after = statOf(stdin.fd);
  // Stdin may be a file that the shell opened; it must not change while we read it.
  const hasChanged =
    before !== null && after !== null && (after.mtimeMs !== before.mtimeMs || after.size !== before.size);
  if (hasChanged || (before !== null && before.size > bytes)) throw new CommandError(t('cli.stdinChanged'));
}

/** null: not a regular file. */
function statOf(fd: number | undefined): { size: number; mtimeMs: number } | null {
  if (fd === undefined) return null;
  const stats = fstatSync(fd);
  return stats.isFile() ? stats : null;
}
