import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isProfileName } from '../../contract/profile-name.ts';
import type { Profile } from '../../contract/profiles.ts';
import { AppError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { toProfileError } from '../profile/profile-file.ts';
import { connectCommands, NotConnected } from '../socket/connect-commands.ts';
import { toSocketPlace } from '../socket/socket-place.ts';

export interface ProfilesDeps {
  ports: Pick<Ports, 'folders' | 'profiles'>;
}

/** A busy owner may take longer, but it still counts as open. */
const greetingMs = 1_000;

const toFolder = (base: string, name: string | null): string =>
  name === null ? base : join(base, 'profiles', name);

export async function listProfiles({ ports }: ProfilesDeps): Promise<Profile[]> {
  const { base } = ports.profiles;
  const current = ports.folders.userData;
  const names = [null, ...(await readNames(base))];
  const listed = await Promise.all(
    names.map(async (name): Promise<Profile> => {
      const folder = toFolder(base, name);
      return (await isSameFolder(folder, current))
        ? { name, isCurrent: true, isOpen: true }
        : { name, isCurrent: false, isOpen: await isOwned(folder) };
    }),
  );
  return listed.some(({ isCurrent }) => isCurrent)
    ? listed
    : [...listed, { name: ports.profiles.current, isCurrent: true, isOpen: true }];
}

/** @throws AppError notFound, programNotStarted */
export async function openProfile({ ports }: ProfilesDeps, name: string | null): Promise<void> {
  const { profiles } = ports;
  if (name !== null && !(await readNames(profiles.base)).includes(name))
    throw new AppError('notFound', { subject: name });
  try {
    await profiles.start(name);
  } catch (cause) {
    throw new AppError('programNotStarted', { cause });
  }
}

/** @throws AppError nameExists, profileUnwritable; also what `openProfile` throws, when the profile already exists */
export async function createProfile(deps: ProfilesDeps, name: string): Promise<void> {
  const { base } = deps.ports.profiles;
  // Windows and macOS ignore case.
  const taken = (await readNames(base)).some((each) => each.toLowerCase() === name.toLowerCase());
  if (taken) throw new AppError('nameExists', { subject: name });
  try {
    await mkdir(toFolder(base, name), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw toProfileError(cause);
  }
  await openProfile(deps, name);
}

async function readNames(base: string): Promise<string[]> {
  const folder = join(base, 'profiles');
  const names = await readdir(folder).catch(() => []);
  const profiles: string[] = [];
  for (const name of names) {
    const stats = await stat(join(folder, name)).catch(() => null);
    if (stats?.isDirectory() === true && isProfileName(name)) profiles.push(name);
  }
  return profiles.toSorted((a, b) => a.localeCompare(b));
}

/** Case and links may spell one folder in several ways. */
async function isSameFolder(one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const [first, second] = await Promise.all(
    [one, other].map((path) => stat(path, { bigint: true }).catch(() => null)),
  );
  return first != null && second != null && first.dev === second.dev && first.ino === second.ino;
}

async function isOwned(folder: string): Promise<boolean> {
  try {
    (await connectCommands(toSocketPlace(folder), greetingMs)).close();
    return true;
  } catch (error) {
    return error instanceof NotConnected && error.reason !== 'none';
  }
}
