// Moves and deletes many items at 40 ms latency, beside rclone, and copies 1 GiB to another account, alone
// and beside an upload: npm run bench changes [move|carry]. ITEMS=10000, SIZE_MIB=1024 and LINE_MBIT=400 by
// default. rclone moves file by file because the target folder exists; otherwise it would rename the folder.
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeServerCertificate } from '../../electron/sample/testing/certificate.ts';
import { HOST, setUpRclone, whyNoRclone } from '../../electron/sample/testing/rclone.ts';
import { startChild, type Child } from './child.ts';
import type { EngineSkills } from './engine-process.ts';
import { printTable } from './measure.ts';
import type { ServiceSkills } from './service-process.ts';

const items = Number(process.env.ITEMS ?? 10_000);
const carriedBytes = Number(process.env.SIZE_MIB ?? 1024) * 1024 ** 2;
const lineMbits = Number(process.env.LINE_MBIT ?? 400);
const latencyMs = 40;
const driveType = 'business';
const wanted = process.argv.slice(2);
const base = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'slipway-bench-'));
const { key, cert } = writeServerCertificate(base, [HOST]);
const at = (file: string): URL => new URL(file, import.meta.url);
const toSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

async function startService(options: Parameters<ServiceSkills['start']>[0]) {
  const child = startChild<ServiceSkills>(at('./service-process.ts'));
  return { child, ...(await child.ask('start', { driveType, latencyMs, ...options })) };
}

