import { describe, expect, it } from 'vitest';
import { toContentHeaders, toContentId } from './content-headers.ts';

describe('drive content', () => {
  it('keeps the type of a picture', () => {
    expect(toContentHeaders('image/png', 12)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '12',
    });
    expect(toContentHeaders('Image/SVG+XML; charset=utf-8', null)['content-type']).toBe('image/svg+xml');
  });

  it.each([
    'text/html',
    'application/xhtml+xml',
    'text/javascript',
    'application/pdf',
    'image/svg+xml,text/html',
    '',
  ])('is plain text when it claims to be "%s"', (type) => {
    expect(toContentHeaders(type, null)['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('is sandboxed, never sniffed and never kept, whatever it is', () => {
    for (const type of ['image/svg+xml', 'text/html']) {
      const headers = toContentHeaders(type, null);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none';.* sandbox$/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers).not.toHaveProperty('content-length');
    }
  });
});

describe('a content URL', () => {
  it('names its ticket as the host', () => {
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
