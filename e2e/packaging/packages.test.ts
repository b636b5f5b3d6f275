import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '../../electron/contract/strings/languages.ts';
import { findLeaksInFolder } from '../run/leaks.ts';
import { root } from '../run/root.ts';
import { viewerFiles } from '../run/viewer-plugin.ts';
import { createWorkshop, whyNotBuilt, type Workshop } from './packaged.ts';
import { readPeMachine, readPeResources } from './pe-resources.ts';

const dists = [
  { name: 'linux-unpacked', executable: 'slipway', machine: 62 },
  { name: 'linux-arm64-unpacked', executable: 'slipway', machine: 183 },
  { name: 'win-unpacked', executable: 'Slipway.exe', machine: 0x8664 },
  { name: 'win-arm64-unpacked', executable: 'Slipway.exe', machine: 0xaa64 },
] as const;
const windows = dists.filter(({ name }) => name.startsWith('win'));

const notBuilt = whyNotBuilt();

describe.skipIf(notBuilt !== null)('the packages', () => {
  let workshop: Workshop;
  let output = '';
  const at = (...parts: string[]): string => join(workshop.folder, 'dist', ...parts);

  beforeAll(async () => {
    workshop = await createWorkshop();
    const ended = await workshop.run(['--linux', '--win', '--x64', '--arm64', '--dir']);
    output = ended.output;
    expect(ended.code, ended.output).toBe(0);
  });
  afterAll(() => workshop.close());

  function filesIn(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  }

  test('nothing but Electron was downloaded for the packages', () => {
    expect(workshop.electron.asked).not.toEqual([]);
    for (const path of workshop.electron.asked)
      expect(path).toMatch(/\/(electron-v[^/]+\.zip|SHASUMS256\.txt)$/);
  });

  describe.each(dists)('$name', ({ name, executable, machine }) => {
    test('contains only the built app', () => {
      const names = listPackage(at(name, 'resources/app.asar'), { isPack: false })
        .map((path) => path.replaceAll('\\', '/').replace(/-[\w-]{8}\.(js|css)$/, '-HASH.$1'))
        .map((path) => path.replace(/^\/main\/chunks\/[\w-]+-HASH\.js$/, '/main/chunks/SHARED.js'))
        .filter((path) => /\.\w+$/.test(path));
      expect(new Set(names)).toEqual(
        new Set([
          '/licences.json.br',
          '/main/chunks/SHARED.js',
          '/main/index-worker.js',
          '/main/journal-worker.js',
          '/main/main.js',
          '/package.json',
          '/preload/preload.cjs',
          '/renderer/assets/index-HASH.css',
          '/renderer/assets/index-HASH.js',
          '/renderer/index.html',
          ...viewerFiles.map((file) => `/viewer/${file}.br`),
          ...languages.map((language) => `/strings/${language}.json.br`),
        ]),
      );
    });

    test('includes the licenses beside the program, and not Electron’s default app', () => {
      expect(filesIn(at(name, 'resources'))).toEqual([
        'LICENSE.slipway.txt',
        'THIRD-PARTY-LICENCES.txt',
        'app.asar',
      ]);
      expect(filesIn(at(name))).toEqual(
        expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html', 'locales/en-US.pak']),
      );
      expect(filesIn(at(name))).toContain('locales/de.pak');
      expect(filesIn(at(name))).not.toContain('locales/nl.pak');
    });

    test.runIf(name.startsWith('linux'))('includes the executable launcher of the command line', () => {
      expect(readFileSync(at(name, 'bin/slipway'), 'utf8')).toMatch(/^#!\/bin\/sh\n/);
      expect(statSync(at(name, 'bin/slipway')).mode & 0o111).toBe(0o111);
    });

    test('sets every fuse to its safe value', async () => {
      const wire = await getCurrentFuseWire(at(name, executable));
      const isOn = (fuse: FuseV1Options): boolean => String.fromCharCode(wire[fuse] ?? 0) === '1';
      expect({
        runAsNode: isOn(FuseV1Options.RunAsNode),
        cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
        nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
        inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
        asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
        onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
        fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
      }).toEqual({
        runAsNode: false,
        cookieEncryption: true,
        nodeOptions: false,
        inspect: false,
        asarIntegrity: true,
        onlyAsar: true,
        fileProtocol: false,
      });
    });

    test('matches its processor', () => {
      const bytes = readFileSync(at(name, executable));
      expect(name.startsWith('win') ? readPeMachine(bytes) : bytes.readUInt16LE(18)).toBe(machine);
    });
  });

  describe.each(windows)('$name', ({ name, executable }) => {
    const resources = () => readPeResources(readFileSync(at(name, executable)));

    test('contains the hash of its archive, which Electron checks', () => {
      const { headerString } = getRawHeader(at(name, 'resources/app.asar'));
      const value = createHash('sha256').update(headerString).digest('hex');
      const integrity = resources().find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
      expect(JSON.parse(integrity?.bytes.toString('utf8') ?? 'null')).toEqual([
        { file: 'resources\\app.asar', alg: 'SHA256', value },
      ]);
    });

    test('has Slipway’s name, version and icon', () => {
      const version =
        resources()
          .find(({ type }) => type === 16)
          ?.bytes.toString('utf16le') ?? '';
      expect(version).toContain('Slipway');
      expect(version).not.toContain('GitHub');
      const icons = resources().filter(({ type }) => type === 3);
      expect(icons).toHaveLength(7);
    });
  });

  describe('shipped files', () => {
    test('contain no secret and no trace of the computer that built them', () => {
      expect(findLeaksInFolder(at('linux-unpacked'))).toEqual([]);
      // "/root" is also a path inside drives.
      const own = [homedir(), hostname()].filter((trace) => trace !== '/root' && trace.length > 4);
      const traces = [root, workshop.folder, ...own];
      for (const { name } of dists) {
        for (const file of filesIn(at(name))) {
          const text = readFileSync(at(name, file), 'latin1');
          for (const trace of traces) expect(text.includes(trace), `${trace} in ${name}/${file}`).toBe(false);
        }
      }
    });

    test('contain no sources, source maps, tests or stand-in', () => {
      const asar = readFileSync(at('linux-unpacked/resources/app.asar'), 'latin1');
      for (const trace of ['sourceMappingURL', 'vitest', '@playwright', 'Fetch.enable', 'node_modules/.bin'])
        expect(asar.includes(trace), trace).toBe(false);
    });

    test('stay within their budget, and their sizes are printed', () => {
      expect(statSync(at('linux-unpacked/resources/app.asar')).size).toBeLessThan(5 * 1024 * 1024);
      expect(output).toMatch(/app\.asar of linux-unpacked: \d+ KiB of 5120/);
      process.stdout.write(`${/app\.asar of linux-unpacked.*/.exec(output)?.[0]}\n`);
    });

    test('have no dependencies', () => {
      const manifest = JSON.parse(readFileSync(join(root, 'out/package.json'), 'utf8')) as object;
      expect(Object.keys(manifest).sort()).toEqual([
        'author',
        'description',
        'desktopName',
        'homepage',
        'license',
        'main',
        'name',
        'productName',
        'type',
        'version',
      ]);
    });
  });
});
