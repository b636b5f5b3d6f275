import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createQuickXorHash, toQuickXorHash } from './quick-xor-hash.ts';

interface Vectors {
  quickXorHash: {
    rclone: { inputBase64: string; quickXorHashBase64: string }[];
    own: { recipe: string; size: number; inputUtf8?: string; quickXorHashBase64: string }[];
  };
}

const vectors = JSON.parse(readFileSync(new URL('../testing/vectors.json', import.meta.url), 'utf8')) as Vectors;

describe('quickXorHash', () => {
  it('gives the known value for every vector of rclone', () => {
    const wrong = vectors.quickXorHash.rclone.filter((one) => toQuickXorHash(Buffer.from(one.inputBase64, 'base64')) !== one.quickXorHashBase64);
    expect(vectors.quickXorHash.rclone).toHaveLength(70);
    expect(wrong).toEqual([]);
  });

  it('gives the known value for texts and long runs of bytes', () => {
    const computed = vectors.quickXorHash.own.filter((one) => one.inputUtf8 !== undefined || one.recipe === 'byte[i]=i mod 256');
    expect(computed.length).toBeGreaterThanOrEqual(8);
    for (const one of computed) {
      const bytes = one.inputUtf8 === undefined ? Uint8Array.from({ length: one.size }, (_, at) => at % 256) : Buffer.from(one.inputUtf8, 'utf8');
      expect([one.size, toQuickXorHash(bytes)]).toEqual([one.size, one.quickXorHashBase64]);
    }
  });

  it('does not depend on how the bytes are cut into pieces', () => {
    const bytes = Uint8Array.from({ length: 70_001 }, (_, at) => (at * 7 + (at >> 8)) % 256);
    const whole = toQuickXorHash(bytes);
    for (const size of [1, 2, 4, 7, 8, 16, 32, 64, 128, 159, 160, 161, 256, 512, 10_241]) {
      const hash = createQuickXorHash();
      for (let at = 0; at < bytes.length; at += size) hash.update(bytes.subarray(at, at + size));
      expect([size, hash.digest()]).toEqual([size, whole]);
    }
  });

  it('does not depend on where in memory the bytes lie', () => {
    const room = Buffer.alloc(2000, 'pattern');
    const bytes = Buffer.from(room.subarray(3, 1703));
    for (const shift of [0, 1, 2, 3]) {
      bytes.copy(room, 40 + shift);
      expect(toQuickXorHash(room.subarray(40 + shift, 40 + shift + bytes.length))).toBe(toQuickXorHash(bytes));
    }
  });
});
