// Runs core for minutes with random user actions and network faults, then checks its resources and every
// result: npm run bench soak [minutes] [seed]. Linux only: it counts handles in /proc and fills the disk
// through a limit.
import { randomFillSync } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSampleService } from '../../electron/sample/sample-service.ts';
import { startChild } from './child.ts';
import { printTable, toMedian } from './measure.ts';
import type { SoakSkills } from './soak-process.ts';

const minutes = Number(process.argv[2] ?? 5);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
const forEver = Number.POSITIVE_INFINITY;
const sampleMs = 2_000;
/** Caches fill and modules load during this part, so it doesn't count as growth. */
const warmUpPart = 0.25;
const ended: readonly string[] = ['done', 'failed', 'cancelled'];

/** mulberry32: the same seed gives the same actions, though at different times. */
function createRandom(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = createRandom(seed);
const below = (max: number): number => Math.floor(random() * max);

const folder = mkdtempSync(join(tmpdir(), 'slipway-soak-'));
const service = await createSampleService({ content: 'empty', quotaBytes: 2 ** 45 });
const child = startChild<SoakSkills>(new URL('soak-process.ts', import.meta.url), {}, ['--expose-gc']);
const { graphUrl, accessToken, drive } = service;
const userData = join(folder, 'profile');
await child.ask('open', { graphUrl, accessToken, userData });
const pid = await child.ask('processId', {});

/** Expected files in the drive: the bytes of the last save of each name. */
const meant = new Map<string, Buffer>();
const pendingSaves = new Map<string, { name: string; content: Buffer }>();
const counts: Record<string, number> = {};
const refusals: Record<string, number> = {};
let nextName = 0;

const idle = (): string[] => {
  const busy = new Set([...pendingSaves.values()].map(({ name }) => name));
  return [...meant.keys()].filter((name) => !busy.has(name));
};

async function send(name: string): Promise<void> {
  const content = randomFillSync(Buffer.alloc(below(5) === 0 ? below(7 * 1024 ** 2) : below(60_000)));
  const path = join(folder, name);
  writeFileSync(path, content);
  const batchId = await child.ask('send', { path, driveId: drive.id, itemId: drive.rootId });
  pendingSaves.set(batchId, { name, content });
}

async function signOutWhileSaving(): Promise<void> {
  await child.ask('signOutAndIn', {});
  // Their last bytes may have been sent.
  for (const { name } of pendingSaves.values()) meant.delete(name);
  pendingSaves.clear();
}

const acts: Record<string, { weight: number; run: () => Promise<unknown> }> = {
  upload: { weight: 10, run: () => send(`file ${(nextName += 1)}.bin`) },
  save: {
    weight: 6,
    run: async () => {
      const names = idle();
      if (names.length > 0) await send(names[below(names.length)] ?? '');
    },
  },
  download: {
    weight: 8,
    run: () => {
      const names = idle();
      return child.ask('download', { names: names.slice(below(names.length + 1)).slice(0, 5) });
    },
  },
  delete: {
    weight: 4,
    run: async () => {
      const names = idle();
      const name = names[below(names.length)];
      if (name === undefined) return;
      await child.ask('remove', { names: [name] });
      // The response may have been lost, so only the drive shows whether the item was deleted.
      if ((drive.find(name) ?? null) === null) meant.delete(name);
    },
  },
  signOut: { weight: 0.3, run: signOutWhileSaving },
  cut: {
    weight: 1,
    run: async () => {
      const cut = service.faults.add({ route: /./, times: forEver, reset: 'beforeEffect' });
      await sleep(500 + below(2_500));
      cut.remove();
      await child.ask('wake', {});
    },
  },
  sleep: {
    weight: 0.7,
    run: async () => {
      process.kill(pid, 'SIGSTOP');
      await sleep(500 + below(2_500));
      process.kill(pid, 'SIGCONT');
      await child.ask('wake', {});
    },
  },
  diskFull: {
    weight: 0.7,
    run: async () => {
      await child.ask('setDiskFull', { isFull: true });
      await sleep(500 + below(1_500));
      await child.ask('setDiskFull', { isFull: false });
    },
  },
  clockJump: { weight: 0.7, run: () => child.ask('jump', { ms: (random() - 0.5) * 4 * 3_600_000 }) },
  throttle: {
    weight: 1,
    run: async () => {
      service.faults.add({ route: /./, nth: 1 + below(5), status: 429, headers: { 'Retry-After': '1' } });
    },
  },
};

const troubles: readonly string[] = ['cut', 'sleep', 'diskFull'];
const lasting: Promise<unknown>[] = [];

function choose(): string {
  const all = Object.entries(acts);
  let left = random() * all.reduce((sum, [, { weight }]) => sum + weight, 0);
  return all.find(([, { weight }]) => (left -= weight) < 0)?.[0] ?? 'upload';
}

async function takeUp(helps: boolean): Promise<number> {
  const transfers = await child.ask('check', { helps });
  for (const [batchId, { name, content }] of pendingSaves) {
    const transfer = transfers.find((one) => one.batchId === batchId);
    if (transfer?.state !== 'done') continue;
    meant.set(name, content);
    pendingSaves.delete(batchId);
  }
  return transfers.filter(({ state }) => !ended.includes(state) || (helps && state === 'failed')).length;
}

type Sample = Awaited<ReturnType<SoakSkills['sample']>> & { atMs: number };
const samples: Sample[] = [];
const beganMs = performance.now();
const sampling = setInterval(() => {
  void child
    .ask('sample', {})
    .then((sample) => samples.push({ ...sample, atMs: performance.now() - beganMs }))
    .catch(() => undefined);
}, sampleMs);

console.log(`${minutes} minutes from seed ${seed}`);
while (performance.now() - beganMs < minutes * 60_000) {
  const name = choose();
  counts[name] = (counts[name] ?? 0) + 1;
  const running = (acts[name]?.run() ?? Promise.resolve()).catch((error: unknown) => {
    // Expected without a network or disk space; core itself logs anything else as a bug.
    const [, code = 'other'] = /\.\w+: (\w+)/.exec(error instanceof Error ? error.message : '') ?? [];
    refusals[code] = (refusals[code] ?? 0) + 1;
  });
  if (troubles.includes(name)) lasting.push(running);
  else await running;
  await takeUp(true);
  if (below(20) === 0) await child.ask('clearEnded', {});
  await sleep(below(400));
}
clearInterval(sampling);
await Promise.all(lasting);

service.faults.clear();
await child.ask('setDiskFull', { isFull: false });
await child.ask('wake', {});
let left = forEver;
for (let round = 0; round < 240 && left > 0; round += 1) {
  left = await takeUp(true);
  await sleep(500);
}
const stuck = (await child.ask('check', { helps: false })).filter(
  ({ state }) => state !== 'done' && state !== 'cancelled',
);
const bugs = await child.ask('close', {});
await child.end();

const inDrive = drive.tree();
const lost = [...meant].filter(([name, content]) => {
  const found = drive.find(name);
  return (found ?? null) === null || !drive.bytes(name).equals(content);
});
// All names are numbered, so any other name is an unwanted copy.
const doubled = inDrive.filter((name) => !/^file \d+\.bin$/.test(name));
const parts = readdirSync(userData, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.part'),
);
const documents = join(userData, 'documents');
const copies = existsSync(documents) ? readdirSync(documents, { recursive: true, withFileTypes: true }) : [];
const damaged = copies
  .filter((entry) => entry.isFile())
  .filter((entry) => {
    const versions = [meant.get(entry.name)?.length, drive.find(entry.name)?.content?.sizeBytes];
    const { length } = readFileSync(join(entry.parentPath, entry.name));
    return length === 0 && !versions.includes(0) && versions.some((size) => size !== undefined);
  });

/** Per minute after the warm-up: the slope of a line fitted through all samples. */
function toSlope(pick: (sample: Sample) => number): number {
  const after = samples.filter(({ atMs }) => atMs > warmUpPart * minutes * 60_000);
  const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [x, y] = [mean(after.map(({ atMs }) => atMs)), mean(after.map(pick))];
  const over = after.reduce((sum, sample) => sum + (sample.atMs - x) * (pick(sample) - y), 0);
  return (over / after.reduce((sum, { atMs }) => sum + (atMs - x) ** 2, 0)) * 60_000;
}

const mebibyte = 1024 ** 2;
const round = (value: number): number => Math.round(value * 100) / 100;
const row = (what: string, pick: (sample: Sample) => number) => ({
  what,
  median: round(toMedian(samples.map(pick))),
  max: round(Math.max(...samples.map(pick))),
  'grows in a minute': round(toSlope(pick)),
});
printTable([
  row('memory, MiB', ({ rss }) => rss / mebibyte),
  row('heap, MiB', ({ heapUsed }) => heapUsed / mebibyte),
  row('buffers, MiB', ({ external }) => external / mebibyte),
  row('handles', ({ handles }) => handles),
  row('sockets', ({ sockets }) => sockets),
]);
printTable([counts]);
printTable([{ ...refusals, none: 0 }]);
printTable([
  {
    files: meant.size,
    lost: lost.length,
    doubled: doubled.length,
    stuck: stuck.length,
    'parts left': parts.length,
    damaged: damaged.length,
    bugs: bugs.length,
  },
]);
for (const [name] of lost)
  console.log(`lost: ${name}, ${drive.find(name)?.content?.sizeBytes ?? 'not there'}`);
for (const one of stuck) console.log(`stuck: ${JSON.stringify(one)}`);
for (const bug of bugs) console.log(`bug: ${bug}`);
await service.close();
rmSync(folder, { recursive: true, force: true });
const nothingDone = meant.size === 0 && minutes >= 1;
if (nothingDone) console.log('nothing is left to compare: the actions were refused');
if (nothingDone || lost.length + doubled.length + stuck.length + parts.length + bugs.length > 0)
  process.exitCode = 1;
