import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'vite';

export interface BundledPackage {
  name: string;
  version: string;
  licence: string;
  text: string | null;
}

export interface LicencePlugins {
  collect(): Plugin;
  add(part: BundledPackage): void;
}

/**
 * Every package with at least one line in a chunk. After each build, writes the packages found so far to
 * `licences.json.br` for the page and to `THIRD-PARTY-LICENCES.txt` beside the program.
 */
export function createLicencePlugins(folder: string): LicencePlugins {
  const found = new Map<string, BundledPackage>();
  return {
    collect: () => ({
      name: 'slipway-licences',
      apply: 'build',
      generateBundle(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
            const home = renderedLength > 0 ? toPackageFolder(id) : null;
            if (home !== null && !found.has(home)) found.set(home, readBundled(home));
          }
        }
        writeLicences(folder, [...found.values()]);
      },
    }),
    add(part) {
      found.set(part.name, part);
      writeLicences(folder, [...found.values()]);
    },
  };
}

/**
 * ".../node_modules/a/node_modules/@b/c/lib/x.js" -> ".../node_modules/a/node_modules/@b/c"; null for our own
 * files.
 */
export function toPackageFolder(id: string): string | null {
  const path = id
    .replace(/^\0/, '')
    .replace(/[?#].*$/, '')
    .replaceAll('\\', '/');
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? null;
}

function readBundled(home: string): BundledPackage {
  // Each field is checked.
  const { name, version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    name?: unknown;
    version?: unknown;
    license?: unknown;
  };
  const file = readdirSync(home).find((entry) => /^(licen[cs]e|copying)(\.(md|txt|markdown))?$/i.test(entry));
  return {
    name: String(name),
    version: String(version),
    licence: typeof license === 'string' ? license : 'not stated',
    text: file === undefined ? null : readFileSync(join(home, file), 'utf8').trim(),
  };
}

function writeLicences(folder: string, packages: BundledPackage[]): void {
  const sorted = packages.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'licences.json.br'), toPacked(JSON.stringify(sorted)));
  const rule = '-'.repeat(80);
  const parts = sorted.map(({ name, version, licence, text }) =>
    [
      rule,
      `${name} ${version}`,
      `Licence: ${licence}`,
      '',
      text ?? `The package names its license but doesn’t include the text.`,
    ].join('\n'),
  );
  const head =
    'Slipway contains code of these packages. The licenses of Electron and Chromium are in separate files beside this one.';
  writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), `${[head, ...parts].join('\n\n')}\n`);
}

/** Compresses well, since the same licenses repeat. */
const toPacked = (text: string): Buffer =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