async function startEngine({
  graphUrl,
  accessToken,
  signInUrl,
}: {
  graphUrl: string;
  accessToken: string;
  signInUrl: string;
}) {
  const trusting = { NODE_EXTRA_CA_CERTS: join(base, 'cert.pem') };
  const engine: Child<EngineSkills> = startChild(at('./engine-process.ts'), trusting, ['--expose-gc']);
  const userData = join(base, 'engine');
  await engine.ask('open', { graphUrl, accessToken, signInUrl, userData, filesAtOnce: 4 });
  return { engine, userData };
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(({ parentPath, name }) =>
      stat(join(parentPath, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, one) => sum + one, 0);
}

interface Measured {
  what: string;
  who: string;
  ms: number;
  calls: number;
  inBatches: number;
}

const callsOf = (requests: Record<string, number>): { calls: number; inBatches: number } => {
  const all = Object.values(requests).reduce((sum, one) => sum + one, 0);
  const batches = requests['POST batch'] ?? 0;
  const parts = (requests['PATCH item'] ?? 0) + (requests['DELETE item'] ?? 0);
  // The service also counts the requests inside a batch.
  return batches === 0 ? { calls: all, inBatches: 0 } : { calls: all - parts, inBatches: parts };
};

async function ours(): Promise<Measured[]> {
  const service = await startService({ front: { hostName: null, key, cert, contentToo: true } });
  const { driveId } = service;
  const from = {
    driveId,
    itemId: await service.child.ask('addFiles', { folder: 'From', count: items, sizeBytes: 10 }),
  };
  const to = { driveId, itemId: await service.child.ask('addFolder', { path: 'To' }) };
  const { engine, userData } = await startEngine(service);
  const measured: Measured[] = [];
  for (const verb of ['move', 'delete'] as const) {
    await service.child.ask('requests', {});
    const { ms } = await engine.ask('change', { verb, from: verb === 'move' ? from : to, to });
    measured.push({ what: verb, who: 'Slipway', ms, ...callsOf(await service.child.ask('requests', {})) });
    const left = await service.child.ask('count', { folder: verb === 'move' ? 'From' : 'To' });
    if (left.files > 0) throw new Error(`${left.files} are left`);
  }
  await engine.ask('close', {});
  await engine.end();
  await service.child.end();
  await rm(userData, { recursive: true });
  return measured;
}

async function rclones(): Promise<Measured[]> {
  const quirks = { toleratesAuthorization: true };
  const service = await startService({ quirks, front: { hostName: HOST, key, cert, contentToo: true } });
  await service.child.ask('addFiles', { folder: 'From', count: items, sizeBytes: 10 });
  await service.child.ask('addFolder', { path: 'To' });
  const rclone = await setUpRclone(base, { ...service, driveType });
  const measured: Measured[] = [];
  for (const [what, ...args] of [
    ['move', 'move', 'drive:From', 'drive:To'],
    ['delete', 'delete', 'drive:To'],
  ] as const) {
    await service.child.ask('requests', {});
    const startMs = performance.now();
    const { exitCode, errors } = await rclone.run(...args);
    if (exitCode !== 0) throw new Error(errors);
    const ms = performance.now() - startMs;
    measured.push({ what, who: 'rclone', ms, ...callsOf(await service.child.ask('requests', {})) });
  }
  rclone.close();
  await service.child.end();
  return measured;
}

async function raceChanges(): Promise<void> {
  report(await ours());
  if (whyNoRclone() === null) report(await rclones());
}

function report(measured: readonly Measured[]): void {
  printTable(
    measured.map(({ what, who, ms, calls, inBatches }) => ({
      what: `${what} ${items}`,
      who,
      time: toSeconds(ms),
      'requests sent': calls,
      'parts in batches': inBatches,
    })),
  );
}

async function carry(): Promise<void> {
  const service = await startService({
    front: { hostName: null, key, cert, contentToo: true },
    forgetsUploads: true,
    linkBytesPerSecond: (lineMbits * 1e6) / 8,
  });
  const { driveId, graphUrl, signInUrl } = service;
  const itemId = await service.child.ask('addFiles', { folder: 'From', count: 1, sizeBytes: carriedBytes });
  const from = { driveId, itemId };
  const { engine, userData } = await startEngine(service);
  const { accountId: toAccountId } = await engine.ask('signIn', { name: 'Kim', graphUrl, signInUrl });
  const toKim = (path: string) => service.child.ask('addFolderOf', { address: 'kim@contoso.example', path });
  const mine = async (path: string) => ({ driveId, itemId: await service.child.ask('addFolder', { path }) });

  const path = join(base, 'upload.bin');
  await writeFile(path, Buffer.alloc(carriedBytes / 8, 1));
  const alone = await engine.ask('upload', { paths: [path], ...(await mine('Alone')) });
  const before = await sizeOf(userData);
  let max = before;
  const timer = setInterval(() => void sizeOf(userData).then((size) => (max = Math.max(max, size))), 200);
  const took = await engine.ask('carry', { from, to: await toKim('To'), toAccountId });
  clearInterval(timer);
  const beside = { path, parent: await mine('Beside') };
  const { besideMs } = await engine.ask('carry', { from, to: await toKim('Again'), toAccountId, beside });
  printTable([
    {
      what: `${carriedBytes / 1024 ** 2} MiB to another account`,
      line: `${lineMbits} Mbit/s`,
      time: toSeconds(took.ms),
      'processor time': toSeconds(took.cpuMs),
      'resident memory grew by, MiB': Math.round(took.maxRssBytes / 1024 ** 2),
      'profile on the disk grew by, MiB': Number(((max - before) / 1024 ** 2).toFixed(1)),
      'upload alone': toSeconds(alone.ms),
      'upload beside the copy': toSeconds(besideMs ?? 0),
      'share of the line that the upload kept': `${Math.round((100 * alone.ms) / (besideMs ?? Infinity))} %`,
    },
  ]);
  await engine.ask('close', {});
  await engine.end();
  await service.child.end();
}

const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
try {
  console.log(`load of the machine before: ${loadavg()[0]?.toFixed(1)}`);
  if (isWanted('move')) await raceChanges();
  if (isWanted('carry')) await carry();
  console.log(`load of the machine after: ${loadavg()[0]?.toFixed(1)}`);
} finally {
  await rm(base, { recursive: true, force: true });
}
