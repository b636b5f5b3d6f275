import { crc32 } from 'node:zlib';

/** An uncompressed PNG's size is known without drawing it. */
const BLOCK_BYTES = 65_535;

function toRawSize(width: number, height: number): number {
  return height * (1 + width * 3);
}

export function toPngSize(width: number, height: number): number {
  const raw = toRawSize(width, height);
  const deflated = 2 + raw + 5 * Math.ceil(raw / BLOCK_BYTES) + 4;
  return 8 + (12 + 13) + (12 + deflated) + 12;
}

/** `paint` fills rows of RGB bytes. */
export function toPng(width: number, height: number, paint: (rgb: Uint8Array, y: number) => void): Buffer {
  const raw = Buffer.alloc(toRawSize(width, height));
  const stride = 1 + width * 3;
  for (let y = 0; y < height; y += 1) paint(raw.subarray(y * stride + 1, (y + 1) * stride), y);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    ...toChunk('IHDR', [head]),
    ...toChunk('IDAT', toStoredZlib(raw)),
    ...toChunk('IEND', []),
  ]);
}

function toChunk(type: string, parts: readonly Buffer[]): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(parts.reduce((sum, part) => sum + part.length, 0));
  const name = Buffer.from(type, 'latin1');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE([name, ...parts].reduce((value, part) => crc32(part, value), 0));
  return [length, name, ...parts, sum];
}

function toStoredZlib(raw: Buffer): Buffer[] {
  const parts: Buffer[] = [Buffer.from([0x78, 0x01])];
  for (let at = 0; at < raw.length; at += BLOCK_BYTES) {
    const block = raw.subarray(at, at + BLOCK_BYTES);
    const head = Buffer.alloc(5);
    head[0] = at + BLOCK_BYTES >= raw.length ? 1 : 0;
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(~block.length & 0xffff, 3);
    parts.push(head, block);
  }
  const check = Buffer.alloc(4);
  check.writeUInt32BE(adler32(raw));
  parts.push(check);
  return parts;
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let at = 0; at < bytes.length;) {
    // For this many bytes, the sums stay below 2^32.
    const end = Math.min(at + 3800, bytes.length);
    for (; at < end; at += 1) {
      a += bytes[at] ?? 0;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return ((b << 16) | a) >>> 0;
}
