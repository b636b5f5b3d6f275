import { createReadStream } from 'node:fs';
import { createQuickXorHash } from '../lib/quick-xor-hash.ts';

export async function hashLocalFile(path: string): Promise<string> {
  const hash = createQuickXorHash();
  // Without an encoding, chunks are buffers.
  for await (const block of createReadStream(path, { highWaterMark: 256 * 1024 }))
    hash.update(block as Buffer);
  return hash.digest();
}
