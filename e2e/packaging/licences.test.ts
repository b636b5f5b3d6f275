import { globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLicencePlugins, toPackageFolder } from '../run/licence-plugin.ts';
import type { BundledPackage } from '../run/licence-plugin.ts';
import { root } from '../run/root.ts';
import { findImports, whyNotBuilt } from './packaged.ts';

const readLicences = async (folder: string): Promise<BundledPackage[]> =>
  JSON.parse(
    brotliDecompressSync(await readFile(join(folder, 'licences.json.br'))).toString(),
  ) as BundledPackage[];

/** It only re-exports its parts, so the build contains none of its own code. */
const passingOn = '@fluentui/react-components';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-licences-'));
});
afterAll(() => rm(folder, { recursive: true }));

const notBuilt = whyNotBuilt();

test.skipIf(notBuilt !== null)(
  'the list of licenses contains every package that the app imports',
  async () => {
    const sources = globSync('{electron/{contract,core,sample,shell},renderer}/**/*.{ts,tsx}', {
      cwd: root,
    }).filter((path) => !/\.test\.tsx?$|[/\\]testing[/\\]/.test(path));
    const imported = new Set(sources.flatMap((path) => findImports(readFileSync(join(root, path), 'utf8'))));
    imported.delete(passingOn);
    expect(imported.size).toBeGreaterThan(8);
    const listed = (await readLicences(join(root, 'out'))).map(({ name }) => name);
    expect([...imported].filter((name) => !listed.includes(name))).toEqual([]);
  },
);

test.skipIf(notBuilt !== null)('it also contains their dependencies, each with a license', async () => {
  const listed = await readLicences(join(root, 'out'));
  expect(listed.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['scheduler', 'tabster', '@griffel/core']),
  );
  expect(
    listed.filter(
      ({ licence }) =>
        !/^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0|\(.+\))$/.test(licence),
    ),
  ).toEqual([]);
  const text = await readFile(join(root, 'out/THIRD-PARTY-LICENCES.txt'), 'utf8');
  for (const { name, version } of listed) expect(text).toContain(`\n${name} ${version}\n`);
});

test('a package that is tree-shaken away is not listed', async () => {
  const write = async (name: string, code: string): Promise<void> => {
    const home = join(folder, 'node_modules', name);
    await mkdir(home, { recursive: true });
    const manifest = {
      name,
      version: '1.2.3',
      license: 'MIT',
      type: 'module',
      main: 'index.js',
      sideEffects: false,
    };
    await writeFile(join(home, 'package.json'), JSON.stringify(manifest));
    await writeFile(join(home, 'index.js'), code);
    await writeFile(join(home, 'LICENSE'), `The licence of ${name}\n`);
  };
  await write('used', 'export const used = () => globalThis.used;');
  await write('@scope/unused', 'export const unused = () => globalThis.unused;');
  await writeFile(
    join(folder, 'entry.js'),
    "import { used } from 'used'; import { unused } from '@scope/unused'; globalThis.x = used(); if (false) unused();",
  );
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [createLicencePlugins(folder).collect()],
    build: { lib: { entry: join(folder, 'entry.js'), formats: ['es'] } },
  });
  expect(await readLicences(folder)).toEqual([
    { name: 'used', version: '1.2.3', licence: 'MIT', text: 'The licence of used' },
  ]);
});

test.each([
  ['/a/node_modules/b/lib/c.js', '/a/node_modules/b'],
  ['\0/a/node_modules/@b/c/d.js?commonjs', '/a/node_modules/@b/c'],
  ['/a/node_modules/b/node_modules/c/d.js', '/a/node_modules/b/node_modules/c'],
  ['C:\\a\\node_modules\\b\\c.js', 'C:/a/node_modules/b'],
  ['/a/renderer/main.tsx', null],
])('%j is code of the package in %j', (id, home) => {
  expect(toPackageFolder(id)).toBe(home);
});
