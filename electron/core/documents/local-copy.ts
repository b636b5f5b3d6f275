import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { SavedFile } from '../../contract/local-copies.ts';
import { createQuickXorHash } from '../lib/quick-xor-hash.ts';
import type { DocumentRecord } from './document-record.ts';

export interface FileStat {
  sizeBytes: number;
  modifiedMs: number;
  /** ctime: unlike the mtime, it can't be set. */
  changedMs: number;
  lookedMs: number;
}

/** null if there is no regular file. */
export async function statFile(path: string): Promise<FileStat | null> {
  const lookedMs = Date.now();
  const stats = await lstat(path).catch(() => null);
  if (stats?.isFile() !== true) return null;
  return { sizeBytes: stats.size, modifiedMs: stats.mtimeMs, changedMs: stats.ctimeMs, lookedMs };
}

/** exFAT and FAT have steps of up to two seconds, other file systems those of the system clock. */
const coarseTickMs = 2_000;
const fineTickMs = 50;

/** Another write may have left the same time. */
export function isWithinTick({ modifiedMs, changedMs, lookedMs }: Known): boolean {
  if (lookedMs === null) return false;
  const isCoarse = changedMs === null || changedMs % 1_000 === 0;
  return Math.abs(modifiedMs - lookedMs) <= (isCoarse ? coarseTickMs : fineTickMs);
}

type Known = Pick<DocumentRecord['local'], 'modifiedMs' | 'changedMs' | 'lookedMs'>;

export async function hashFile(path: string): Promise<string> {
  const hash = createQuickXorHash();
  for await (const block of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(block as Uint8Array);
  return hash.digest();
}

export interface CopyStat {
  state: SavedFile['state'];
  sizeBytes: number;
  stat: FileStat | null;
  /** Its bytes were read and are unchanged: its stat since then. */
  proven: FileStat | null;
}

/** Size and times almost always tell; otherwise the bytes are hashed, once per change of the stat. */
export interface CopyJudge {
  judge(record: DocumentRecord, path: string): Promise<CopyStat>;
}

export function createCopyJudge(): CopyJudge {
  const hashes = new Map<string, FileStat & { hash: string }>();

  async function hashOf(documentId: string, path: string, stat: FileStat): Promise<string> {
    const known = hashes.get(documentId);
    if (known !== undefined && isSameStat(known, stat) && !isWithinTick(known)) return known.hash;
    const hash = await hashFile(path);
    hashes.set(documentId, { ...stat, hash });
    return hash;
  }

  return {
    async judge({ documentId, local }, path) {
      const stat = await statFile(path);
      if (stat === null) return { state: 'missing', sizeBytes: local.sizeBytes, stat: null, proven: null };
      const { sizeBytes } = stat;
      const changed = { state: 'changed', sizeBytes, stat: stat, proven: null } as const;
      const present = { ...changed, state: 'present' } as const;
      if (sizeBytes !== local.sizeBytes) return changed;
      // Some programs restore a file's time after writing.
      const isSame = isSameStat({ ...local, changedMs: local.changedMs ?? stat.changedMs }, stat);
      if (isSame && !isWithinTick(local)) return present;
      // An unreadable file must not be reported as unchanged.
      const hash = await hashOf(documentId, path, stat).catch(() => null);
      if (hash !== local.quickXorHash) return changed;
      return isWithinTick(stat) ? present : { ...present, proven: stat };
    },
  };
}

type SizeAndTimes = Omit<FileStat, 'lookedMs'>;

const isSameStat = (one: SizeAndTimes, other: SizeAndTimes): boolean =>
  one.sizeBytes === other.sizeBytes &&
  one.modifiedMs === other.modifiedMs &&
  one.changedMs === other.changedMs;
