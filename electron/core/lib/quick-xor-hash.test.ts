import { describe, expect, test } from 'vitest';
import { createPlacedHash, createQuickXorHash } from './quick-xor-hash.ts';
import vectors from '../testing/vectors.json' with { type: 'json' };

function hashOf(bytes: Uint8Array, blockBytes = bytes.length || 1): string {
  const hash = createQuickXorHash();
  for (let at = 0; at < bytes.length; at += blockBytes) hash.update(bytes.subarray(at, at + blockBytes));
  return hash.digest();
}

/** The definition, literally: one byte at a time into a ring of 160 bits. */
function hashByDefinition(bytes: Uint8Array): string {
  let ring = 0n;
  const mask = (1n << 160n) - 1n;
  bytes.forEach((byte, index) => {
    const turned = BigInt(byte) << BigInt((index * 11) % 160);
    ring ^= (turned & mask) | (turned >> 160n);
  });
  ring ^= BigInt(bytes.length) << 96n;
  return Buffer.from(ring.toString(16).padStart(40, '0'), 'hex').reverse().toString('base64');
}

const counting = (length: number) =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff);

describe('quickXorHash', () => {
  test('matches the published value for every published input', () => {
    expect(vectors.quickXorHash.rclone.length).toBeGreaterThan(60);
    for (const vector of vectors.quickXorHash.rclone) {
      expect(hashOf(Buffer.from(vector.inputBase64, 'base64'))).toBe(vector.quickXorHashBase64);
    }
  });

  test('does not depend on how the stream is cut', () => {
    const bytes = counting(5000);
    const whole = hashByDefinition(bytes);
    for (const blockBytes of [1, 2, 3, 4, 7, 8, 16, 32, 64, 128, 159, 160, 161, 256, 320, 512, 4999, 5000]) {
      expect(hashOf(bytes, blockBytes), `blocks of ${blockBytes}`).toBe(whole);
    }
  });

  test('does not depend on where a block lies in memory', () => {
    const room = new Uint8Array(100_100);
    const bytes = counting(100_000);
    const expected = hashByDefinition(bytes);
    for (const offset of [0, 1, 2, 3, 5]) {
      room.set(bytes, offset);
      expect(hashOf(room.subarray(offset, offset + bytes.length)), `offset ${offset}`).toBe(expected);
    }
  });

  test('counts past 32 bits', () => {
    const hash = createQuickXorHash();
    const zeros = new Uint8Array(1 << 24);
    for (let count = 0; count < 256; count++) hash.update(zeros);
    hash.update(new Uint8Array(5));
    const expected = Buffer.alloc(20);
    expected.writeBigUInt64LE(2n ** 32n + 5n, 12);
    expect(hash.digest()).toBe(expected.toString('base64'));
  });

  test('of parts in any order equals that of the whole', () => {
    const bytes = counting(5000);
    const cuts = [0, 1, 159, 160, 161, 700, 1903, 4800, 4999, 5000];
    const parts = cuts.slice(1).map((to, index) => ({ from: cuts[index]!, to }));
    for (const order of [parts, parts.toReversed(), [...parts.slice(4), ...parts.slice(0, 4)]]) {
      const hash = createPlacedHash();
      for (const { from, to } of order) hash.add(bytes.subarray(from, to), from);
      expect(hash.digest(bytes.length)).toBe(hashByDefinition(bytes));
    }
  });

  test('can be read before the end', () => {
    const hash = createQuickXorHash();
    hash.update(Buffer.from('hel'));
    hash.digest();
    hash.update(Buffer.from('lo'));
    expect(hash.digest()).toBe('aCgDG9jwBgAAAAAABQAAAAAAAAA=');
  });
});
