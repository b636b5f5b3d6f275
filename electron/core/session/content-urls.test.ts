import { expect, test } from 'vitest';
import { createContentUrls } from './content-urls.ts';

const picture = { body: new Uint8Array([1]), mimeType: 'image/png', sizeBytes: 1 };
const contentIdOf = (url: string): string => new URL(url).host;

test('a URL returns its content, and its host is one that browsers don’t change', async () => {
  const urls = createContentUrls();
  const url = urls.createUrl(async () => picture);
  expect(url).toMatch(/^content:\/\/[0-9a-f]{48}\/$/);
  expect(await urls.content(contentIdOf(url))).toBe(picture);
  expect(await urls.content('0'.repeat(48))).toBeNull();
});

test('returns nothing after its window is closed, including content created later', async () => {
  const urls = createContentUrls();
  const before = urls.createUrl(async () => picture);
  urls.close();
  const after = urls.createUrl(async () => picture);
  for (const url of [before, after]) expect(await urls.content(contentIdOf(url))).toBeNull();
});

test('drops the oldest of very many', async () => {
  const urls = createContentUrls();
  const all = Array.from({ length: 4_001 }, () => contentIdOf(urls.createUrl(async () => picture)));
  expect(await urls.content(all[0] ?? '')).toBeNull();
  expect(await urls.content(all[1] ?? '')).toBe(picture);
  expect(await urls.content(all.at(-1) ?? '')).toBe(picture);
});
