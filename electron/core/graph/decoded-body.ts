import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';

const decoders = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
} as const;

const isKnown = (coding: string): coding is keyof typeof decoders => Object.hasOwn(decoders, coding);

export interface Encoded {
  status: number;
  headers: Record<string, string>;
  blocks: AsyncIterable<Uint8Array>;
}

/**
 * An intermediary may compress. A range of a compressed file (206) can't be decoded alone, so it is passed on
 * with its header.
 */
export function decodeBody({ status, headers, blocks }: Encoded): Pick<Encoded, 'headers' | 'blocks'> {
  const codings = toCodings(headers['content-encoding']);
  if (codings.length === 0 || status === 206 || !codings.every(isKnown)) return { headers, blocks };
  const { 'content-encoding': _coding, 'content-length': _length, ...kept } = headers;
  return { headers: kept, blocks: codings.filter(isKnown).toReversed().reduce(decode, blocks) };
}

const toCodings = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');

async function* decode(
  blocks: AsyncIterable<Uint8Array>,
  coding: keyof typeof decoders,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(blocks, { objectMode: false });
  const decoder = decoders[coding]();
  source.on('error', (error) => decoder.destroy(error));
  source.pipe(decoder);
  try {
    for await (const block of decoder) yield block as Uint8Array;
  } finally {
    decoder.destroy();
    source.destroy();
  }
}
