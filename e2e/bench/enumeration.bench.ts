// A drive of ITEMS items (1,000,000 by default), ROUNDS times in turn: a bare loop that fetches and parses
// the same pages, and core. Then 100,000 items, beside rclone's "lsjson -R". Service and clients are
// processes of their own; processor time is the client's.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeServerCertificate } from '../../electron/sample/testing/certificate.ts';
import { HOST, setUpRclone, whyNoRclone } from '../../electron/sample/testing/rclone.ts';
import { startChild } from './child.ts';
import type { Enumerated, EnumerationSkills } from './enumeration-process.ts';
import { printTable, toMedian } from './measure.ts';
import { findChild, readTree } from './process-tree.ts';
import type { ServiceSkills } from './service-process.ts';

const items = Number(process.env.ITEMS ?? 1_000_000);
const rounds = Number(process.env.ROUNDS ?? 3);
const besideRclone = 100_000;
const perFolder = 99;
const home = await mkdtemp(join(tmpdir(), 'slipway-bench-enumeration-'));

async function startService(count: number, options: Parameters<ServiceSkills['start']>[0] = {}) {
  const child = startChild<ServiceSkills>(new URL('./service-process.ts', import.meta.url));
  const at = await child.ask('start', options);
  await child.ask('addFolder', {
    path: 'Big',
    files: perFolder,
    folders: Math.round(count / (perFolder + 1)),
  });
  return { child, ...at };
}
type Service = Awaited<ReturnType<typeof startService>>;

async function withClient<T>(work: (client: ReturnType<typeof startClient>) => Promise<T>): Promise<T> {
  const client = startClient();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const startClient = () =>
  startChild<EnumerationSkills>(new URL('./enumeration-process.ts', import.meta.url), {}, ['--expose-gc']);

async function enumerate({ graphUrl, accessToken, driveId }: Service): Promise<Enumerated> {
  const userData = await mkdtemp(join(home, 'profile-'));
  const done = await withClient((client) =>
    client.ask('enumerate', { graphUrl, accessToken, driveId, userData }),
  );
  await rm(userData, { recursive: true });
  return done;
}

const runBareLoop = ({ graphUrl, accessToken, driveId }: Service): Promise<Enumerated> =>
  withClient((client) => client.ask('bareLoop', { graphUrl, accessToken, driveId }));

interface Row {
  what: string;
  runs: Pick<Enumerated, 'items' | 'ms' | 'cpuMs' | 'grewBytes'>[];
}

function show(rows: readonly Row[]): void {
  const [first] = rows;
  const ratioTo = (pick: (run: Row['runs'][number]) => number, { runs }: Row) =>
    Math.round(toMedian(runs.map((run, at) => pick(run) / pick(first?.runs[at] ?? run))) * 100) / 100;
  const median = ({ runs }: Row, pick: (run: Row['runs'][number]) => number) =>
    Math.round(toMedian(runs.map(pick)));
  printTable(
    rows.map((row) => ({
      what: row.what,
      items: median(row, (run) => run.items),
      'median of': row.runs.length,
      'items/s': median(row, ({ items: count, ms }) => (count / ms) * 1000),
      'times the first': ratioTo(({ ms }) => ms, row),
      'processor µs/item':
        Math.round(toMedian(row.runs.map(({ items: count, cpuMs }) => (cpuMs / count) * 10_000))) / 10,
      'memory grew by MiB': median(row, ({ grewBytes }) => grewBytes / 1024 ** 2),
    })),
  );
}

async function measureBeside(count: number): Promise<void> {
  const service = await startService(count);
  const bare: Enumerated[] = [];
  const core: Enumerated[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await runBareLoop(service));
    core.push(await enumerate(service));
  }
  await service.child.end();
  show([
    { what: 'bare loop', runs: bare },
    { what: 'enumeration', runs: core },
  ]);
  const turns = core.map(({ turnMs }) => turnMs);
  printTable([
    { 'turn of the main loop, 99th percentile, ms of processor time': Math.round(toMedian(turns) * 10) / 10 },
  ]);
}

/** What the kernel counts of a child process of that name, while it runs. */
function watchChild(name: string) {
  let cpuMs = 0;
  let maxBytes = 0;
  const timer = setInterval(() => {
    const use = readTree(findChild(name));
    cpuMs = Math.max(cpuMs, use.cpuMs);
    maxBytes = Math.max(maxBytes, use.memoryBytes);
  }, 100);
  return {
    end() {
      clearInterval(timer);
      return { cpuMs, grewBytes: maxBytes };
    },
  };
}

async function measureBesideRclone(): Promise<void> {
  const { key, cert } = writeServerCertificate(home, [HOST]);
  const plain = await startService(besideRclone);
  const front = { hostName: HOST, key, cert, contentToo: true };
  const secure = await startService(besideRclone, { quirks: { toleratesAuthorization: true }, front });
  const rclone = await setUpRclone(home, { ...secure, driveType: 'personal' });
  const core: Enumerated[] = [];
  const theirs: Row['runs'] = [];
  for (let round = 0; round < rounds; round += 1) {
    core.push(await enumerate(plain));
    const watched = watchChild('rclone');
    const startMs = performance.now();
    const { exitCode, output, errors } = await rclone.run('lsjson', '-R', '--no-mimetype', 'drive:');
    const ms = performance.now() - startMs;
    if (exitCode !== 0) throw new Error(errors);
    const listed = (JSON.parse(output) as unknown[]).length;
    theirs.push({ items: listed, ms, ...watched.end() });
  }
  rclone.close();
  await plain.child.end();
  await secure.child.end();
  show([
    { what: 'enumeration', runs: core },
    { what: 'rclone lsjson -R, with TLS', runs: theirs },
  ]);
}

try {
  await measureBeside(items);
  if (whyNoRclone() === null) await measureBesideRclone();
  else console.log(`not beside rclone: ${whyNoRclone()}`);
} finally {
  await rm(home, { recursive: true, force: true });
}
