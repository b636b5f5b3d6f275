import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { SavedFile } from '../../contract/records.ts';
import { createQuickXorHash } from '../lib/quick-xor-hash.ts';
import type { DocumentRecord } from './document-record.ts';

export interface FileStat {
  sizeBytes: number;
  modifiedMs: number;
}

/** null when there is no such file: gone, or something else in its place. */
export async function statFile(path: string): Promise<FileStat | null> {
  const stats = await lstat(path).catch(() => null);
  return stats?.isFile() === true ? { sizeBytes: stats.size, modifiedMs: stats.mtimeMs } : null;
}

export async function hashFile(path: string): Promise<string> {
  const hash = createQuickXorHash();
  for await (const block of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(block as Uint8Array);
  return hash.digest();
}

/** Whether a copy was edited here. Size and time tell nearly always; else its bytes, once for every time it was touched. */
export interface CopyJudge {
  judge(record: DocumentRecord, path: string): Promise<{ state: SavedFile['state']; sizeBytes: number }>;
}

export function createCopyJudge(): CopyJudge {
  const hashes = new Map<string, FileStat & { hash: string }>();

  async function hashOf(documentId: string, path: string, stat: FileStat): Promise<string> {
    const known = hashes.get(documentId);
    if (known?.sizeBytes === stat.sizeBytes && known.modifiedMs === stat.modifiedMs) return known.hash;
    const hash = await hashFile(path);
    hashes.set(documentId, { ...stat, hash });
    return hash;
  }

  return {
    async judge({ documentId, local }, path) {
      const stat = await statFile(path);
      if (stat === null) return { state: 'missing', sizeBytes: local.sizeBytes };
      const { sizeBytes, modifiedMs } = stat;
      if (sizeBytes !== local.sizeBytes) return { state: 'changed', sizeBytes };
      if (modifiedMs === local.modifiedMs) return { state: 'present', sizeBytes };
      // A file that can't be read now is not said to be what it was.
      const hash = await hashOf(documentId, path, stat).catch(() => null);
      return { state: hash === local.quickXorHash ? 'present' : 'changed', sizeBytes };
    },
  };
}
