import { describe, expect, it } from 'vitest';
import { toAppFile } from './app-files.ts';

describe('a packaged file', () => {
  it('is index.html for the bare URL', () => {
    expect(toAppFile('app://main/', '/pkg/renderer')).toEqual({
      path: '/pkg/renderer/index.html',
      type: 'text/html; charset=utf-8',
    });
  });

  it('is found by its path, ignoring the query', () => {
    expect(toAppFile('app://main/assets/a.js?v=1#x', '/pkg/renderer')?.path).toBe(
      '/pkg/renderer/assets/a.js',
    );
  });

  it.each([
    'app://main/../main/main.js',
    'app://main/%2e%2e/main/main.js',
    'app://main/..%2fmain%2fmain.js',
    'app://main/assets/..%5c..%5cmain.js',
    'app://main/a%00.js',
    'app://main/%zz.js',
    'app://other/index.html',
    'https://main/index.html',
    'app://main/secret.pem',
    'app://main/assets',
  ])('is never %s', (url) => {
    const file = toAppFile(url, '/pkg/renderer');
    expect(file === null || file.path.startsWith('/pkg/renderer/')).toBe(true);
    if (!url.includes('..') && !url.includes('%2e')) expect(file).toBeNull();
  });
});
