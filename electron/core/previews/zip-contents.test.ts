import { zipSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { readZipContents } from './zip-contents.ts';

const readerOf =
  (bytes: Uint8Array, asked: number[] = []) =>
  (start: number, end: number) => {
    asked.push(end - start);
    return Promise.resolve(bytes.subarray(start, end));
  };

/** A table of entries with the records that end a file of 4 GiB and more. */
function withEnd(table: Buffer, count: number): Buffer {
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06_06_4b_50);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(table.length), 40);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07_06_4b_50);
  locator.writeBigUInt64LE(BigInt(table.length), 8);
  const end = Buffer.alloc(22, 0xff);
  end.writeUInt32LE(0x06_05_4b_50);
  end.writeUInt16LE(0, 20);
  return Buffer.concat([table, end64, locator, end]);
}

/** Two entries with their size in the field for large ones. */
function withSize(size: bigint): Buffer {
  const name = Buffer.from('film.mp4');
  const entry = Buffer.alloc(46 + name.length + 4 + 12);
  entry.writeUInt32LE(0x02_01_4b_50);
  entry.writeUInt32LE(0xff_ff_ff_ff, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt16LE(16, 30);
  entry.set(name, 46);
  // Another field comes first.
  entry.writeUInt16LE(0x75_70, 54);
  entry.writeUInt16LE(1, 58);
  entry.writeUInt16LE(8, 60);
  entry.writeBigUInt64LE(size, 62);
  return withEnd(Buffer.concat([entry, entry]), 2);
}

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
    count: 2,
    sizeBytes: 200_005,
    isCut: false,
  });
  expect(asked.length).toBe(2);
});

test('many entries are counted, and the first are named', async () => {
  const files = Object.fromEntries(Array.from({ length: 1_200 }, (_, at) => [`f${at}`, new Uint8Array(1)]));
  const bytes = zipSync(files, { level: 0 });
  const contents = await readZipContents(bytes.length, readerOf(bytes));
  expect(contents).toMatchObject({ count: 1_200, isCut: true });
  expect(contents?.entries).toHaveLength(1_000);
});

test('sizes of 4 GiB and more are in a field of their own, and may be any number', async () => {
  for (const [size, shown, sum] of [
    [9_000_000_000n, 9_000_000_000, 18_000_000_000],
    [2n ** 53n - 1n, 2 ** 53 - 1, 2 ** 53 - 1],
    [2n ** 64n - 1n, null, 0],
  ] as const) {
    const bytes = withSize(size);
    expect(await readZipContents(bytes.length, readerOf(bytes))).toMatchObject({
      entries: [{ sizeBytes: shown }, { sizeBytes: shown }],
      sizeBytes: sum,
    });
  }
});

test('of a million entries the first are named, and the sizes aren’t added up', async () => {
  const entry = Buffer.alloc(47);
  entry.writeUInt32LE(0x02_01_4b_50);
  entry.writeUInt32LE(7, 24);
  entry.writeUInt16LE(1, 28);
  entry.write('a', 46);
  const table = Buffer.alloc(entry.length * 1_000_000, entry);
  const bytes = withEnd(table, 1_000_000);
  const asked: number[] = [];
  const contents = await readZipContents(bytes.length, readerOf(bytes, asked));
  expect(contents).toMatchObject({ count: 1_000_000, sizeBytes: null, isCut: true });
  expect(contents?.entries).toHaveLength(1_000);
  expect(Math.max(...asked)).toBe(8 * 1024 * 1024);
});

test('a file that isn’t an archive, or has false entries, is refused', async () => {
  const good = zipSync({ 'a.txt': strToU8('hello') });
  const liar = Buffer.from(good);
  liar.writeUInt32LE(0x7f_ff_ff_ff, liar.length - 22 + 16);
  const short = good.subarray(good.length - 30);
  const counts = withEnd(Buffer.alloc(0), 2 ** 52);
  for (const bytes of [new Uint8Array(), new Uint8Array(100), liar, short, counts])
    expect(await readZipContents(bytes.length, readerOf(bytes))).toBeNull();
});
