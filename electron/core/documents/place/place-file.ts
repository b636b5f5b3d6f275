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

/** Where the documents folder is, and what was begun to move it. All absolute. */
export const PlaceState = z.object({
  /** null: where it is without being moved. */
  folder: Path.nullable(),
  /** A move that is under way: everything is still in `folder`. */
  movingTo: Path.nullable(),
  /** That move copies file by file: before its end the new place has a part of them only. */
  copying: z.boolean().default(false),
  /** What it was moved from last, and may still hold files. */
  leftover: Path.nullable(),
  /** What it was moved from before that, and still holds files. */
  leftovers: z.array(Path).default([]),
  /** Milliseconds: since then `folder` counts. */
  movedAt: z.number().nullable().default(null),
  /** `folder` lay on another disk than the profile: one that may be away. */
  onOtherDisk: z.boolean().default(false),
});
export type PlaceState = z.infer<typeof PlaceState>;

export interface PlaceFile {
  get(): PlaceState;
  /** On the disk when it resolves. @throws AppError profileUnwritable; nothing is changed then */
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

/** `documents-place.json`. One that can't be understood is kept aside: the copies are then looked for in the usual place. */
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
