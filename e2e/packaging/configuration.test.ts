import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../run/root.ts';
import { icnsKinds, icoSizes, pngSizes, readIcns, readIco, readPng, toMark } from '../run/icon-files.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const bytes = (path: string): Buffer => readFileSync(join(root, path));

interface Configuration {
  electronFuses: Record<string, boolean>;
  win: { verifyUpdateCodeSignature: boolean; extraFiles: { from: string }[] };
  nsis: { perMachine: boolean; deleteAppDataOnUninstall: boolean; include: string };
  mac: {
    hardenedRuntime: boolean;
    entitlements: string;
    entitlementsInherit: string;
    extendInfo: { LSFileQuarantineEnabled: boolean };
    extraFiles: { from: string }[];
  };
  extraResources: { from: string }[];
  linux: { extraFiles: { from: string }[] };
}
const configuration = parse(read('electron-builder.yml')) as Configuration;
const { version } = JSON.parse(read('package.json')) as { version: string };

describe('electron-builder.yml', () => {
  test('contains nothing that electron-builder does not know', () => {
    const ours = createRequire(import.meta.url);
    const builder = createRequire(ours.resolve('electron-builder/package.json'));
    const schema = builder('app-builder-lib/scheme.json') as object;
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    validate(configuration);
    expect(validate.errors).toBeNull();
    expect(validate({ ...configuration, hardenedRuntimes: true })).toBe(false);
  });

  test('sets every fuse that electron-builder can set', () => {
    const schema = read('node_modules/app-builder-lib/scheme.json');
    const { definitions } = JSON.parse(schema) as {
      definitions: { FuseOptionsV1: { properties: Record<string, unknown> } };
    };
    const known = Object.keys(definitions.FuseOptionsV1.properties);
    const ofMacOnly = 'resetAdHocDarwinSignature';
    expect(Object.keys(configuration.electronFuses).sort()).toEqual(
      known.filter((fuse) => fuse !== ofMacOnly).sort(),
    );
  });

  test('lets macOS quarantine files from a drive', () => {
    expect(configuration.mac.extendInfo.LSFileQuarantineEnabled).toBe(true);
  });

  test('names only files that exist', () => {
    const { nsis, win, mac, linux } = configuration;
    const named = [
      nsis.include,
      mac.entitlements,
      mac.entitlementsInherit,
      ...win.extraFiles.map(({ from }) => from),
      ...linux.extraFiles.map(({ from }) => from),
      ...mac.extraFiles.map(({ from }) => from),
    ];
    for (const path of named) expect(read(path), path).not.toBe('');
  });

  test('installs on Windows without an administrator, keeps user data, and requires signed updates', () => {
    expect(configuration.nsis).toMatchObject({ perMachine: false, deleteAppDataOnUninstall: false });
    expect(configuration.win.verifyUpdateCodeSignature).toBe(true);
    expect(read(configuration.nsis.include)).toMatch(/MB_DEFBUTTON2[\s\S]+\/SD IDNO/);
  });

  test('gives macOS the hardened runtime, with one entitlement', () => {
    expect(configuration.mac.hardenedRuntime).toBe(true);
    const keys = [...read(configuration.mac.entitlements).matchAll(/<key>([^<]+)<\/key>/g)].map(
      ([, key]) => key,
    );
    expect(keys).toEqual(['com.apple.security.cs.allow-jit']);
  });
});

describe('the icons', () => {
  const mark = toMark(read('assets/icon.svg'));
  const sizesOf = (pngs: Buffer[]) => pngs.map((png) => readPng(png));

  test('for Linux are drawn from one SVG in every size', () => {
    expect(readdirSync(join(root, 'assets/icons')).sort()).toEqual(
      pngSizes.map((size) => `${size}x${size}.png`).sort(),
    );
    for (const size of pngSizes)
      expect(readPng(bytes(`assets/icons/${size}x${size}.png`))).toEqual({ size, mark });
    expect(readPng(bytes('assets/icon.png'))).toEqual({ size: 1024, mark });
  });

  test('for Windows too', () => {
    expect(sizesOf(readIco(bytes('assets/icon.ico')))).toEqual(icoSizes.map((size) => ({ size, mark })));
  });

  test('for macOS too', () => {
    const pictures = readIcns(bytes('assets/icon.icns'));
    expect(pictures.map(({ kind, png }) => ({ kind, ...readPng(png) }))).toEqual(
      icnsKinds.map(({ kind, size }) => ({ kind, size, mark })),
    );
  });
});

test('the newest release in the software catalog file is this version', () => {
  const metainfo = read('assets/linux/example.slipway.app.metainfo.xml');
  expect(/<release version="([^"]+)"/.exec(metainfo)?.[1]).toBe(version);
});
