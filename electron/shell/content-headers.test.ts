import { describe, expect, it } from 'vitest';
import { toContentHeaders, toContentId, parseByteRange } from './content-headers.ts';

describe('drive content', () => {
  it('keeps the content type of a picture', () => {
    expect(toContentHeaders({ mimeType: 'image/png', sizeBytes: 12 })).toMatchObject({
      'content-type': 'image/png',
      'content-length': '12',
    });
    expect(
      toContentHeaders({ mimeType: 'Image/SVG+XML; charset=utf-8', sizeBytes: null })['content-type'],
    ).toBe('image/svg+xml');
  });

  it.each([
    'text/html',
    'application/xhtml+xml',
    'text/javascript',
    'application/pdf',
    'image/svg+xml,text/html',
    '',
  ])('is plain text when it claims to be "%s"', (type) => {
    expect(toContentHeaders({ mimeType: type, sizeBytes: null })['content-type']).toBe(
      'text/plain; charset=utf-8',
    );
  });

  it('is always sandboxed, never sniffed, and never cached', () => {
    for (const type of ['image/svg+xml', 'text/html']) {
      const headers = toContentHeaders({ mimeType: type, sizeBytes: null });
      expect(headers['content-security-policy']).toMatch(/^default-src 'none';.* sandbox$/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers).not.toHaveProperty('content-length');
    }
  });
});

describe('audio and video', () => {
  it('are served in ranges with a content-range header', () => {
    const part = { start: 100, end: 200, totalBytes: 5000 };
    expect(toContentHeaders({ mimeType: 'video/mp4', sizeBytes: 100, part })).toMatchObject({
      'content-type': 'video/mp4',
      'content-range': 'bytes 100-199/5000',
      'accept-ranges': 'bytes',
    });
    expect(toContentHeaders({ mimeType: 'video/x-unknown', sizeBytes: 1 })['content-type']).toContain(
      'text/plain',
    );
  });

  it.each([
    ['bytes=0-', { start: 0, end: null }],
    ['bytes=100-199', { start: 100, end: 200 }],
    ['bytes=-500', null],
    ['bytes=200-100', null],
    ['bytes=0-1,5-9', null],
    [null, null],
  ])('%s requests %j', (range, expected) => expect(parseByteRange(range)).toEqual(expected));
});

describe('a content: URL', () => {
  it('has its content id as the host', () => {
    expect(toContentId('content://abc123/')).toBe('abc123');
    expect(toContentId('content://abc123')).toBe('abc123');
  });

  it.each([
    'content:///',
    'content://a.b/',
    'content://A b/',
    'content://a:80/',
    'app://abc/',
    'http://abc/',
    'x',
  ])('is not %s', (url) => {
    expect(toContentId(url)).toBeNull();
  });
});
