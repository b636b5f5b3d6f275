import { describe, expect, it } from 'vitest';
import { toViewerFile, viewerCsp } from './viewer-files.ts';

describe('a viewer file', () => {
  it('is served below the content id it shows', () => {
    expect(toViewerFile('content://abc123/viewer/')).toBe('index.html');
    expect(toViewerFile('content://abc123/viewer/worker.js')).toBe('worker.js');
  });

  it.each([
    'content://abc123/',
    'content://abc123/viewer',
    'content://abc123/viewer/other.js',
    'content://abc123/viewer/toString',
    'content://abc123/viewer/../main.js',
    'content://abc123/viewer/..%2fmain.js',
    'content://abc123/more/viewer/worker.js',
    'content://a.b/viewer/worker.js',
    'app://main/viewer/worker.js',
    'https://abc123/viewer/worker.js',
  ])('is not %s', (url) => expect(toViewerFile(url)).toBeNull());
});

describe('the viewer’s policy', () => {
  const lines = new Map(
    viewerCsp.split('; ').map((line): [string, string] => {
      const [name = '', ...sources] = line.split(' ');
      return [name, sources.join(' ')];
    }),
  );

  it('allows our scripts and fetches from its own origin, nothing else', () => {
    expect(lines.get('default-src')).toBe("'none'");
    for (const name of ['script-src', 'worker-src', 'style-src', 'connect-src'])
      expect(lines.get(name)).toBe("'self'");
    expect(viewerCsp).not.toMatch(/unsafe|eval|\*|https?:|data:|blob:/);
  });

  it('lets only our page frame it, and prevents it from opening, sending, or storing anything', () => {
    expect(lines.get('frame-ancestors')).toBe('app:');
    expect(lines.get('sandbox')).toBe('allow-scripts allow-same-origin');
    expect(lines.get('form-action')).toBe("'none'");
    expect(lines.get('require-trusted-types-for')).toBe("'script'");
  });
});
