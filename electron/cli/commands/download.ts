import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MovedItem, NameConflict } from '../../contract/methods.ts';
import { t } from '../../contract/strings/translate.ts';
import { profilePaths } from '../../core/lib/profile-paths.ts';
import { usageError, type Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { toTargets } from '../target.ts';
import { runMove } from './move.ts';

export interface DownloadOptions {
  recursive?: boolean;
  conflict: NameConflict;
  dryRun?: boolean;
  to?: string;
}

export async function download(
  context: Context,
  targets: readonly string[],
  { recursive = false, conflict, dryRun = false, to }: DownloadOptions,
): Promise<ExitCode> {
  const { accountId } = await context.account();
  const input = { accountId, targets: toTargets(targets), recursive, conflict, dryRun };
  if (to !== '-') {
    const isFolderPath = to !== undefined && /[/\\]$/.test(to);
    const local = to === undefined ? null : `${context.toLocal(to)}${isFolderPath ? '/' : ''}`;
    return runMove(context, 'files.download', { ...input, to: local }, { dryRun });
  }
  if (targets.length !== 1 || recursive) throw usageError(t('cli.stdoutOneFile'));
  return toStdout(context, input, dryRun);
}

/** Verified before the first byte, so that the reading program gets the whole file or nothing. */
async function toStdout(
  context: Context,
  input: {
    accountId: string;
    targets: ReturnType<typeof toTargets>;
    recursive: boolean;
    conflict: NameConflict;
  },
  dryRun: boolean,
): Promise<ExitCode> {
  const folder = join(profilePaths(await context.profile()).offered, `stdout-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const arrived: MovedItem[] = [];
  const onItem = (item: MovedItem): void => void arrived.push(item);
  try {
    const code = await runMove(
      context,
      'files.download',
      { ...input, to: folder, dryRun },
      { dryRun, isQuiet: true, onItem },
    );
    const path = arrived[0]?.localPath ?? null;
    if (code !== exitCodes.done || path === null || dryRun) return code;
    await pipeline(createReadStream(path), context.runtime.stdout, { end: false });
    return code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
