// Beside rclone and a bare undici loop: npm run bench transfers [plain|line|medium|small|memory]… ROUNDS=5
// for medians of five. Everything uses TLS; the service runs in its own process, and files are in memory
// where possible, so that neither the disk nor the service is measured.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeServerCertificate } from '../../electron/sample/testing/certificate.ts';
import { HOST, setUpRclone, whyNoRclone } from '../../electron/sample/testing/rclone.ts';
import { startChild, type Child } from './child.ts';
import type { EngineSkills } from './engine-process.ts';
import { printTable, toMedian } from './measure.ts';
import type { ServiceSkills } from './service-process.ts';
import type { UndiciSkills } from './undici-process.ts';

const rounds = Number(process.env.ROUNDS ?? 3);
const wanted = process.argv.slice(2);
const mebibyte = 1024 ** 2;
const gigabitBytes = 125_000_000;
const latencyMs = 40;
const driveType = 'business';

interface Load {
  name: string;
  title: string;
  count: number;
  sizeBytes: number;
  line: { latencyMs?: number; linkBytesPerSecond?: number };
  hasCeiling: boolean;
}

const loads: readonly Load[] = [
  { name: 'plain', title: '1 GiB', count: 1, sizeBytes: 1024 * mebibyte, line: {}, hasCeiling: true },
  {
    name: 'line',
    title: '1 GiB, 40 ms, 1 Gbit/s',
    count: 1,
    sizeBytes: 1024 * mebibyte,
    line: { latencyMs, linkBytesPerSecond: gigabitBytes },
    hasCeiling: true,
  },
  {
    name: 'medium',
    title: '200 x 5 MiB, 40 ms, 1 Gbit/s',
    count: 200,
    sizeBytes: 5 * mebibyte,
    line: { latencyMs, linkBytesPerSecond: gigabitBytes },
    hasCeiling: false,
  },
  {
    name: 'small',
    title: '2,000 x 20 KiB, 40 ms',
    count: 2_000,
    sizeBytes: 20 * 1024,
    line: { latencyMs },
    hasCeiling: false,
  },
];

const base = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'slipway-bench-'));
const { key, cert } = writeServerCertificate(base, [HOST]);
const trusting = { NODE_EXTRA_CA_CERTS: join(base, 'cert.pem') };
const at = (file: string): URL => new URL(file, import.meta.url);

async function startService(options: Parameters<ServiceSkills['start']>[0]) {
  const child = startChild<ServiceSkills>(at('./service-process.ts'));
  return { child, ...(await child.ask('start', { driveType, forgetsUploads: true, ...options })) };
}
type Service = Awaited<ReturnType<typeof startService>>;

async function writeFiles(folder: string, count: number, sizeBytes: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const block = Buffer.alloc(Math.min(mebibyte, sizeBytes));
  for (let n = 1; n <= count; n += 1) {
    const handle = await open(join(folder, `file ${n}.bin`), 'w');
    for (let byte = 0; byte < sizeBytes; byte += block.length) {
      block.writeDoubleLE(n + byte, 0);
      await handle.write(block, 0, Math.min(block.length, sizeBytes - byte));
    }
    await handle.close();
  }
}

async function expectFiles(folder: string, count: number): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  if (files.length !== count) throw new Error(`${files.length} files in ${folder}, ${count} were expected`);
}

async function expectStored(service: Service, folder: string, { count, sizeBytes }: Load): Promise<void> {
  const there = await service.child.ask('count', { folder });
  if (there.files !== count || there.sizeBytes !== count * sizeBytes)
    throw new Error(`${folder}: ${JSON.stringify(there)}`);
  await service.child.ask('remove', { path: folder });
}

interface Took {
  ms: number;
  /** CPU time; null if another program does the work. */
  cpuMs: number | null;
}

interface Contender {
  up(round: number): Promise<Took>;
  down(round: number): Promise<Took>;
  end(): Promise<void>;
}

async function createOurs(load: Load, source: string): Promise<Contender> {
  const service = await startService({
    ...load.line,
    front: { hostName: null, key, cert, contentToo: true },
  });
  const engine: Child<EngineSkills> = startChild(at('./engine-process.ts'), trusting);
  const userData = join(base, 'engine');
  const { graphUrl, accessToken, driveId, rootId } = service;
  const { documents } = await engine.ask('open', { graphUrl, accessToken, userData, filesAtOnce: 4 });
  const itemId = await service.child.ask('addFiles', { folder: 'down', ...load });
  return {
    async up() {
      const took = await engine.ask('upload', { paths: [source], driveId, itemId: rootId });
      await expectStored(service, 'source', load);
      return took;
    },
    async down() {
      const took = await engine.ask('download', { itemId });
      await expectFiles(documents, load.count);
      await rm(documents, { recursive: true });
      return took;
    },
    async end() {
      await engine.ask('close', {});
      await engine.end();
      await service.child.end();
      await rm(userData, { recursive: true });
    },
  };
}

/** rclone's defaults: four files at a time, pieces of 10 MiB, four streams for a large download. */
async function createRclones(load: Load, source: string): Promise<Contender> {
  const quirks = { toleratesAuthorization: true };
  const service = await startService({
    ...load.line,
    quirks,
    front: { hostName: HOST, key, cert, contentToo: true },
  });
  const rclone = await setUpRclone(base, { ...service, driveType });
  await service.child.ask('addFiles', { folder: 'down', ...load });
  const copy = async (from: string, to: string): Promise<Took> => {
    const startMs = performance.now();
    const { exitCode, errors } = await rclone.run('copy', from, to);
    if (exitCode !== 0) throw new Error(errors);
    return { ms: performance.now() - startMs, cpuMs: null };
  };
  return {
    async up(round) {
      const took = await copy(source, `drive:up${round}`);
      await expectStored(service, `up${round}`, load);
      return took;
    },
    async down() {
      const back = join(base, 'back');
      const took = await copy('drive:down', back);
      await expectFiles(back, load.count);
      await rm(back, { recursive: true });
      return took;
    },
    async end() {
      rclone.close();
      await service.child.end();
    },
  };
}

