import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOfferedFiles, maxOfferedFiles, maxInMemoryBytes } from './offered-files.ts';
import type { OfferedFiles } from './offered-files.ts';

let folder: string;
let offered: OfferedFiles;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-offer-'));
  offered = createOfferedFiles(folder);
});
afterEach(async () => {
  await offered.close();
  await rm(folder, { recursive: true, force: true });
});

const made = (name: string, sizeBytes: number) => ({ path: '', name, relativePath: '', sizeBytes });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function open(...files: unknown[]): Promise<string> {
  const opened = await offered.open(files);
  if (typeof opened === 'string' || 'paths' in opened)
    throw new Error(`not pending: ${JSON.stringify(opened)}`);
  return opened.offerId;
}

describe('an offer', () => {
  it('of real files passes their paths through and writes nothing', async () => {
    const file = { path: '/home/alex/a.txt', name: 'a.txt', relativePath: '', sizeBytes: 3 };
    expect(await offered.open([file])).toEqual({
      paths: [{ path: '/home/alex/a.txt', name: 'a.txt', relativePath: '' }],
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('of page-made files requests exactly those and keeps their bytes in order', async () => {
    const real = { path: '/home/alex/a.txt', name: 'a.txt', relativePath: '', sizeBytes: 3 };
    const opened = await offered.open([real, made('pasted.png', 6)]);
    expect(opened).toMatchObject({ requested: [1] });
    const offerId = (opened as { offerId: string }).offerId;
    expect(await offered.write(offerId, 1, bytes('abc'))).toBe(true);
    expect(await offered.write(offerId, 1, bytes('def'))).toBe(true);
    const paths = await offered.finish(offerId);
    expect(paths?.[0]?.path).toBe('/home/alex/a.txt');
    expect(basename(paths?.[1]?.path ?? '')).toBe('pasted.png');
    expect(await readFile(paths?.[1]?.path ?? '', 'utf8')).toBe('abcdef');
  });

  it('separates two files with the same name, and accepts an empty file', async () => {
    const offerId = await open(made('image.png', 0), made('image.png', 0));
    const paths = (await offered.finish(offerId))?.map(({ path }) => path) ?? [];
    expect(new Set(paths).size).toBe(2);
    expect(paths.every((path) => existsSync(path))).toBe(true);
  });

  it('stays in its folder regardless of the file names', async () => {
    const offerId = await open(
      made('../../../etc/passwd', 0),
      made('..', 0),
      made('C:\\x\\y', 0),
      made('a\0b', 0),
    );
    for (const { path } of (await offered.finish(offerId)) ?? []) {
      expect(path.startsWith(join(folder, offerId))).toBe(true);
      expect(existsSync(path)).toBe(true);
    }
  });

  it('refuses excess bytes, another file, another offer, or another type', async () => {
    const offerId = await open(made('a', 3));
    expect(await offered.write(offerId, 0, bytes('abcd'))).toBe(false);
    expect(await offered.write(offerId, 1, bytes('a'))).toBe(false);
    expect(await offered.write('forged', 0, bytes('a'))).toBe(false);
    expect(await offered.write(offerId, 0, 'abc')).toBe(false);
    expect(await offered.write(offerId, 0, bytes('abc'))).toBe(true);
  });

  it('that ends before all bytes arrive is refused and leaves nothing behind', async () => {
    const offerId = await open(made('a', 3));
    await offered.write(offerId, 0, bytes('ab'));
    expect(await offered.finish(offerId)).toBeNull();
    expect(await readdir(folder)).toEqual([]);
    expect(await offered.finish(offerId)).toBeNull();
  });

  it('that is in progress when the window closes leaves nothing behind', async () => {
    await open(made('a', 3));
    await offered.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['null', null],
    ['a text', 'x'],
    ['entries of another kind', [1]],
    ['an unknown field', [{ ...made('a', 1), extra: 1 }]],
    ['a size below zero', [made('a', -1)]],
    ['too many files', Array.from({ length: maxOfferedFiles + 1 }, () => made('a', 0))],
  ])('that is %s is bad input', async (_, value) => {
    expect(await offered.open(value)).toBe('badInput');
  });

  it('beyond the paste limit is too large', async () => {
    expect(await offered.open([made('a', maxInMemoryBytes), made('b', 1)])).toBe('tooLarge');
  });
});
