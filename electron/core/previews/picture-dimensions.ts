interface Dimensions {
  width: number;
  height: number;
}

/** `unknown` more bytes won't tell, `incomplete` they may. */
type HeaderResult = Dimensions | 'unknown' | 'incomplete';

/** Names are ignored, as Chromium judges by the bytes, too. */
export function readDimensions(head: Buffer): HeaderResult {
  const starts = (text: string, at = 0): boolean => head.toString('latin1', at, at + text.length) === text;
  const from = (length: number, read: () => HeaderResult): HeaderResult =>
    head.length < length ? 'incomplete' : read();

  if (head.length < 12) return 'incomplete';
  if (starts('\x89PNG')) {
    return from(24, () => ({ width: head.readUInt32BE(16), height: head.readUInt32BE(20) }));
  }
  if (starts('\xff\xd8')) return readJpeg(head);
  if (starts('GIF8')) return readGif(head);
  if (starts('RIFF') && starts('WEBP', 8)) return from(30, () => readWebp(head));
  if (starts('ftyp', 4)) return from(head.readUInt32BE(0), () => (isAvif(head) ? readAvif(head) : 'unknown'));
  if (starts('BM')) return from(26, () => readBmp(head));
  return 'unknown';
}

function readJpeg(head: Buffer): HeaderResult {
  let at = 2;
  while (at + 9 <= head.length) {
    if (head[at] !== 0xff) return 'unknown';
    const marker = head.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // The picture itself starts, or ends.
    if (marker === 0xda || marker === 0xd9) return 'unknown';
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: head.readUInt16BE(at + 7), height: head.readUInt16BE(at + 5) };
    const hasLength = marker !== 0x01 && !(marker >= 0xd0 && marker <= 0xd8);
    at += 2 + (hasLength ? head.readUInt16BE(at + 2) : 0);
  }
  return 'incomplete';
}

function readWebp(head: Buffer): HeaderResult {
  const kind = head.toString('latin1', 12, 16);
  if (kind === 'VP8X') return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8 ')
    return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
  if (kind !== 'VP8L') return 'unknown';
  const bits = head.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Browsers enlarge the canvas to hold the first frame. */
function readGif(head: Buffer): HeaderResult {
  let at = 13 + toColorsBytes(head.readUInt8(10));
  // Extensions: a label, and blocks up to an empty one.
  while (at < head.length && head[at] === 0x21) {
    at += 2;
    while (at < head.length && head[at] !== 0) at += 1 + head.readUInt8(at);
    at += 1;
  }
  if (at + 9 > head.length) return 'incomplete';
  const canvas = { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
  if (head[at] !== 0x2c) return canvas;
  const right = head.readUInt16LE(at + 1) + head.readUInt16LE(at + 5);
  const bottom = head.readUInt16LE(at + 3) + head.readUInt16LE(at + 7);
  return { width: Math.max(canvas.width, right), height: Math.max(canvas.height, bottom) };
}

const toColorsBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

/** HEIF files of several kinds name this one among their brands. */
function isAvif(head: Buffer): boolean {
  const brands = head.subarray(8, head.readUInt32BE(0));
  return brands.includes('avif') || brands.includes('avis');
}

/** The metadata may come before the picture or after it. */
function readAvif(head: Buffer): HeaderResult {
  for (let at = 0; at + 16 <= head.length;) {
    const size = head.readUInt32BE(at);
    const end = at + (size === 1 ? Number(head.readBigUInt64BE(at + 8)) : size);
    // 0: up to the end of the file.
    if (end < at + 8) return 'unknown';
    if (head.toString('latin1', at + 4, at + 8) === 'meta')
      return end > head.length ? 'incomplete' : readSizes(head.subarray(at, end));
    at = end;
  }
  return 'incomplete';
}

/** "ispe" boxes have the size of the picture and of its parts; the largest counts. */
function readSizes(meta: Buffer): HeaderResult {
  let largest: Dimensions | null = null;
  for (let at = meta.indexOf('ispe'); at >= 0 && at + 16 <= meta.length; at = meta.indexOf('ispe', at + 4)) {
    const found = { width: meta.readUInt32BE(at + 8), height: meta.readUInt32BE(at + 12) };
    if (largest === null || found.width * found.height > largest.width * largest.height) largest = found;
  }
  return largest ?? 'unknown';
}

/** A negative height means that the rows are stored from the top. */
function readBmp(head: Buffer): HeaderResult {
  if (head.readUInt32LE(14) === 12) return { width: head.readUInt16LE(18), height: head.readUInt16LE(20) };
  return { width: Math.abs(head.readInt32LE(18)), height: Math.abs(head.readInt32LE(22)) };
}
