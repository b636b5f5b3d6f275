import { describe, expect, it } from 'vitest';
import { respell, toAppUrl, toPageCsp, toPageUrl } from './schemes.ts';

const schemes = new Set(['app', 'content']);

describe('a URL of a registered scheme', () => {
  it.each([
    ['app://main/', 'http://main.app.localhost:1/'],
    ['app://main/a.js?x=1#y', 'http://main.app.localhost:1/a.js?x=1#y'],
    ['content://abc123/', 'http://abc123.content.localhost:1/'],
  ])('%s becomes %s in the page, and back', (url, spelled) => {
    expect(toPageUrl(url, schemes)).toBe(spelled);
    expect(toAppUrl(spelled, schemes)).toBe(url);
  });

  it('gets a slash and a lowercase host, as in a browser', () => {
    expect(toPageUrl('content://ABC', schemes)).toBe('http://abc.content.localhost:1/');
  });
});

it.each([
  'https://example.org/',
  'http://main.app.localhost/',
  'http://x.other.localhost:1/',
  'Notes about app://x y',
])('%s is unchanged', (url) => {
  expect(toAppUrl(toPageUrl(url, schemes), schemes)).toBe(url);
});

it('a content policy uses the page’s form for registered schemes and keeps others', () => {
  expect(toPageCsp("img-src 'self' content: data:; frame-src content:; x content:;", schemes)).toBe(
    "img-src 'self' http://*.content.localhost:1 data:; frame-src http://*.content.localhost:1; x http://*.content.localhost:1;",
  );
});

it('converting reaches every text in a value and leaves bytes alone', () => {
  const bytes = new Uint8Array([1]);
  expect(respell({ a: ['content://x/'], b: bytes, c: null }, (url) => toPageUrl(url, schemes))).toEqual({
    a: ['http://x.content.localhost:1/'],
    b: bytes,
    c: null,
  });
});
