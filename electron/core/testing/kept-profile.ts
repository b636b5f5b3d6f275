import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rig } from './rig.ts';

const files = ['transfers.sqlite', 'transfers.sqlite-wal', 'activity.jsonl'];

export interface KeptProfile {
  keep(rig: Rig): Promise<void>;
  /** `last` runs while core closes, to release what a test holds; `first` before it starts again. */
  startAgain(rig: Rig, last?: () => void, first?: () => void): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function createKeptProfile(): Promise<KeptProfile> {
  const kept = await mkdtemp(join(tmpdir(), 'slipway-kept-'));
  return {
    async keep({ userData }) {
      for (const file of files) await copyFile(join(userData, file), join(kept, file)).catch(() => undefined);
    },
    async startAgain(rig, last, first) {
      const ending = rig.core.close();
      last?.();
      await ending;
      const { userData } = rig;
      for (const file of [...files, 'transfers.sqlite-shm']) await rm(join(userData, file), { force: true });
      for (const file of await readdir(kept)) await copyFile(join(kept, file), join(userData, file));
      first?.();
      await rig.restart();
    },
    [Symbol.asyncDispose]: () => rm(kept, { recursive: true, force: true }),
  };
}
