import type { FileHandle } from 'node:fs/promises';
import { readFile, stat } from 'node:fs/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { filesOf, inMyFiles } from '../../../testing/download-steps.ts';
import { bytesOf, createTransferRig } from '../../../testing/transfer-steps.ts';

const answers = new Map<string, string>();
/** Calls that matter in a power cut, in order. */
const calls: string[] = [];

function refuse(call: string): void {
  const code = answers.get(call);
  if (code !== undefined) throw Object.assign(new Error(code), { code, syscall: call });
}

/** A file handle that records its flushes. */
function watched(handle: FileHandle, path: string): FileHandle {
  return new Proxy(handle, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        if (name === 'sync' || name === 'datasync') {
          calls.push(`flush ${path.split('/').at(-1) ?? ''}`);
          refuse('fsync');
        }
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  });
}

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (...args: Parameters<typeof real.open>) => watched(await real.open(...args), String(args[0])),
    lstat: async (...args: Parameters<typeof real.lstat>) => {
      const stats = await real.lstat(...args);
      // A new inode for every call.
      if (answers.has('inode'))
        Object.assign(stats, { ino: Number(stats.ino) + Math.ceil(Math.random() * 1e6) });
      return stats;
    },
    utimes: async (...args: Parameters<typeof real.utimes>) => (refuse('utimes'), real.utimes(...args)),
    statfs: async (path: string) => (refuse('statfs'), real.statfs(path)),
    link: async (from: string, to: string) => (
      calls.push(`name ${to.split('/').at(-1) ?? ''}`),
      real.link(from, to)
    ),
    rename: async (from: string, to: string) => (
      calls.push(`name ${to.split('/').at(-1) ?? ''}`),
      real.rename(from, to)
    ),
  };
});

afterEach(() => {
  answers.clear();
  calls.length = 0;
});

describe('a verified download is kept on a disk', () => {
  test.each([
    ['that lets nobody set times', 'utimes', 'EPERM'],
    ['that knows no such times', 'utimes', 'EINVAL'],
    ['that knows no times at all', 'utimes', 'ENOSYS'],
    ['that can not flush', 'fsync', 'ENOTSUP'],
    ['that refuses to flush', 'fsync', 'EINVAL'],
    ['that can not tell its room', 'statfs', 'ENOSYS'],
  ])('%s', async (_what, call, code) => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    answers.set(call, code);
    const [transfer] = await rig.download(['a.txt']);
    expect(transfer).toMatchObject({ state: 'done', verified: true, failure: null });
    expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('text');
    expect(await rig.call('documents.list', {})).toMatchObject([{ state: 'present' }]);
  });

  test('but not on one that fails to flush it', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    answers.set('fsync', 'EIO');
    expect(await rig.download(['a.txt'])).toMatchObject([
      { state: 'failed', failure: { code: 'diskDenied' } },
    ]);
    expect(await filesOf(rig)).toEqual([]);
  });
});

describe('against a power cut', () => {
  test('a download is flushed before it gets its name, and its folder afterward', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    calls.length = 0;
    await rig.download(['a.txt']);
    const part = calls.findIndex((call) => /^flush \.slipway-[0-9a-f]{16}\.part$/.test(call));
    const named = calls.indexOf('name a.txt');
    const folder = calls.indexOf('flush myfiles', named);
    expect(
      [part, named, folder].every((at) => at >= 0),
      calls.join(', '),
    ).toBe(true);
    expect(part).toBeLessThan(named);
  });

  test('settings are flushed before they get their name, and their folder afterward', async () => {
    await using rig = await createTransferRig();
    calls.length = 0;
    await rig.call('settings.change', { theme: 'dark' });
    const profile = rig.userData.split('/').at(-1) ?? '';
    const own = calls.filter((call) => call.includes('settings') || call.endsWith(profile));
    expect(own).toEqual([
      expect.stringMatching(/^flush settings\.json\.[0-9a-f]{12}\.tmp$/),
      'name settings.json',
      `flush ${profile}`,
    ]);
  });

  test('a checkpoint is flushed before its bytes are recorded as saved', async () => {
    await using rig = await createTransferRig();
    const sizeBytes = 20 * 1024 ** 2;
    rig.service.drive.addFile('a.bin', { sizeBytes });
    rig.service.faults.add({ route: 'GET download', cutAfterBytes: 13 * 1024 ** 2 });
    const stop = rig.service.faults.hold({ route: 'GET download', nth: 2 });
    const batchId = await rig.beginDownload(['a.bin']);
    await rig.until(batchId, () => stop.struck > 0);
    calls.length = 0;
    answers.set('fsync', 'EIO');
    await rig.call('transfers.pause', { batchId });
    answers.clear();
    stop.letGo();
    expect(calls.some((call) => call.startsWith('flush .slipway-'))).toBe(true);
    await rig.call('transfers.resume', { batchId });
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true }]);
    expect((await stat(inMyFiles(rig, 'a.bin'))).size).toBe(sizeBytes);
  });
});

test('an upload from a disk that gives a file a new inode number on each check arrives', async () => {
  await using rig = await createTransferRig();
  answers.set('inode', 'unstable');
  const paths = [await rig.write('a.txt', 'text'), await rig.write('b.bin', bytesOf(5 * 1024 ** 2))];
  const transfers = await rig.upload(paths);
  expect(transfers.map(({ state, failure }) => [state, failure])).toEqual([
    ['done', null],
    ['done', null],
  ]);
});
