// Measures the sample service itself, as a baseline for the other benchmarks: Node on loopback, no app, the
// client in its own process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSampleService } from '../../electron/sample/sample-service.ts';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import type { Task, Report } from './sample-client.ts';

const MB = 1_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Row {
  what: string;
  amount: string;
  seconds: string;
  rate: string;
  /** CPU time of the service alone, the reliable figure on a busy machine. */
  'CPU, s': string;
  'heap grown by, MB': string;
  'RSS, MB': string;
}

async function measure(
  what: string,
  amount: string,
  rate: (seconds: number) => string,
  work: () => Promise<number | null>,
): Promise<Row> {
  collectGarbage();
  const heapBytes = process.memoryUsage().heapUsed;
  const startMs = performance.now();
  const before = process.cpuUsage();
  const counted = await work();
  const used = process.cpuUsage(before);
  const seconds = counted ?? (performance.now() - startMs) / 1000;
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    what,
    amount,
    seconds: seconds.toFixed(2),
    rate: rate(seconds),
    'CPU, s': ((used.user + used.system) / 1e6).toFixed(2),
    'heap grown by, MB': ((heapUsed - heapBytes) / MB).toFixed(1),
    'RSS, MB': (rss / MB).toFixed(0),
  };
}

const perSecond =
  (bytes: number) =>
  (seconds: number): string =>
    `${(bytes / MB / seconds).toFixed(0)} MB/s`;
const items =
  (count: number) =>
  (seconds: number): string =>
    `${Math.round(count / seconds).toLocaleString('en')} items/s`;

async function send(
  service: SampleService,
  task: Pick<Task, 'work' | 'path'> & { totalBytes?: number; rows?: number },
): Promise<number> {
  const client = fork(new URL('sample-client.ts', import.meta.url));
  const { graphUrl, accessToken: token } = service;
  client.send({ totalBytes: 0, ...task, graphUrl, token });
  const [report] = (await Promise.race([
    once(client, 'message'),
    once(client, 'exit').then(() => Promise.reject(new Error(`the client failed to ${task.work}`))),
  ])) as [Report];
  if (report.rows !== (task.rows ?? 0))
    throw new Error(`${report.rows} items came, ${task.rows ?? 0} were expected`);
  return report.seconds;
}

const rows: Row[] = [];
const service = await createSampleService({ content: 'empty', forgetsUploads: true });
rows.push(
  await measure(
    'start',
    'empty',
    () => '',
    () => Promise.resolve(null),
  ),
);
const GIGABYTE = 1_000 * MB;
rows.push(
  await measure('PUT ranges of 10 MiB, bytes discarded', '1 GB', perSecond(GIGABYTE), () =>
    send(service, { work: 'upload', path: '/me/drive/root:/up.bin', totalBytes: GIGABYTE }),
  ),
);
service.drive.addFile('down.bin', { sizeBytes: GIGABYTE });
service.drive.find('down.bin')?.content?.quickXorHash();
rows.push(
  await measure('GET ranges of 10 MiB', '1 GB', perSecond(GIGABYTE), () =>
    send(service, { work: 'download', path: '/me/drive/root:/down.bin', totalBytes: GIGABYTE }),
  ),
);
await service.close();

for (const [count, plan] of [
  [120_000, { files: 120_000 }],
  [1_000_000, { folders: 1000, files: 999 }],
] as const) {
  const big = await createSampleService({ content: 'empty' });
  const amount = count.toLocaleString('en');
  rows.push(
    await measure(
      'prepare',
      amount,
      () => '',
      async () => {
        big.drive.addFolder('Big', plan);
        return null;
      },
    ),
  );
  const folder = count === 120_000 ? 'Big' : 'Big/folder 500';
  const inFolder = count === 120_000 ? 120_000 : 999;
  rows.push(
    await measure(`children of one folder, whole items`, inFolder.toLocaleString('en'), items(inFolder), () =>
      send(big, {
        work: 'walk',
        path: `/me/drive/root:/${folder}:/children?$top=1000`,
        rows: inFolder,
      }),
    ),
  );
  rows.push(
    await measure('delta, five properties', amount, items(count), () =>
      send(big, {
        work: 'walk',
        path: '/me/drive/root/delta?$top=1000&$select=id,name,size,eTag,parentReference',
        rows: count + 2,
      }),
    ),
  );
  await big.close();
}

console.table(rows);
