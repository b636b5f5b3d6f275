import { randomFillSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSampleService, type SampleService } from '../../../sample/sample-service.ts';
import type { KillOrder } from './kill-order.ts';
import type { KillDrive } from './kill-points.ts';

const mebibyte = 1024 ** 2;

/** A slash at the end: an empty folder. Bytes, each size once. */
const sent: Record<string, number> = {
  'Box/a.txt': 12,
  'Box/empty.txt': 0,
  'Box/large.bin': 21 * mebibyte + 17,
  'Box/hollow/': 0,
  'Box/sub/b.bin': 700_000,
  'big.bin': 10 * mebibyte + 3,
  'small 1.bin': 30_001,
  'small 2.bin': 60_002,
  'small 3.bin': 90_003,
};
const saved: Record<string, number> = { 'report.bin': 11 * mebibyte + 5, 'note.txt': 5_004 };
const second: Record<string, number> = { 'taken.txt': 3_005, 'taken.bin': 5 * mebibyte + 6 };
const secondNames: Record<string, string> = { 'taken.txt': 'taken 1.txt', 'taken.bin': 'taken 1.bin' };

const fetched: Record<string, number> = {
  'There/one.txt': 107,
  'There/zero.txt': 0,
  'There/deep/two.bin': 300_008,
  'There/nothing/': 0,
  'There/large.bin': 33 * mebibyte + 9,
  'alone.bin': 2 * mebibyte + 10,
};
const chosen: Record<string, number> = {
  'Also/x.txt': 111,
  'Also/y.bin': 12 * mebibyte + 12,
  'single.bin': 70_013,
};

/** Size before and after. */
const edited: Record<string, readonly [number, number]> = {
  'Desk/letter.txt': [40_014, 40_115],
  'Desk/sheet.xlsx': [6 * mebibyte + 16, 7 * mebibyte + 18],
};

export interface KillScene extends AsyncDisposable {
  service: SampleService;
  order: KillOrder;
  folder: string;
  documents: string;
  edits: Map<string, { path: string; content: Uint8Array }>;
  saves: Map<string, Promise<void>>;
  remote: Map<string, Uint8Array | null>;
  documentsHere: Map<string, Uint8Array | null>;
  chosenHere: Map<string, Uint8Array | null>;
  /** By path of the drive. */
  allowed: Map<string, Uint8Array[]>;
}

let pool: Buffer | null = null;

function contentOf(sizeBytes: number): Uint8Array {
  pool ??= randomFillSync(Buffer.allocUnsafe(34 * mebibyte));
  const offset = (sizeBytes * 31) % (pool.length - sizeBytes);
  return pool.subarray(offset, offset + sizeBytes);
}

