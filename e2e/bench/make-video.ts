import type { Content } from '../../electron/sample/model/content.ts';

/** One key frame of VP8, 160 by 90, gray. */
const framePicture =
  'MAYAnQEqoABaAD7RaLJTKCYkoqCIAQAaCWlu4XSQAE9tiLxBUc9sReIKjntiLxBUc9sReIKjntiLYAD+4pEiAAAAAAA=';

const secondsPerCluster = 1;
const picturesPerSecond = 25;

const id = (hex: string): Buffer => Buffer.from(hex, 'hex');

function element(name: string, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([id(name), toLength(length), ...parts]);
}

function toLength(bytes: number): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(0x01_00_00_00_00_00_00_00n + BigInt(bytes));
  return length;
}

function uint(name: string, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return element(name, bytes);
}

function float(name: string, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return element(name, bytes);
}

function toTime(ms: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(ms);
  return bytes;
}

const text = (name: string, value: string): Buffer => element(name, Buffer.from(value, 'latin1'));

/**
 * Of exactly this many bytes: 25 pictures a second, and after them as many bytes as a film of this size has.
 * It exists only while it is read.
 */
export function makeVideo(sizeBytes: number, held: (bytes: Uint8Array) => Content): Content[] {
  const frame = Buffer.from(framePicture, 'base64');
  const clusterBytes = 1024 * 1024;
  const clusters = Math.floor(sizeBytes / clusterBytes) - 1;
  const head = element(
    '1a45dfa3',
    uint('4286', 1),
    uint('42f7', 1),
    uint('42f2', 4),
    uint('42f3', 8),
    text('4282', 'webm'),
    uint('4287', 2),
    uint('4285', 2),
  );
  const facts = element(
    '1549a966',
    uint('2ad7b1', 1_000_000),
    float('4489', clusters * secondsPerCluster * 1000),
    text('4d80', 'bench'),
    text('5741', 'bench'),
  );
  const picture = element('e0', uint('b0', 160), uint('ba', 90));
  const tracks = element(
    '1654ae6b',
    element('ae', uint('d7', 1), uint('73c5', 1), uint('83', 1), text('86', 'V_VP8'), picture),
  );
  // Every number has eight bytes, so the places don't depend on their own length.
  const toCues = (start: number): Buffer =>
    element(
      '1c53bb6b',
      ...Array.from({ length: clusters }, (_, at) =>
        element(
          'bb',
          uint('b3', at * secondsPerCluster * 1000),
          element('b7', uint('f7', 1), uint('f1', start + at * clusterBytes)),
        ),
      ),
    );
  const start = facts.length + tracks.length + toCues(0).length;
  const segmentBytes = start + clusters * clusterBytes;
  const front = Buffer.concat([head, id('18538067'), toLength(segmentBytes), facts, tracks, toCues(start)]);
  const parts = Array.from({ length: clusters }, (_, at): Content => {
    const pictures = Array.from({ length: picturesPerSecond }, (_picture, number) =>
      element('a3', id('81'), toTime((number * 1000) / picturesPerSecond), id('80'), frame),
    );
    const within = Buffer.concat([uint('e7', at * secondsPerCluster * 1000), ...pictures]);
    const voidBytes = clusterBytes - 12 - within.length - 9;
    const made = Buffer.concat([
      id('1f43b675'),
      toLength(clusterBytes - 12),
      within,
      id('ec'),
      toLength(voidBytes),
    ]);
    return {
      sizeBytes: clusterBytes,
      read: (from, to) => [
        made.subarray(from, to),
        new Uint8Array(to - Math.max(from, Math.min(made.length, to))),
      ],
      quickXorHash: () => '',
    };
  });
  return [held(front), ...parts];
}