async function createCeiling(load: Load, source: string): Promise<Contender> {
  const {
    graphUrl,
    accessToken: token,
    child,
  } = await startService({
    ...load.line,
    front: { hostName: null, key, cert, contentToo: true },
  });
  const undici: Child<UndiciSkills> = startChild(at('./undici-process.ts'), trusting);
  await child.ask('addFiles', { folder: 'down', ...load });
  const { sizeBytes } = load;
  return {
    async up(round) {
      const path = join(source, 'file 1.bin');
      return undici.ask('upload', { graphUrl, token, path, to: `up${round}.bin`, sizeBytes });
    },
    async down() {
      const path = join(base, 'raw.bin');
      const took = await undici.ask('download', {
        graphUrl,
        token,
        path,
        to: 'down/file%201.bin',
        sizeBytes,
      });
      await rm(path);
      return took;
    },
    async end() {
      await undici.end();
      await child.end();
    },
  };
}

const toRate = (load: Load, ms: number): string =>
  `${((load.count * load.sizeBytes) / 1000 / ms).toFixed(0)} MB/s`;
const toSeconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

async function race(load: Load): Promise<void> {
  const source = join(base, 'source');
  await writeFiles(source, load.count, load.sizeBytes);
  const contenders = new Map<string, Contender>([['Slipway', await createOurs(load, source)]]);
  if (whyNoRclone() === null) contenders.set('rclone', await createRclones(load, source));
  if (load.hasCeiling) contenders.set('undici alone', await createCeiling(load, source));
  for (const direction of ['up', 'down'] as const) {
    const times = new Map([...contenders.keys()].map((name) => [name, [] as Took[]]));
    for (let round = 1; round <= rounds; round += 1) {
      for (const [name, contender] of contenders) times.get(name)?.push(await contender[direction](round));
    }
    report(load, direction, times);
  }
  for (const contender of contenders.values()) await contender.end();
  await rm(source, { recursive: true });
}

/** Compares pair by pair, since a disturbance affects a whole round. */
function report(load: Load, direction: 'up' | 'down', times: ReadonlyMap<string, readonly Took[]>): void {
  const ours = times.get('Slipway') ?? [];
  const { count, sizeBytes, line } = load;
  const linkMs = ((count * sizeBytes) / (line.linkBytesPerSecond ?? Number.POSITIVE_INFINITY)) * 1000;
  const waitMs = ((line.latencyMs ?? 0) * count) / 4;
  printTable(
    [...times].map(([name, all]) => {
      const medianMs = toMedian(all.map(({ ms }) => ms));
      const cpuMs = all.flatMap((one) => one.cpuMs ?? []);
      return {
        what: `${load.title} ${direction}`,
        who: name,
        'median of': all.length,
        time: toSeconds(medianMs),
        rate: toRate(load, medianMs),
        'processor time': cpuMs.length === 0 ? '' : toSeconds(toMedian(cpuMs)),
        'Slipway is faster by': toMedian(
          all.map(({ ms }, index) => ms / (ours[index]?.ms ?? Number.NaN)),
        ).toFixed(2),
        'of the line': linkMs === 0 ? '' : `${((linkMs / medianMs) * 100).toFixed(0)} %`,
        'of latency x count / 4': count > 1 && waitMs > linkMs ? (medianMs / waitMs).toFixed(2) : '',
      };
    }),
  );
}

/** From idle, with one large file and with ten at a time. */
async function measureMemory(): Promise<void> {
  for (const atOnce of [1, 10]) {
    const load = { count: atOnce, sizeBytes: Math.floor((5 * 1024) / atOnce) * mebibyte };
    const source = join(base, 'source');
    await mkdir(source);
    for (let n = 1; n <= load.count; n += 1) {
      const handle = await open(join(source, `file ${n}.bin`), 'w');
      await handle.truncate(load.sizeBytes);
      await handle.close();
    }
    for (const direction of ['up', 'down'] as const) {
      const service = await startService({});
      const engine: Child<EngineSkills> = startChild(at('./engine-process.ts'), {}, ['--expose-gc']);
      const userData = join(base, 'engine');
      const { graphUrl, accessToken, driveId, rootId } = service;
      await engine.ask('open', { graphUrl, accessToken, userData, filesAtOnce: atOnce });
      const itemId =
        direction === 'up' ? rootId : await service.child.ask('addFiles', { folder: 'down', ...load });
      const { ms, maxRssBytes } =
        direction === 'up'
          ? await engine.ask('upload', { paths: [source], driveId, itemId })
          : await engine.ask('download', { itemId });
      printTable([
        {
          what: `${load.count} x ${load.sizeBytes / mebibyte} MiB ${direction}`,
          'in flight': atOnce,
          time: toSeconds(ms),
          'resident memory grew by, MiB': Math.round(maxRssBytes / mebibyte),
        },
      ]);
      await engine.ask('close', {});
      await engine.end();
      await service.child.end();
      await rm(userData, { recursive: true });
    }
    await rm(source, { recursive: true });
  }
}

const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
try {
  console.log(`load of the machine before: ${loadavg()[0]?.toFixed(1)}`);
  for (const load of loads) if (isWanted(load.name)) await race(load);
  if (isWanted('memory')) await measureMemory();
  console.log(`load of the machine after: ${loadavg()[0]?.toFixed(1)}`);
} finally {
  await rm(base, { recursive: true, force: true });
}
