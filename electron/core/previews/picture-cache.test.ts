import { mkdtemp, readdir, rm, stat, truncate, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPictureCache, toPictureKey } from './picture-cache.ts';

const quiet = { info() {}, warn() {}, error() {} };
let folder: string;
const start = (maxBytes = 1_000_000) => createPictureCache(join(folder, 'pictures'), quiet, maxBytes);
const bytes = (count: number) => new Uint8Array(count).fill(7);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-pictures-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('keeps a picture after a restart, unreadable for others on this computer', async () => {
  await start().write('a.1', bytes(10));
  const again = start();
  expect(await again.has('a.1')).toBe(true);
  expect(await again.read('a.1')).toEqual(Buffer.from(bytes(10)));
  expect(await again.sizeBytes()).toBe(10);
  expect((await stat(join(folder, 'pictures', 'a.1'))).mode & 0o077).toBe(0);
});

test('removes the least recently viewed ones to make room, also after a restart', async () => {
  const cache = start(100);
  for (const key of ['a.1', 'a.2', 'a.3', 'a.4']) await cache.write(key, bytes(25));
  await cache.read('a.1');
  await cache.write('a.5', bytes(25));
  expect((await readdir(join(folder, 'pictures'))).sort()).toEqual(['a.1', 'a.4', 'a.5']);
  const old = new Date(0);
  await utimes(join(folder, 'pictures', 'a.5'), old, old);
  const again = start(60);
  await again.write('a.6', bytes(25));
  expect(await again.has('a.5')).toBe(false);
  expect(await again.sizeBytes()).toBeLessThanOrEqual(60);
});

test('applies a lower limit at once, and keeps everything if the limit is raised', async () => {
  const cache = start(100);
  for (const key of ['a.1', 'a.2', 'a.3', 'a.4']) await cache.write(key, bytes(25));
  await cache.limit(60);
  expect((await readdir(join(folder, 'pictures'))).sort()).toEqual(['a.3', 'a.4']);
  await cache.limit(200);
  await cache.write('a.5', bytes(100));
  expect(await cache.sizeBytes()).toBe(150);
});

test('removes one account’s pictures and keeps the others, and erasing leaves no folder', async () => {
  const cache = start();
  await cache.write('a.1', bytes(1));
  await cache.write('b.1', bytes(1));
  await cache.removeAccount('a');
  expect(await readdir(join(folder, 'pictures'))).toEqual(['b.1']);
  await cache.forget();
  expect(await readdir(folder)).toEqual([]);
  expect(await cache.has('b.1')).toBe(false);
});

test('ignores a picture that a power cut left empty or somebody removed', async () => {
  const cache = start();
  await cache.write('a.1', bytes(5));
  await cache.write('a.2', bytes(5));
  await truncate(join(folder, 'pictures', 'a.1'));
  await rm(join(folder, 'pictures', 'a.2'));
  expect(await cache.read('a.1')).toBeNull();
  expect(await cache.read('a.2')).toBeNull();
  expect(await cache.has('a.2')).toBe(false);
});

test('writes nothing after it is closed', async () => {
  const cache = start();
  await cache.close();
  await cache.write('a.1', bytes(5));
  expect(await readdir(folder)).toEqual([]);
});

test('keeps separate pictures for each version, size and account', () => {
  const keys = [
    toPictureKey('a', ['d', 'i', 'c1', 'small']),
    toPictureKey('a', ['d', 'i', 'c2', 'small']),
    toPictureKey('a', ['d', 'i', 'c1', 'medium']),
    toPictureKey('b', ['d', 'i', 'c1', 'small']),
  ];
  expect(new Set(keys).size).toBe(4);
});
