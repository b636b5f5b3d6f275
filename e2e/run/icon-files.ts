import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const pngSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;
export const icoSizes = [16, 24, 32, 48, 64, 128, 256] as const;
/** Apple's types by size; the last four are the same pictures for Retina displays. */
export const icnsKinds = [
  { kind: 'icp4', size: 16 },
  { kind: 'icp5', size: 32 },
  { kind: 'ic07', size: 128 },
  { kind: 'ic08', size: 256 },
  { kind: 'ic09', size: 512 },
  { kind: 'ic10', size: 1024 },
  { kind: 'ic11', size: 32 },
  { kind: 'ic12', size: 64 },
  { kind: 'ic13', size: 256 },
  { kind: 'ic14', size: 512 },
] as const;

/** A hash of the source picture, since pixels differ between browsers. */
export function toMark(svg: string): string {
  return createHash('sha256').update(svg).digest('hex');
}

const keyword = 'Source';
/** Signature and header chunk of a PNG, followed by the mark. */
const headBytes = 8 + 25;

export function signPng(png: Buffer, mark: string): Buffer {
  const body = Buffer.from(`tEXt${keyword}\0${mark}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, headBytes), length, body, sum, png.subarray(headBytes)]);
}

/** null if it isn't a PNG or has no mark. */
export function readPng(png: Buffer): { size: number; mark: string } | null {
  if (png.toString('latin1', 1, 4) !== 'PNG') return null;
  const at = png.indexOf(`tEXt${keyword}\0`, 0, 'latin1');
  if (at < 0) return null;
  const from = at + 4 + keyword.length + 1;
  return { size: png.readUInt32BE(16), mark: png.toString('latin1', from, from + 64) };
}

/** https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10), with PNGs inside. */
export function toIco(pictures: readonly { size: number; png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length + 16 * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    // 256 is written as 0.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...pictures.map(({ png }) => png)]);
}

export function readIco(ico: Buffer): Buffer[] {
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const from = ico.readUInt32LE(entry + 12);
    return ico.subarray(from, from + ico.readUInt32LE(entry + 8));
  });
}

/** "icns" and the total length, then for each picture its type, length and PNG. */
export function toIcns(pictures: readonly { kind: string; png: Buffer }[]): Buffer {
  const blocks = pictures.map(({ kind, png }) => toBlock(kind, png));
  return toBlock('icns', Buffer.concat(blocks));
}

function toBlock(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(kind, 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

export function readIcns(icns: Buffer): { kind: string; png: Buffer }[] {
  const pictures: { kind: string; png: Buffer }[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const png = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4));
    pictures.push({ kind: icns.toString('latin1', at, at + 4), png });
  }
  return pictures;
}
