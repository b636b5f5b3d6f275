import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { reached, type KillPoint } from './kill-points.ts';

type Act = (...given: never[]) => Promise<unknown>;

export async function placeDiskPoints(): Promise<void> {
  Object.assign(files, {
    link: between(files.link, 'before link', 'after link'),
    unlink: between(files.unlink, null, 'after unlink'),
    rename: between(files.rename, 'before rename', 'after rename'),
    utimes: between(files.utimes, 'before utimes', 'after utimes'),
  });
  syncBuiltinESMExports();
  const handle = await files.open(process.execPath, 'r');
  const prototype = Object.getPrototypeOf(handle) as Record<'datasync' | 'sync', Act>;
  await handle.close();
  prototype.datasync = between(prototype.datasync, 'before datasync', 'after datasync');
  prototype.sync = between(prototype.sync, 'before sync', 'after sync');
}

function between(act: Act, before: KillPoint | null, after: KillPoint): Act {
  return async function past(this: unknown, ...given: never[]) {
    if (before !== null) reached(before);
    const result: unknown = await act.apply(this, given);
    reached(after);
    return result;
  };
}
