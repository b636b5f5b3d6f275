import { zipSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { readZipContents } from './zip-contents.ts';

const readerOf =
  (bytes: Uint8Array, asked: number[] = []) =>
  (start: number, end: number) => {
    asked.push(end - start);
    return Promise.resolve(bytes.subarray(start, end));
  };

test('names and sizes are read from the end of the file, and nothing is unpacked', async () => {
  const bytes = zipSync({
    'a.txt': strToU8('hello'),
    'Ordner/ü.bin': new Uint8Array(200_000),
    'empty/': new Uint8Array(),
  });
  const padded = new Uint8Array(5_000_000 + bytes.length);
  padded.set(bytes, 5_000_000);
  const asked: number[] = [];
  expect(await readZipContents(bytes.length, readerOf(bytes, asked))).toEqual({
    entries: [
      { name: 'a.txt', isFolder: false, sizeBytes: 5 },
      { name: 'Ordner/ü.bin', isFolder: false, sizeBytes: 200_000 },
      { name: 'empty/', isFolder: true, sizeBytes: null },
    ],
    fileCount: 2,
    sizeBytes: 200_005,
    isCut: false,
  });
  expect(asked.length).toBe(2);
});

test('many entries are counted, and the first are named', async () => {
  const files = Object.fromEntries(Array.from({ length: 1_200 }, (_, at) => [`f${at}`, new Uint8Array(1)]));
  const bytes = zipSync(files, { level: 0 });
  const contents = await readZipContents(bytes.length, readerOf(bytes));
  expect(contents).toMatchObject({ fileCount: 1_200, isCut: true });
  expect(contents?.entries).toHaveLength(1_000);
});

test('a file that isn’t an archive, or has false entries, is refused', async () => {
  const good = zipSync({ 'a.txt': strToU8('hello') });
  const liar = Buffer.from(good);
  liar.writeUInt32LE(0x7f_ff_ff_ff, liar.length - 22 + 16);
  const short = good.subarray(good.length - 30);
  for (const bytes of [new Uint8Array(), new Uint8Array(100), liar, short])
    expect(await readZipContents(bytes.length, readerOf(bytes))).toBeNull();
});
