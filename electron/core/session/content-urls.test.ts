import { expect, test } from 'vitest';
import { createContentUrls } from './content-urls.ts';

const picture = { body: new Uint8Array([1]), mimeType: 'image/png', sizeBytes: 1 };
const contentIdOf = (url: string): string => new URL(url).host;

test('a URL gives what it was made for, and a host that browsers leave as it is', async () => {
  const urls = createContentUrls();
  const url = urls.createUrl(async () => picture);
  expect(url).toMatch(/^content:\/\/[0-9a-f]{48}\/$/);
  expect(await urls.content(contentIdOf(url))).toBe(picture);
  expect(await urls.content('0'.repeat(48))).toBeNull();
});

test('nothing is given once its window is gone, also of what is made then', async () => {
  const urls = createContentUrls();
  const before = urls.createUrl(async () => picture);
  urls.close();
  const after = urls.createUrl(async () => picture);
  for (const url of [before, after]) expect(await urls.content(contentIdOf(url))).toBeNull();
});

test('of very many the oldest give way', async () => {
  const urls = createContentUrls();
  const all = Array.from({ length: 4_001 }, () => contentIdOf(urls.createUrl(async () => picture)));
  expect(await urls.content(all[0] ?? '')).toBeNull();
  expect(await urls.content(all[1] ?? '')).toBe(picture);
  expect(await urls.content(all.at(-1) ?? '')).toBe(picture);
});
