// The time to the first folder on screen with an index of ITEMS items (1,000,000 by default), beside one of a
// hundred: in turn, ROUNDS times. Before that, the memory of the whole program while it makes the large
// index. Processor time counts all processes of the program.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { executablePath } from '../hosts.ts';
import { root } from '../run/root.ts';
import { startChild } from './child.ts';
import { printTable, toMedian } from './measure.ts';
import { readTree, type TreeUse } from './process-tree.ts';
import type { ServiceSkills } from './service-process.ts';

const items = Number(process.env.ITEMS ?? 1_000_000);
const rounds = Number(process.env.ROUNDS ?? 5);
const perFolder = 99;

async function startService(count: number) {
  const child = startChild<ServiceSkills>(new URL('./service-process.ts', import.meta.url));
  const { graphUrl, accessToken } = await child.ask('start', {});
  await child.ask('addFolder', {
    path: 'Big',
    files: perFolder,
    folders: Math.round(count / (perFolder + 1)),
  });
  const profile = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
  return { child, profile, address: `${graphUrl}#${accessToken}` };
}
type Service = Awaited<ReturnType<typeof startService>>;

const launch = ({ profile, address }: Service): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath,
    args: [root, `--user-data-dir=${profile}`],
    env: { ...(process.env as Record<string, string>), SLIPWAY_TOUR: 'off', SLIPWAY_SAMPLE: address },
  });

const pidOf = (app: ElectronApplication): number => app.process().pid ?? 0;
const firstRow = (page: Page) => page.getByRole('row', { name: /^Big/ });

async function close(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electron }) => electron.exit()).catch(() => {});
  await app.close().catch(() => {});
}

const readState = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const reply = await window.slipway.call('index.state', {});
    return reply.ok ? ((reply.value as { state: string }[])[0]?.state ?? '') : '';
  });

async function makeIndex(
  service: Service,
): Promise<{ before: TreeUse; max: TreeUse; after: TreeUse; seconds: number }> {
  const app = await launch(service);
  const page = await app.firstWindow();
  await page.getByRole('button', { name: /try the sample drive/i }).click();
  await firstRow(page).waitFor();
  const before = readTree(pidOf(app));
  let max = before;
  const timer = setInterval(() => {
    const now = readTree(pidOf(app));
    if (now.memoryBytes > max.memoryBytes) max = now;
  }, 1000);
  const startMs = performance.now();
  while ((await readState(page)) !== 'fresh') await sleep(1000);
  const seconds = (performance.now() - startMs) / 1000;
  clearInterval(timer);
  const after = readTree(pidOf(app));
  await close(app);
  return { before, max, after, seconds };
}

async function start(service: Service): Promise<{ ms: number; cpuMs: number }> {
  const startMs = performance.now();
  const app = await launch(service);
  await firstRow(await app.firstWindow()).waitFor();
  const ms = performance.now() - startMs;
  const { cpuMs } = readTree(pidOf(app));
  await close(app);
  return { ms, cpuMs };
}

const services = [
  { what: `${items.toLocaleString('en')} items`, service: await startService(items) },
  { what: '100 items', service: await startService(100) },
];
try {
  const mebibytes = (bytes: number) => Math.round(bytes / 1024 ** 2);
  for (const { what, service } of services) {
    const { before, max, after, seconds } = await makeIndex(service);
    printTable([
      {
        'first enumeration in the app': what,
        seconds: Math.round(seconds),
        'memory of all processes before, MiB': mebibytes(before.memoryBytes),
        'grew by at most': mebibytes(max.memoryBytes - before.memoryBytes),
        'of it the main process': mebibytes(max.ownBytes - before.ownBytes),
        'after it, by': mebibytes(after.memoryBytes - before.memoryBytes),
      },
    ]);
  }
  const starts = services.map(() => [] as { ms: number; cpuMs: number }[]);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, { service }] of services.entries()) starts[at]?.push(await start(service));
  printTable(
    services.map(({ what }, at) => ({
      'cold start with an index of': what,
      'median of': rounds,
      'first folder painted, ms': Math.round(toMedian((starts[at] ?? []).map(({ ms }) => ms))),
      fastest: Math.round(Math.min(...(starts[at] ?? []).map(({ ms }) => ms))),
      'processor time of all processes, ms': Math.round(
        toMedian((starts[at] ?? []).map(({ cpuMs }) => cpuMs)),
      ),
    })),
  );
} finally {
  for (const { service } of services) {
    await service.child.end();
    await rm(service.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
