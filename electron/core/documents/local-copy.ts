import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { SavedFile } from '../../contract/records.ts';
import { createQuickXorHash } from '../lib/quick-xor-hash.ts';
import type { DocumentRecord } from './document-record.ts';

export interface FileStat {
  sizeBytes: number;
  modifiedMs: number;
  /** When anything about it changed last: it can't be set, as its time can. */
  changedMs: number;
}

/** null when there is no such file: gone, or something else in its place. */
export async function statFile(path: string): Promise<FileStat | null> {
  const stats = await lstat(path).catch(() => null);
  if (stats?.isFile() !== true) return null;
  return { sizeBytes: stats.size, modifiedMs: stats.mtimeMs, changedMs: stats.ctimeMs };
}

export async function hashFile(path: string): Promise<string> {
  const hash = createQuickXorHash();
  for await (const block of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(block as Uint8Array);
  return hash.digest();
}

export interface CopyLook {
  state: SavedFile['state'];
  sizeBytes: number;
  /** Its bytes were read and are those that came: so it looks since. */
  proven: FileStat | null;
}

/** Whether a copy was edited here. Size and times tell nearly always; else its bytes, once for every time it was touched. */
export interface CopyJudge {
  judge(record: DocumentRecord, path: string): Promise<CopyLook>;
}

export function createCopyJudge(): CopyJudge {
  const hashes = new Map<string, FileStat & { hash: string }>();

  async function hashOf(documentId: string, path: string, stat: FileStat): Promise<string> {
    const known = hashes.get(documentId);
    if (known !== undefined && isSameLook(known, stat)) return known.hash;
    const hash = await hashFile(path);
    hashes.set(documentId, { ...stat, hash });
    return hash;
  }

  return {
    async judge({ documentId, local }, path) {
      const stat = await statFile(path);
      if (stat === null) return { state: 'missing', sizeBytes: local.sizeBytes, proven: null };
      const { sizeBytes } = stat;
      if (sizeBytes !== local.sizeBytes) return { state: 'changed', sizeBytes, proven: null };
      // Some programs give a file that they write its former time.
      if (isSameLook({ ...local, changedMs: local.changedMs ?? stat.changedMs }, stat))
        return { state: 'present', sizeBytes, proven: null };
      // A file that can't be read now is not said to be what it was.
      const hash = await hashOf(documentId, path, stat).catch(() => null);
      return hash === local.quickXorHash
        ? { state: 'present', sizeBytes, proven: stat }
        : { state: 'changed', sizeBytes, proven: null };
    },
  };
}

const isSameLook = (one: FileStat, other: FileStat): boolean =>
  one.sizeBytes === other.sizeBytes &&
  one.modifiedMs === other.modifiedMs &&
  one.changedMs === other.changedMs;
