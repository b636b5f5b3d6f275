// Measures the time from closing a file in an editor until it is in OneDrive, and the idle cost of 10,000
// local copies.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createCore } from '../../electron/core/core.ts';
import { quietMs } from '../../electron/core/edits/edit-schedule.ts';
import { realClock, toPorts } from '../../electron/core/testing/test-ports.ts';
import { connectBare } from '../../electron/core/testing/test-session.ts';
import { createSampleService } from '../../electron/sample/sample-service.ts';
import { printTable, toMedian } from './measure.ts';

const latencyMs = 40;
const rounds = 5;
const copies = Number(process.argv[2] ?? 10_000);
const restMs = 10_000;
const mebibyte = 1024 ** 2;

const log = { info: () => {}, warn: () => {}, error: console.error };

async function start(latency: number) {
  const service = await createSampleService({ content: 'empty', latencyMs: latency, quotaBytes: 2 ** 45 });
  const userData = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
  const core = await createCore(toPorts(service, userData, realClock, log));
  const session = connectBare(core);
  const { accountId } = await session.call('accounts.addSample', {});
  const startAgain = async () => {
    await core.close();
    const again = await createCore(toPorts(service, userData, realClock, log));
    return { session: connectBare(again), close: () => again.close() };
  };
  const folder = join(userData, 'documents', 'alex@contoso.example', 'myfiles');
  const open = (name: string) => {
    const item = { driveId: service.drive.id, itemId: service.drive.idOf(name) };
    return session.call('items.open', { accountId, item });
  };
  const close = async () => {
    await core.close();
    await service.close();
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  };
  return { service, session, accountId, folder, open, close, startAgain };
}

async function until(test: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await test())) await sleep(5);
}

async function timeSaves(sizeBytes: number) {
  const { service, session, folder, open, close } = await start(latencyMs);
  service.drive.addFile('a.txt', 'opened');
  await open('a.txt');
  const path = join(folder, 'a.txt');
  await until(() => existsSync(path));
  await until(async () => (await session.call('transfers.list', {})).summary.active === 0);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const content = randomBytes(sizeBytes);
    const before = (await session.call('edits.list', {}))[0]?.transferId;
    await writeFile(path, content);
    const startedMs = performance.now();
    await until(async () => {
      const [edit] = await session.call('edits.list', {});
      return edit?.state === 'saved' && edit.transferId !== before;
    });
    times.push(performance.now() - startedMs);
    if (!service.drive.bytes('a.txt').equals(content)) throw new Error('not what was written');
  }
  await close();
  return {
    size: sizeBytes < mebibyte ? `${sizeBytes / 1024} KiB` : `${sizeBytes / mebibyte} MiB`,
    'median s': (toMedian(times) / 1000).toFixed(2),
    'of it waiting for quiet s': (quietMs / 1000).toFixed(2),
  };
}

async function restWithCopies() {
  const { service, session: first, accountId, close, startAgain } = await start(0);
  for (let n = 0; n < copies; n += 1)
    service.drive.addFile(`folder ${n % 100}/file ${n}.txt`, `content ${n}`);
  const viewId = await first.openRoot(accountId);
  await first.call('transfers.download', {
    accountId,
    selection: { viewId, mode: 'allExcept', itemIds: [] },
  });
  const ended = async () => {
    const { summary } = await first.call('transfers.top', { max: 1 });
    return summary.active === 0 && summary.done >= copies;
  };
  while (!(await ended())) await sleep(500);
  await first.call('transfers.clearEnded', {});
  const { session, close: closeAgain } = await startAgain();
  const heapBefore = heapMiB();
  const listMs = await timed(() => session.call('documents.list', {}));
  const checkMs = await timed(() => session.call('documents.check', {}));
  await sleep(restMs);
  const before = process.cpuUsage();
  await sleep(restMs);
  const { user, system } = process.cpuUsage(before);
  const heap = heapMiB() - heapBefore;
  const row = {
    copies,
    'list ms': Math.round(listMs),
    'compare with OneDrive ms': Math.round(checkMs),
    'memory for them MiB': heap.toFixed(1),
    'cpu at rest %': ((user + system) / 10 / restMs).toFixed(2),
  };
  await closeAgain();
  await close();
  return row;
}

function heapMiB(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / mebibyte;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

printTable([await timeSaves(20 * 1024), await timeSaves(20 * mebibyte)]);
printTable([await restWithCopies()]);
