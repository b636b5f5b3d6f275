import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createQuickXorHash, toQuickXorHash } from './quick-xor-hash.ts';

interface Vectors {
  quickXorHash: {
    rclone: { inputBase64: string; quickXorHashBase64: string }[];
    own: {
      recipe: string;
      size: number;
      inputUtf8?: string;
      quickXorHashBase64: string;
      sha256Hex: string;
    }[];
  };
}

const vectors = JSON.parse(
  readFileSync(new URL('../testing/vectors.json', import.meta.url), 'utf8'),
) as Vectors;

const RECIPES: Record<string, (at: number) => number> = {
  'byte[i]=i mod 256': (at) => at % 256,
  'byte[i]=(i*31+7) mod 256': (at) => (at * 31 + 7) % 256,
  'all zero bytes': () => 0,
  'all 0xFF bytes': () => 0xff,
};

/** Builds one of our own vectors; its SHA-256 shows whether the recipe was followed. */
function cook({ recipe, size, inputUtf8 }: Vectors['quickXorHash']['own'][number]): Uint8Array {
  if (inputUtf8 !== undefined) return Buffer.from(inputUtf8, 'utf8');
  const toByte = RECIPES[recipe];
  if (toByte === undefined) throw new Error(`no recipe "${recipe}"`);
  return Uint8Array.from({ length: size }, (_, at) => toByte(at));
}

describe('quickXorHash', () => {
  it('gives the known value for every rclone vector', () => {
    const wrong = vectors.quickXorHash.rclone.filter(
      (one) => toQuickXorHash(Buffer.from(one.inputBase64, 'base64')) !== one.quickXorHashBase64,
    );
    expect(vectors.quickXorHash.rclone).toHaveLength(70);
    expect(wrong).toEqual([]);
  });

  it.each(vectors.quickXorHash.own)('gives the known value for $recipe, $size bytes', (one) => {
    const bytes = cook(one);
    expect(bytes).toHaveLength(one.size);
    expect(createHash('sha256').update(bytes).digest('hex').toUpperCase()).toBe(one.sha256Hex);
    expect(toQuickXorHash(bytes)).toBe(one.quickXorHashBase64);
  });

  it('does not depend on how the bytes are split', () => {
    const bytes = Uint8Array.from({ length: 70_001 }, (_, at) => (at * 7 + (at >> 8)) % 256);
    const whole = toQuickXorHash(bytes);
    for (const size of [1, 2, 4, 7, 8, 16, 32, 64, 128, 159, 160, 161, 256, 512, 10_241]) {
      const hash = createQuickXorHash();
      for (let at = 0; at < bytes.length; at += size) hash.update(bytes.subarray(at, at + size));
      expect([size, hash.digest()]).toEqual([size, whole]);
    }
  });

  it('does not depend on the bytes’ alignment in memory', () => {
    const room = Buffer.alloc(2000, 'pattern');
    const bytes = Buffer.from(room.subarray(3, 1703));
    for (const shift of [0, 1, 2, 3]) {
      bytes.copy(room, 40 + shift);
      expect(toQuickXorHash(room.subarray(40 + shift, 40 + shift + bytes.length))).toBe(
        toQuickXorHash(bytes),
      );
    }
  });
});
