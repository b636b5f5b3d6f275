// What the sample service itself can do, so that other benchmarks know what they measure. Node on loopback, no app.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSampleService } from '../../electron/sample/sample-service.ts';
import type { SampleService } from '../../electron/sample/sample-service.ts';

const MB = 1_000_000;
const PIECE_BYTES = 10 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Row {
  what: string;
  amount: string;
  seconds: string;
  rate: string;
  'heap grown by, MB': string;
  'RSS, MB': string;
}

function createMeter(): (
  what: string,
  amount: string,
  rate: (seconds: number) => string,
  work: () => Promise<void>,
) => Promise<Row> {
  return async (what, amount, rate, work) => {
    collectGarbage();
    const heapBytes = process.memoryUsage().heapUsed;
    const startMs = performance.now();
    await work();
    const seconds = (performance.now() - startMs) / 1000;
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    return {
      what,
      amount,
      seconds: seconds.toFixed(2),
      rate: rate(seconds),
      'heap grown by, MB': ((heapUsed - heapBytes) / MB).toFixed(1),
      'RSS, MB': (rss / MB).toFixed(0),
    };
  };
}

const measure = createMeter();
const perSecond =
  (bytes: number) =>
  (seconds: number): string =>
    `${(bytes / MB / seconds).toFixed(0)} MB/s`;
const items =
  (count: number) =>
  (seconds: number): string =>
    `${Math.round(count / seconds).toLocaleString('en')} items/s`;

async function ask(
  service: SampleService,
  path: string,
  init: RequestInit = {},
): Promise<Record<string, unknown>> {
  const url = path.startsWith('/') ? service.graphUrl + path : path;
  const answer = await fetch(url, {
    ...init,
    headers: { Authorization: `Bearer ${service.accessToken}`, 'Content-Type': 'application/json' },
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as Record<string, unknown>;
}

async function upload(service: SampleService, name: string, totalBytes: number): Promise<void> {
  const { uploadUrl } = await ask(service, `/me/drive/root:/${name}:/createUploadSession`, {
    method: 'POST',
    body: '{}',
  });
  const piece = new Uint8Array(PIECE_BYTES);
  for (let at = 0; at < totalBytes; at += PIECE_BYTES) {
    const body = piece.subarray(0, Math.min(PIECE_BYTES, totalBytes - at));
    const answer = await fetch(String(uploadUrl), {
      method: 'PUT',
      body,
      headers: { 'Content-Range': `bytes ${at}-${at + body.length - 1}/${totalBytes}` },
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`upload: ${answer.status}`);
  }
}

async function download(service: SampleService, name: string, totalBytes: number): Promise<void> {
  const item = await ask(service, `/me/drive/root:/${name}`);
  const url = String(item['@microsoft.graph.downloadUrl']);
  for (let at = 0; at < totalBytes; at += PIECE_BYTES) {
    const answer = await fetch(url, {
      headers: { Range: `bytes=${at}-${Math.min(at + PIECE_BYTES, totalBytes) - 1}` },
    });
    for await (const part of answer.body ?? []) void part;
    if (answer.status !== 206) throw new Error(`download: ${answer.status}`);
  }
}

/** Follows next links to the end; gives the number of rows. */
async function walk(service: SampleService, path: string): Promise<number> {
  let count = 0;
  for (let next: string | null = path; next !== null;) {
    const page: Record<string, unknown> = await ask(service, next);
    count += (page['value'] as unknown[]).length;
    next = typeof page['@odata.nextLink'] === 'string' ? page['@odata.nextLink'] : null;
  }
  return count;
}

function expectCount(found: number, wanted: number): void {
  if (found !== wanted) throw new Error(`${found} items came, ${wanted} were expected`);
}

const rows: Row[] = [];
const service = await createSampleService({ content: 'empty', forgetsUploads: true });
rows.push(
  await measure(
    'start',
    'empty',
    () => '',
    async () => {},
  ),
);
const GIGABYTE = 1_000 * MB;
rows.push(
  await measure('PUT ranges of 10 MiB, bytes discarded', '1 GB', perSecond(GIGABYTE), () =>
    upload(service, 'up.bin', GIGABYTE),
  ),
);
service.drive.addFile('down.bin', { sizeBytes: GIGABYTE });
await ask(service, '/me/drive/root:/down.bin');
rows.push(
  await measure('GET ranges of 10 MiB', '1 GB', perSecond(GIGABYTE), () =>
    download(service, 'down.bin', GIGABYTE),
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
      async () => void big.drive.addFolder('Big', plan),
    ),
  );
  const folder = count === 120_000 ? 'Big' : 'Big/folder 500';
  const inFolder = count === 120_000 ? 120_000 : 999;
  rows.push(
    await measure(
      `children of one folder, whole items`,
      inFolder.toLocaleString('en'),
      items(inFolder),
      async () => expectCount(await walk(big, `/me/drive/root:/${folder}:/children?$top=1000`), inFolder),
    ),
  );
  rows.push(
    await measure('delta, five properties', amount, items(count), async () =>
      expectCount(
        await walk(big, '/me/drive/root/delta?$top=1000&$select=id,name,size,eTag,parentReference'),
        count + 2,
      ),
    ),
  );
  await big.close();
}

console.table(rows);
