import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findLeaksInFolder, findLeaksInText } from './leaks.ts';

// Built at run time, so that the check doesn't report this file.
const value = 'Ab3_'.repeat(8);
const folder = await mkdtemp(join(tmpdir(), 'slipway-leaks-'));
afterAll(() => rm(folder, { recursive: true }));

describe('a leak', () => {
  it.each([
    ['a bearer token', ['Bearer', value].join(' ')],
    ['a signed token', ['eyJ' + value, value, value].join('.')],
    ['a pre-signed URL', ['https://h.example/x?a=1&tempauth', value].join('=')],
    ['a download URL', ['http://127.0.0.1:1', 'download', `${value}.${'x'.repeat(22)}`].join('/')],
    ['an upload URL', ['http://127.0.0.1:1', 'up', value].join('/')],
    ['an address with a token', ['http://127.0.0.1:1/v1.0', value].join('#')],
  ])('is %s', (what, text) => {
    expect(findLeaksInText(`before ${text} after`)).toContain(what);
  });

  it('is any secret of this run, whatever it looks like', () => {
    expect(findLeaksInText('xyzzyx', ['zzy'])).toEqual(['a secret of this run']);
  });

  it('is found in a file of any type, at any depth', async () => {
    await mkdir(join(folder, 'a/b'), { recursive: true });
    await writeFile(
      join(folder, 'a/b/index.db'),
      Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from('zzy')]),
    );
    expect(findLeaksInFolder(folder, ['zzy'])).toEqual([
      expect.stringMatching(/^a secret of this run in .*index\.db$/),
    ]);
  });

  it('is not reported in permitted log text', () => {
    const text =
      'GET https://graph.microsoft.com/v1.0/me/drive 401, Bearer [removed], content://[removed], /v1.0#frag';
    expect(findLeaksInText(text)).toEqual([]);
  });
});
