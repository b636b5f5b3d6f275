import { readdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join, sep, basename } from 'node:path';
import { toPartName } from '../../../documents/local-target.ts';
import { isEnded } from '../../model/transfer-record.ts';
import type { TransferStore } from '../../store/transfer-store.ts';

/**
 * Files created by the renderer (a pasted picture, an attachment) are kept in the profile, each offer in its
 * own folder, as there is no other copy. They stay, across restarts, until their upload is done or removed.
 */
export interface PastedFiles {
  /** Removes files that existed at start and that no upload needs. `wanted`: absolute source paths. */
  sweepEarlier(wanted: readonly string[]): Promise<void>;
  /** The same for all files, once no window is left that could be writing. */
  sweepAll(wanted: readonly string[]): Promise<void>;
}

export function createPastedFiles(folder: string): PastedFiles {
  const list = () => readdir(folder).catch((): string[] => []);
  // Listed at once: anything written later is not from an earlier session.
  const earlier = listNow(folder);

  async function sweep(names: readonly string[], wanted: readonly string[]): Promise<void> {
    const unwanted = names
      .map((name) => join(folder, name))
      .filter((path) => !wanted.some((source) => source.startsWith(path + sep)));
    await Promise.all(unwanted.map((path) => rm(path, { recursive: true, force: true })));
    if (unwanted.length === names.length && names.length > 0 && (await list()).length === 0)
      await rm(folder, { recursive: true, force: true });
  }

  return {
    sweepEarlier: async (wanted) => sweep(earlier, wanted),
    sweepAll: async (wanted) => sweep(await list(), wanted),
  };
}

function listNow(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether a partial file belongs to a listed download that ended and can't be resumed. */
export function toAbandonedParts(store: TransferStore): (path: string) => boolean {
  const names = new Set<string>();
  for (const record of store.all())
    if (record.job.kind === 'downloadFile' && isEnded(record) && record.job.part === null)
      names.add(toPartName(record.transfer.transferId));
  return (path) => names.has(basename(path));
}

/** Sources of uploads that are not done and may still be sent. */
export const toWantedSources = (store: TransferStore): string[] =>
  [...store.all()].flatMap(({ job, transfer }) =>
    job.kind === 'uploadFile' && job.carried === undefined && transfer.state !== 'done'
      ? [job.source.path]
      : [],
  );
