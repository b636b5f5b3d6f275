import { createReadStream } from 'node:fs';
import type { DriveEntry } from '../graph/drive-item.ts';
import { createQuickXorHash } from '../lib/quick-xor-hash.ts';

export async function hashLocalFile(path: string): Promise<string> {
  const hash = createQuickXorHash();
  // Without an encoding, chunks are buffers.
  for await (const block of createReadStream(path, { highWaterMark: 256 * 1024 }))
    hash.update(block as Buffer);
  return hash.digest();
}

/** false if it can't be read: sending it reports why. */
export async function isSameAsLocal(
  { sizeBytes, quickXorHash }: Pick<DriveEntry, 'sizeBytes' | 'quickXorHash'>,
  source: { path: string; sizeBytes: number },
): Promise<boolean> {
  if (quickXorHash === null || sizeBytes !== source.sizeBytes) return false;
  return hashLocalFile(source.path).then(
    (hash) => hash === quickXorHash,
    () => false,
  );
}
