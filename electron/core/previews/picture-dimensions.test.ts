import { describe, expect, test } from 'vitest';
import { checkPicture } from './checked-picture.ts';
import { readDimensions } from './picture-dimensions.ts';

const size = { width: 40_000, height: 30_000 };

function header(start: string, length: number, ...numbers: [at: number, bytes: number, value: number][]) {
  const bytes = Buffer.alloc(length);
  bytes.write(start, 'latin1');
  for (const [at, count, value] of numbers) bytes.writeUIntLE(value, at, count);
  return bytes;
}

/** Metadata that is longer than one segment, then the frame. */
function jpeg(metadata: number, frame = 0xc2): Buffer {
  const segment = Buffer.alloc(65_000);
  segment.set([0xff, 0xe1, 0xfd, 0xe6]);
  const start = Buffer.from([0xff, frame, 0, 17, 8, 0x75, 0x30, 0x9c, 0x40, 3]);
  const segments = Array.from({ length: metadata }, () => segment);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, Buffer.from([0xff]), start]);
}

/** A GIF with a table of four colors, a comment, and a frame. */
function gif([width, height]: [number, number], [frameWidth, frameHeight]: [number, number]): Buffer {
  const start = header('GIF89a', 25, [6, 2, width], [8, 2, height], [10, 1, 0x81]);
  const comment = Buffer.from('!\xfe\x05hello\x02,;\0', 'latin1');
  return Buffer.concat([start, comment, header(',', 10, [5, 2, frameWidth], [7, 2, frameHeight])]);
}

const bitmap = header('BM', 26, [14, 4, 40], [18, 4, 40_000]);
bitmap.writeInt32LE(-30_000, 22);
const png = header('\x89PNG\r\n\x1a\n', 24);
png.writeUInt32BE(40_000, 16);
png.writeUInt32BE(30_000, 20);
const box = (type: string, ...inside: Buffer[]): Buffer => {
  const content = Buffer.concat(inside);
  const start = Buffer.alloc(8);
  start.writeUInt32BE(content.length + 8);
  start.write(type, 4, 'latin1');
  return Buffer.concat([start, content]);
};
const toNumbers = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, at) => bytes.writeUInt32BE(number, at * 4));
  return bytes;
};
const sizes = [512, 40_000].map((width) => box('ispe', toNumbers(0, width, (width / 4) * 3)));
const meta = box('meta', toNumbers(0), box('iprp', box('ipco', ...sizes)));
const brand = (major: string) => box('ftyp', Buffer.from(`${major}\0\0\0\0mif1avifmiaf`));
const data = box('mdat', Buffer.from('an ispe box is no part of it'), toNumbers(0, 1, 1));
const avif = Buffer.concat([brand('avif'), meta, data]);
const webp = (kind: string, ...numbers: [number, number, number][]) =>
  header(`RIFF\0\0\0\0WEBP${kind}`, 30, ...numbers);

describe('the dimensions in the header', () => {
  test.each([
    ['a PNG', png, size],
    ['a JPEG', jpeg(0), size],
    ['a JPEG after 130,000 bytes of metadata', jpeg(2), size],
    ['a GIF', gif([40_000, 30_000], [1, 1]), size],
    ['a GIF whose first frame is larger', gif([1, 1], [40_000, 30_000]), size],
    ['a GIF that ends early', gif([1, 1], [40_000, 30_000]).subarray(0, 30), 'incomplete'],
    [
      'a GIF without a frame',
      Buffer.concat([header('GIF89a', 13, [6, 2, 9]), Buffer.from(';'.repeat(9))]),
      { width: 9, height: 0 },
    ],
    ['a BMP from the top', bitmap, size],
    ['an old BMP', header('BM', 26, [14, 4, 12], [18, 2, 40_000], [20, 2, 30_000]), size],
    ['an extended WebP', webp('VP8X', [24, 3, 39_999], [27, 3, 29_999]), size],
    ['a WebP', webp('VP8 ', [26, 2, 16_000], [28, 2, 9000]), { width: 16_000, height: 9000 }],
    ['a lossless WebP', webp('VP8L', [21, 4, 15_999 + 8999 * 2 ** 14]), { width: 16_000, height: 9000 }],
    ['an AVIF of several parts', avif, size],
    ['an AVIF with another main brand', Buffer.concat([brand('mif1'), meta, data]), size],
    ['an AVIF whose metadata comes last', Buffer.concat([brand('avif'), data, meta]), size],
    ['an AVIF that ends early', avif.subarray(0, 60), 'incomplete'],
    ['a JPEG without a frame', jpeg(0, 0xda), 'unknown'],
    ['other bytes', Buffer.from('<svg width="40000"/>'), 'unknown'],
  ])('of %s are read', (_kind, bytes, expected) => {
    expect(readDimensions(bytes)).toEqual(expected);
    // Whatever is missing is waited for, never guessed.
    for (let length = 0; length < Math.min(bytes.length, 12); length += 1)
      expect(readDimensions(bytes.subarray(0, length))).toBe('incomplete');
  });

  test('decide as soon as they have come, and no byte is lost', async () => {
    let read = 0;
    let closed = false;
    async function* inBlocks(bytes: Buffer) {
      try {
        for (let at = 0; at < bytes.length; at += 10_000) {
          read = at;
          yield bytes.subarray(at, at + 10_000);
        }
      } finally {
        closed = true;
      }
    }
    expect(await checkPicture(inBlocks(Buffer.concat([jpeg(1), Buffer.alloc(500_000)])))).toBeNull();
    expect({ read, closed }).toEqual({ read: 60_000, closed: true });
    expect(await checkPicture(inBlocks(jpeg(20)))).toBeNull();
    expect(read).toBeLessThan(1_100_000);

    for (const whole of [Buffer.alloc(0), Buffer.from('no picture'), Buffer.alloc(5500, 7), jpeg(1, 0xda)]) {
      const blocks: Uint8Array[] = [];
      for await (const block of (await checkPicture(inBlocks(whole)))!) blocks.push(block);
      expect(Buffer.concat(blocks).equals(whole)).toBe(true);
    }
  });
});
