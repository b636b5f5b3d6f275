import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { toZip, toZipEntry } from '../../electron/sample/showcase/zip.ts';
import type { ZipEntry } from '../../electron/sample/showcase/zip.ts';
import { root } from '../run/root.ts';
import { toElf, toPe } from './executables.ts';
import type { Arch } from './executables.ts';

/**
 * Archives with the real layout and names, executables that can be packaged but not run, and a list of
 * checksums. electron-builder downloads it like a real release.
 */
export interface MadeUpElectron {
  /** "http://127.0.0.1:PORT/" */
  mirror: string;
  asked: string[];
  close(): Promise<void>;
}

export type DistPlatform = 'linux' | 'win32';

export async function serveMadeUpElectron(): Promise<MadeUpElectron> {
  const { version } = JSON.parse(
    await readFile(join(root, 'node_modules/electron/package.json'), 'utf8'),
  ) as { version: string };
  const archives = new Map<string, Buffer>();
  const defaultApp = await toDefaultApp();
  for (const platform of ['linux', 'win32'] as const) {
    for (const arch of ['x64', 'arm64'] as const) {
      const name = `electron-v${version}-${platform}-${arch}.zip`;
      archives.set(`/v${version}/${name}`, toZip(toDist(platform, arch, version, defaultApp)));
    }
  }
  archives.set(`/v${version}/SHASUMS256.txt`, toChecksums(archives));

  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const archive = archives.get(path);
    response.writeHead(archive === undefined ? 404 : 200, { 'content-length': archive?.length ?? 0 });
    response.end(request.method === 'HEAD' ? undefined : archive);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    mirror: `http://127.0.0.1:${port}/`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function toChecksums(archives: ReadonlyMap<string, Buffer>): Buffer {
  const lines = [...archives].map(([path, bytes]) => {
    const sum = createHash('sha256').update(bytes).digest('hex');
    return `${sum} *${path.split('/').at(-1)}\n`;
  });
  return Buffer.from(lines.join(''));
}

async function toDefaultApp(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-default-app-'));
  try {
    await mkdir(join(folder, 'app'));
    await writeFile(join(folder, 'app/package.json'), '{ "name": "electron", "main": "main.js" }');
    await writeFile(join(folder, 'app/main.js'), 'throw new Error("made up");\n');
    await createPackage(join(folder, 'app'), join(folder, 'default_app.asar'));
    return await readFile(join(folder, 'default_app.asar'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function toDist(platform: DistPlatform, arch: Arch, version: string, defaultApp: Buffer): ZipEntry[] {
  const binary = (name: string, bytes: Buffer): ZipEntry => ({
    name,
    sizeBytes: bytes.length,
    bytes: () => bytes,
  });
  const shared = [
    toZipEntry('LICENSE', 'The licence of Electron.\n'),
    toZipEntry('LICENSES.chromium.html', '<p>The licences of Chromium.</p>\n'),
    toZipEntry('version', version),
    toZipEntry('icudtl.dat', 'icu'),
    toZipEntry('resources.pak', 'pak'),
    toZipEntry('v8_context_snapshot.bin', 'snapshot'),
    toZipEntry('locales/en-US.pak', 'pak'),
    toZipEntry('locales/de.pak', 'pak'),
    toZipEntry('locales/nl.pak', 'pak'),
    binary('resources/default_app.asar', defaultApp),
  ];
  return platform === 'linux'
    ? [
        ...shared,
        binary('electron', toElf(arch)),
        binary('chrome-sandbox', toElf(arch)),
        toZipEntry('libffmpeg.so', 'so'),
      ]
    : [...shared, binary('electron.exe', toPe(arch)), toZipEntry('ffmpeg.dll', 'dll')];
}
