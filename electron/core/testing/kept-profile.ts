import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rig } from './rig.ts';

/** What a kill leaves of the profile's lists. */
const files = ['transfers.sqlite', 'transfers.sqlite-wal', 'activity.jsonl'];

/** The lists of a profile as they were at one moment, for starting again as if the process had been killed then. */
export interface KeptProfile {
  keep(rig: Rig): Promise<void>;
  /** `last` runs while the core ends: what is held up can be let go. */
  startAgain(rig: Rig, last?: () => void): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function createKeptProfile(): Promise<KeptProfile> {
  const kept = await mkdtemp(join(tmpdir(), 'slipway-kept-'));
  return {
    async keep({ userData }) {
      for (const file of files) await copyFile(join(userData, file), join(kept, file)).catch(() => undefined);
    },
    async startAgain(rig, last) {
      const ending = rig.core.close();
      last?.();
      await ending;
      const { userData } = rig;
      for (const file of [...files, 'transfers.sqlite-shm']) await rm(join(userData, file), { force: true });
      for (const file of await readdir(kept)) await copyFile(join(kept, file), join(userData, file));
      await rig.restart();
    },
    [Symbol.asyncDispose]: () => rm(kept, { recursive: true, force: true }),
  };
}
