import { createRequire } from 'node:module';

/**
 * An ELF file, and a PE file with the resources of a real electron.exe, both with Electron's fuses. They can
 * be packaged and inspected but not run.
 */

export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Electron's defaults: run as node, NODE_OPTIONS, inspect and file privileges are on. */
const factoryFuses = '101100011';

function toFuses(): Buffer {
  const head = Buffer.from([1, factoryFuses.length]);
  return Buffer.concat([Buffer.from(fuseSentinel), head, Buffer.from(factoryFuses)]);
}

const elfMachines = { x64: 62, arm64: 183 } as const;
const peMachines = { x64: 0x8664, arm64: 0xaa64 } as const;

export type Arch = keyof typeof elfMachines;

export function toElf(arch: Arch): Buffer {
  const head = Buffer.alloc(64);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  head.writeUInt16LE(2, 16);
  head.writeUInt16LE(elfMachines[arch], 18);
  head.writeUInt32LE(1, 20);
  head.writeUInt16LE(64, 52);
  return Buffer.concat([head, Buffer.alloc(192), toFuses(), Buffer.alloc(64)]);
}

/** The part of resedit used here. electron-builder depends on resedit and writes resources with it. */
interface ResEdit {
  NtExecutable: {
    createEmpty(is32Bit: boolean, isDll: boolean): Executable;
    from(bytes: Buffer): Executable;
  };
  NtExecutableResource: {
    from(executable: Executable): { entries: unknown[]; outputResource(to: Executable): void };
  };
  Resource: {
    VersionInfo: {
      createEmpty(): {
        setStringValues(language: { lang: number; codepage: number }, values: Record<string, string>): void;
        outputToResourceEntries(entries: unknown[]): void;
      };
    };
  };
}
interface Executable {
  newHeader: { fileHeader: { machine: number } };
  setSectionByEntry(entry: number, section: unknown): void;
  getAllSections(): unknown[];
  generate(paddingSize?: number): ArrayBuffer;
}

function loadResEdit(): ResEdit {
  const ours = createRequire(import.meta.url);
  const builder = createRequire(ours.resolve('electron-builder/package.json'));
  const library = createRequire(builder.resolve('app-builder-lib/package.json'));
  return library('resedit') as ResEdit;
}

export function toPe(arch: Arch): Buffer {
  const { NtExecutable, NtExecutableResource, Resource } = loadResEdit();
  const executable = NtExecutable.createEmpty(false, false);
  executable.newHeader.fileHeader.machine = peMachines[arch];
  const resource = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues(
    { lang: 1033, codepage: 1200 },
    { ProductName: 'Electron', FileDescription: 'Electron', CompanyName: 'GitHub, Inc.' },
  );
  version.outputToResourceEntries(resource.entries);
  resource.outputResource(executable);
  return Buffer.concat([Buffer.from(executable.generate()), Buffer.alloc(16), toFuses(), Buffer.alloc(64)]);
}
