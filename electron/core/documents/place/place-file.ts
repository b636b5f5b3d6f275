import { join } from 'node:path';
import { z } from 'zod';
import {
  keepAside,
  readProfileFile,
  removeWithAsides,
  writeProfileFile,
} from '../../profile/profile-file.ts';
import type { Log } from '../../ports.ts';

const Path = z.string().min(1).max(32_768);

/** All paths are absolute. */
export const PlaceState = z.object({
  folder: Path.nullable(),
  movingTo: Path.nullable(),
  /** File by file, so the new location is incomplete until the end. */
  copying: z.boolean().default(false),
  leftover: Path.nullable(),
  leftovers: z.array(Path).default([]),
  movedAt: z.number().nullable().default(null),
  /** `folder` was on another disk than the profile, which may be missing. */
  onOtherDisk: z.boolean().default(false),
});
export type PlaceState = z.infer<typeof PlaceState>;

export interface PlaceFile {
  get(): PlaceState;
  /** On the disk when it resolves. @throws AppError profileUnwritable; then nothing changed */
  set(state: PlaceState): Promise<void>;
  remove(): Promise<void>;
}

const usual: PlaceState = {
  folder: null,
  movingTo: null,
  copying: false,
  leftover: null,
  leftovers: [],
  movedAt: null,
  onOtherDisk: false,
};

/** `documents-place.json`. A file that can't be parsed is set aside; the default location is then used. */
export async function createPlaceFile(profile: string, log: Log): Promise<PlaceFile> {
  const path = join(profile, 'documents-place.json');
  let state = usual;
  const text = await readProfileFile(path);
  if (text !== null) {
    try {
      state = PlaceState.parse(JSON.parse(text));
    } catch {
      log.warn('the place of the documents folder was not understood', { keptAs: await keepAside(path) });
    }
  }
  return {
    get: () => state,
    async set(next) {
      await writeProfileFile(path, `${JSON.stringify(next)}\n`);
      state = next;
    },
    async remove() {
      state = usual;
      await removeWithAsides(path);
    },
  };
}
