import { describe, expect, it } from 'vitest';
import { toViewerFile, viewerCsp } from './viewer-files.ts';

describe('a file of the viewer', () => {
  it('lies below the ticket of what it shows', () => {
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

describe('the policy of the viewer', () => {
  const lines = new Map(
    viewerCsp.split('; ').map((line): [string, string] => {
      const [name = '', ...sources] = line.split(' ');
      return [name, sources.join(' ')];
    }),
  );

  it('lets it run our scripts and fetch from its own origin, and nothing else', () => {
    expect(lines.get('default-src')).toBe("'none'");
    for (const name of ['script-src', 'worker-src', 'style-src', 'connect-src'])
      expect(lines.get(name)).toBe("'self'");
    expect(viewerCsp).not.toMatch(/unsafe|eval|\*|https?:|data:|blob:/);
  });

  it('shows it in our page only, where it can open, send and leave nothing', () => {
    expect(lines.get('frame-ancestors')).toBe('app:');
    expect(lines.get('sandbox')).toBe('allow-scripts allow-same-origin');
    expect(lines.get('form-action')).toBe("'none'");
    expect(lines.get('require-trusted-types-for')).toBe("'script'");
  });
});
