import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fillRecipes } from '../run/fill-recipes.ts';
import { root } from '../run/root.ts';

const asked = new Set<string>();
const hashOf = (file: string): string => createHash('sha256').update(file).digest('hex');
const recipes = fillRecipes((file) => {
  asked.add(file);
  return hashOf(file);
});
const recipe = (path: string): string => recipes.get(path) ?? '';
const { version, homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  homepage: string;
};
const releases = `${homepage}releases/${version}`;

test('recipes name the packages of a build, with the version in package.json', () => {
  expect([...asked].sort()).toEqual(
    ['linux-amd64.deb', 'linux-arm64.deb', 'mac-universal.dmg', 'win-arm64.exe', 'win-x64.exe'].map(
      (file) => `Slipway-${version}-${file}`,
    ),
  );
  for (const [path, text] of recipes) expect(text, path).not.toContain('{{');
});

test('the PKGBUILD is a bash script that matches its .SRCINFO', () => {
  const fields = ['pkgver', 'pkgrel', 'pkgdesc', 'url'];
  const arrays = ['arch', 'license', 'depends', 'optdepends', 'provides', 'conflicts', 'options'].concat(
    ['x86_64', 'aarch64'].flatMap((arch) => [`source_${arch}`, `sha256sums_${arch}`]),
  );
  const print = [
    ...fields.map((field) => `echo "${field} = $${field}"`),
    ...arrays.map((name) => `for each in "\${${name}[@]}"; do echo "${name} = $each"; done`),
  ];
  const script = `set -eu\n${recipe('aur/PKGBUILD')}\ndeclare -F package >/dev/null\n${print.join('\n')}\n`;
  const said = execFileSync('bash', ['--noprofile', '--norc'], { input: script, encoding: 'utf8' });
  const known = recipe('aur/.SRCINFO')
    .split('\n')
    .filter((line) => line.startsWith('\t'))
    .map((line) => line.trim());
  expect(said.trim().split('\n').sort()).toEqual(known.sort());
});

test('the winget manifests describe one package and version, with all required fields', () => {
  const [installer, locale, whole] = ['.installer', '.locale.en-US', ''].map(
    (part) => parse(recipe(`winget/Slipway.Slipway${part}.yaml`)) as Record<string, unknown>,
  );
  for (const manifest of [installer, locale, whole])
    expect(manifest).toMatchObject({
      PackageIdentifier: 'Slipway.Slipway',
      PackageVersion: version,
      ManifestVersion: '1.9.0',
    });
  expect([installer, locale, whole].map((manifest) => manifest?.['ManifestType'])).toEqual([
    'installer',
    'defaultLocale',
    'version',
  ]);
  expect(locale).toMatchObject({ PackageLocale: whole?.['DefaultLocale'], License: 'MIT' });
  expect(installer?.['Installers']).toEqual(
    ['x64', 'arm64'].map((arch) => ({
      Architecture: arch,
      InstallerUrl: `${releases}/Slipway-${version}-win-${arch}.exe`,
      InstallerSha256: hashOf(`Slipway-${version}-win-${arch}.exe`).toUpperCase(),
    })),
  );
});

test('the Flatpak manifest has the id of the build and a deb for each processor', () => {
  const manifest = parse(recipe('flatpak/example.slipway.app.yml')) as {
    id: string;
    modules: { sources: { 'only-arches'?: string[]; url?: string; sha256?: string }[] }[];
  };
  const { appId } = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as { appId: string };
  expect(manifest.id).toBe(appId);
  const sources = manifest.modules[0]?.sources.filter(({ url }) => url !== undefined);
  expect(sources).toMatchObject([
    { 'only-arches': ['x86_64'], url: `${releases}/Slipway-${version}-linux-amd64.deb` },
    { 'only-arches': ['aarch64'], url: `${releases}/Slipway-${version}-linux-arm64.deb` },
  ]);
  for (const { sha256 } of sources ?? []) expect(sha256).toMatch(/^[\da-f]{64}$/);
});

test('in a Flatpak, commands run through the launcher, the window opens with an address, and sound plays', () => {
  const manifest = parse(recipe('flatpak/example.slipway.app.yml')) as {
    command: string;
    'finish-args': string[];
    modules: { 'build-commands': string[]; sources: { 'dest-filename': string; commands?: string[] }[] }[];
  };
  expect(manifest['finish-args']).toContain('--socket=pulseaudio');
  expect(manifest.command).toBe('slipway');
  const [built] = manifest.modules;
  expect(built?.['build-commands']).toEqual(
    expect.arrayContaining([
      'ln --symbolic ../slipway/bin/slipway /app/bin/slipway',
      'install -D --mode=755 slipway-window.sh /app/bin/slipway-window',
      "sed --in-place 's#^Exec=[^ ]*#Exec=slipway-window#' /app/share/applications/slipway.desktop",
    ]),
  );
  expect(built?.sources.find(({ commands }) => commands !== undefined)).toMatchObject({
    'dest-filename': 'slipway-window.sh',
    commands: ['exec zypak-wrapper /app/slipway/slipway "$@"'],
  });
});

const hasRuby = spawnSync('ruby', ['--version']).status === 0;
test.skipIf(!hasRuby)('the cask is valid Ruby', () => {
  const { status, stderr } = spawnSync('ruby', ['-c'], {
    input: recipe('homebrew/slipway.rb'),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('the cask names the disk image and its hash', () => {
  const file = `Slipway-${version}-mac-universal.dmg`;
  const cask = recipe('homebrew/slipway.rb');
  expect(cask).toContain(`version "${version}"`);
  expect(cask).toContain(`sha256 "${hashOf(file)}"`);
  expect(cask.replaceAll('#{version}', version)).toContain(`url "${releases}/${file}"`);
  expect(cask.match(/\b(?:do|end)\b/g)).toEqual(['do', 'end']);
});
