import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createFolderWatcher } from './folder-watcher.ts';

async function watchFolder(exists: boolean) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const parent = await mkdtemp(join(tmpdir(), 'slipway-watch-'));
  const folder = join(parent, 'copies');
  if (exists) await mkdir(folder);
  const reported: string[] = [];
  const log = { info() {}, warn() {}, error() {} };
  const watcher = createFolderWatcher({ changed: (_, name) => reported.push(name ?? 'all'), log });
  onTestFinished(async () => {
    watcher.close();
    vi.useRealTimers();
    await rm(parent, { recursive: true });
  });
  const begin = () => watcher.setFolders(new Set([folder]));
  const isReported = (name: string) => expect.poll(() => reported.splice(0)).toContain(name);
  return { folder, begin, isReported, reported };
}

const review = () => vi.advanceTimersByTime(30_000);

test('reports all files of a folder when it begins to watch, then those that change', async () => {
  const { folder, begin, isReported } = await watchFolder(true);
  await writeFile(join(folder, 'a.txt'), 'edited before');
  begin();
  await isReported('all');
  await writeFile(join(folder, 'b.txt'), 'edited');
  await isReported('b.txt');
});

test('reports all files of a folder that appears later, and of one that takes its place', async () => {
  const { folder, begin, isReported } = await watchFolder(false);
  begin();
  await isReported('all');
  await mkdir(folder);
  await writeFile(join(folder, 'a.txt'), 'edited');
  review();
  await isReported('all');
  await writeFile(join(folder, 'a.txt'), 'edited again');
  await isReported('a.txt');
  await rename(folder, `${folder}.aside`);
  await mkdir(folder);
  review();
  await isReported('all');
  await writeFile(join(folder, 'a.txt'), 'edited');
  await isReported('a.txt');
});
