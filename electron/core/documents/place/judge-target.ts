import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, realpath, rm, statfs, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep, isAbsolute } from 'node:path';
import { AppError } from '../../errors.ts';
import { toDiskError } from '../disk-error.ts';

const ownName = 'Slipway files';
const probeName = /^\.slipway-[0-9a-f]{16}\.tmp$/;

export interface MoveFrom {
  root: string;
  profile: string;
  sizeBytes: number;
}

/**
 * `chosen` itself if empty, otherwise a new folder in it. @throws AppError moveRefused (in Slipway's own
 * folders), diskDenied, diskFull, localFolderMissing
 */
export async function decideNewRoot(chosen: string, { root, profile, sizeBytes }: MoveFrom): Promise<string> {
  const subject = basename(chosen) || chosen;
  const real = await realpath(chosen).catch(() => null);
  if (real === null) throw new AppError('localFolderMissing', { subject });
  for (const own of [root, profile])
    if (isInside(await realpath(own).catch(() => own), real)) throw new AppError('moveRefused', { subject });
  try {
    await removeProbes(chosen);
    const target = (await readdir(chosen)).length === 0 ? chosen : join(chosen, await findFreeName(chosen));
    await tryWriting(chosen);
    await assertRoom(chosen, root, sizeBytes, subject);
    return target;
  } catch (cause) {
    throw toDiskError(cause, subject);
  }
}

function isInside(folder: string, path: string): boolean {
  const fromFolder = relative(folder, path);
  return (
    fromFolder === '' ||
    (!isAbsolute(fromFolder) && fromFolder !== '..' && !fromFolder.startsWith(`..${sep}`))
  );
}

async function findFreeName(parent: string): Promise<string> {
  const taken = new Set((await readdir(parent)).map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? ownName : `${ownName} (${String(number)})`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** One that could not be removed by an earlier attempt would make an empty folder look used. */
async function removeProbes(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (probeName.test(name))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
}

async function tryWriting(folder: string): Promise<void> {
  const probe = join(folder, `.slipway-${randomBytes(8).toString('hex')}.tmp`);
  await mkdir(probe);
  try {
    await writeFile(join(probe, 'file'), 'a');
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}

/** Moving within a disk copies nothing. */
async function assertRoom(chosen: string, root: string, sizeBytes: number, subject: string): Promise<void> {
  const [there, here] = await Promise.all([lstat(chosen), lstat(root).catch(() => null)]);
  if (here?.dev === there.dev) return;
  const { bavail, bsize } = await statfs(chosen);
  if (bavail * bsize < sizeBytes) throw new AppError('diskFull', { subject });
}
