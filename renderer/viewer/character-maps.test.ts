import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
// oxlint-disable-next-line eslint/no-restricted-imports -- the maps as they are packed
import { packMaps } from '../../e2e/run/viewer-plugin.ts';
import { openCharacterMaps } from './character-maps.ts';
import { parseMap } from './map-file.ts';

const folder = join(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'), '../cmaps');
const original = (name: string) => new Uint8Array(readFileSync(join(folder, `${name}.bcmap`)));
const maps = openCharacterMaps(new Uint8Array(packMaps()));

test('frequent maps are those of pdf.js', () => {
  for (const name of ['90ms-RKSJ-H', 'GBK-EUC-H', 'ETen-B5-V', 'KSCms-UHC-H', 'V'])
    expect([name, maps(name)]).toEqual([name, original(name)]);
});

test.each(['UniJIS-UCS2-H', 'UniGB-UCS2-H', 'UniCNS-UCS2-H', 'UniKS-UCS2-H'])(
  '%s is derived with the glyphs of pdf.js for the characters in use',
  (name) => {
    const [derived, real] = [maps(name)!, original(name)].map((bytes) => parseMap(bytes).codes);
    const both = [...derived!].filter(([code]) => real!.has(code));
    const same = both.filter(([code, glyph]) => real!.get(code) === glyph);
    expect(both.length).toBeGreaterThan(7_000);
    expect(same.length / both.length).toBeGreaterThan(0.999);
  },
);

test('every glyph of a derived map leads back to its character', () => {
  const codes = parseMap(maps('UniJIS-UCS2-H')!).codes;
  for (const character of '日本語カナ漢A') expect(codes.has(character.charCodeAt(0))).toBe(true);
  expect(maps('Adobe-Japan1-UCS2')).toBeDefined();
  expect(maps('Ext-RKSJ-H')).toBeUndefined();
  expect(maps('Adobe-Identity-UCS2')).toBeUndefined();
});
