import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeName, toNameKey } from './name-rules.ts';

interface Vectors {
  nameRules: { invalid: { name: string; scope: string }[]; valid: { name: string }[] };
}

const { nameRules } = JSON.parse(
  readFileSync(new URL('../testing/vectors.json', import.meta.url), 'utf8'),
) as Vectors;

describe('names', () => {
  it('are refused as in the vectors', () => {
    const accepted = nameRules.invalid.filter((one) => {
      const segments = one.scope === 'path' ? one.name.split('/') : [one.name];
      return segments.every(
        (name) => judgeName(name, { atLibraryRoot: one.scope === 'root-folder' }) === 'ok',
      );
    });
    expect(nameRules.invalid).toHaveLength(54);
    expect(accepted).toEqual([]);
  });

  it('are accepted as in the vectors', () => {
    const refused = nameRules.valid.filter((one) => judgeName(one.name, { atLibraryRoot: false }) !== 'ok');
    expect(nameRules.valid).toHaveLength(22);
    expect(refused).toEqual([]);
  });

  it('may be "forms" below the root of a library, but never longer than 255 characters', () => {
    expect(judgeName('Forms', { atLibraryRoot: false })).toBe('ok');
    expect(judgeName('x'.repeat(256), { atLibraryRoot: false })).toBe('tooLong');
  });

  it('are compared without regard to case and Unicode form', () => {
    expect(toNameKey('GRÜSSE')).toBe(toNameKey('gru\u0308sse'));
  });
});