export async function createKillScene(
  driveType: KillDrive,
  linkBytesPerSecond: number | null,
): Promise<KillScene> {
  const service = await createSampleService({ content: 'empty', driveType, linkBytesPerSecond });
  const folder = await mkdtemp(join(tmpdir(), 'slipway-kill-'));
  const { drive } = service;
  const local = join(folder, 'local');
  const old = contentOf(4_000);
  const remote = new Map<string, Uint8Array | null>();
  const allowed = new Map<string, Uint8Array[]>();
  const place = (path: string, content: Uint8Array) => {
    drive.addFile(path, content);
    remote.set(path, content);
    allowed.set(path, [content]);
  };
  for (const name of [
    ...Object.keys(saved).map((one) => `Papers/${one}`),
    ...Object.keys(second).map((one) => `Taken/${one}`),
  ])
    place(name, old);
  for (const [path, sizeBytes] of Object.entries({ ...fetched, ...chosen })) {
    if (path.endsWith('/')) drive.addFolder(path);
    else place(path, contentOf(sizeBytes));
  }
  const goesTo = (path: string, content: Uint8Array) => {
    remote.set(path, content);
    allowed.set(path, [...(allowed.get(path) ?? []), content]);
  };
  const write = async (path: string, sizeBytes: number) => {
    const whole = join(local, path);
    if (path.endsWith('/')) return void (await mkdir(whole, { recursive: true }));
    await mkdir(dirname(whole), { recursive: true });
    await writeFile(whole, contentOf(sizeBytes));
    await utimes(whole, 1_700_000_000, 1_700_000_000);
  };
  for (const [path, sizeBytes] of Object.entries(sent)) {
    await write(path, sizeBytes);
    if (!path.endsWith('/')) goesTo(path, contentOf(sizeBytes));
  }
  for (const [name, sizeBytes] of Object.entries(saved)) {
    await write(`saved/${name}`, sizeBytes);
    goesTo(`Papers/${name}`, contentOf(sizeBytes));
  }
  for (const [name, sizeBytes] of Object.entries(second)) {
    await write(`second/${name}`, sizeBytes);
    goesTo(`Taken/${secondNames[name] ?? name}`, contentOf(sizeBytes));
  }
  const edits: KillScene['edits'] = new Map();
  for (const [path, [before, after]] of Object.entries(edited)) {
    place(path, contentOf(before));
    goesTo(path, contentOf(after));
    edits.set(path.split('/').at(-1) ?? '', { path, content: contentOf(after) });
  }
  await mkdir(join(folder, 'chosen'));
  const refOf = (path: string) => ({
    driveId: drive.id,
    itemId: path === '' ? drive.rootId : drive.idOf(path),
  });
  const here = (paths: Iterable<string>) => [...paths].map((path) => join(local, path));
  const items = (names: readonly string[]) => names.map((name) => ({ name, itemId: drive.idOf(name) }));
  const order: KillOrder = {
    service: { graphUrl: service.graphUrl, accessToken: service.accessToken },
    userData: join(folder, 'profile'),
    chosen: join(folder, 'chosen'),
    uploads: [
      { paths: here(topsOf(sent)), parent: refOf(''), intent: 'upload' },
      {
        paths: here(Object.keys(saved).map((name) => `saved/${name}`)),
        parent: refOf('Papers'),
        intent: 'save',
      },
      {
        paths: here(Object.keys(second).map((name) => `second/${name}`)),
        parent: refOf('Taken'),
        intent: 'upload',
      },
    ],
    downloads: [
      { items: items(topsOf(fetched)), method: 'transfers.download' },
      { items: items(topsOf(chosen)), method: 'transfers.downloadTo' },
    ],
    opened: [...edits].map(([name, { path }]) => ({ name, item: refOf(path) })),
    taken: Object.keys(second),
  };
  return {
    service,
    order,
    folder,
    documents: join(folder, 'profile', 'documents'),
    edits,
    saves: new Map(),
    remote: withFolders(remote, [...Object.keys(sent), ...Object.keys(fetched)]),
    documentsHere: toExpected({
      ...fetched,
      ...Object.fromEntries(Object.entries(edited).map(([path, [, after]]) => [path, after])),
    }),
    chosenHere: toExpected(chosen),
    allowed,
    async [Symbol.asyncDispose]() {
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const topsOf = (plan: Record<string, number>): string[] => [
  ...new Set(Object.keys(plan).map((path) => path.split('/')[0] ?? '')),
];

function toExpected(plan: Record<string, number>): Map<string, Uint8Array | null> {
  const files = Object.entries(plan).filter(([path]) => !path.endsWith('/'));
  return withFolders(
    new Map(files.map(([path, sizeBytes]) => [path, contentOf(sizeBytes)])),
    Object.keys(plan),
  );
}

function withFolders(
  files: Map<string, Uint8Array | null>,
  paths: readonly string[],
): Map<string, Uint8Array | null> {
  const all = new Map(files);
  for (const path of [...files.keys(), ...paths]) {
    const names = path.split('/').slice(0, -1);
    names.forEach((_, index) => all.set(`${names.slice(0, index + 1).join('/')}/`, null));
  }
  return all;
}
