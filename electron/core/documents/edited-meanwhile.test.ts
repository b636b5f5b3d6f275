import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { filesOf, inMyFiles } from '../testing/download-steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

type Step = 'link' | 'linked' | 'rename' | 'renamed' | 'rm' | 'copied';

const disk = vi.hoisted(() => ({
  at: (_step: Step, _from: string, _to: string): void => undefined,
  otherDisk: null as string | null,
  /** The disk's time resolution in milliseconds; times can't be set. */
  tickMs: 0,
}));

function assertSameDisk(from: string, to: string): void {
  const { otherDisk } = disk;
  if (otherDisk !== null && to.startsWith(otherDisk) && !from.startsWith(otherDisk))
    throw Object.assign(new Error('EXDEV'), { code: 'EXDEV', syscall: 'link' });
}

const inTicks = (timeMs: number): number => Math.floor(timeMs / disk.tickMs) * disk.tickMs;

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  return {
    ...real,
    link: async (from: string, to: string) => {
      assertSameDisk(from, to);
      disk.at('link', from, to);
      await real.link(from, to);
      disk.at('linked', from, to);
    },
    rename: async (from: string, to: string) => {
      assertSameDisk(from, to);
      disk.at('rename', from, to);
      await real.rename(from, to);
      disk.at('renamed', from, to);
    },
    rm: async (path: string, options: object) => {
      disk.at('rm', path, '');
      await real.rm(path, options);
    },
    copyFile: async (from: string, to: string, mode: number) => {
      await real.copyFile(from, to, mode);
      disk.at('copied', from, to);
    },
    lstat: async (...args: Parameters<typeof real.lstat>) => {
      const stats = await real.lstat(...args);
      if (disk.tickMs > 0 && typeof stats.mtimeMs === 'number')
        Object.assign(stats, { mtimeMs: inTicks(stats.mtimeMs), ctimeMs: inTicks(stats.mtimeMs) });
      return stats;
    },
    utimes: async (...args: Parameters<typeof real.utimes>) =>
      disk.tickMs > 0 ? undefined : real.utimes(...args),
  };
});

afterEach(() => {
  disk.at = () => undefined;
  disk.otherDisk = null;
  disk.tickMs = 0;
});

async function createScene() {
  const chosen = await mkdtemp(join(tmpdir(), 'slipway-chosen-'));
  const rig = await createTransferRig({
    adjust: (ports) => (ports.picker.chooseFolder = async () => chosen),
  });
  rig.service.drive.addFile('a.txt', 'text');
  return {
    rig,
    chosen,
    path: inMyFiles(rig, 'a.txt'),
    async [Symbol.asyncDispose]() {
      await rig[Symbol.asyncDispose]();
      await rm(chosen, { recursive: true, force: true });
    },
  };
}

const statesOf = async (rig: TransferRig) =>
  Object.fromEntries((await rig.call('documents.list', {})).map(({ name, state }) => [name, state]));

function saveOnce(isMoment: (step: Step, from: string, to: string) => boolean, save: () => void): void {
  disk.at = (step, from, to) => {
    if (!isMoment(step, from, to)) return;
    disk.at = () => undefined;
    save();
  };
}

test.each([
  ['now', null],
  // Some programs preserve a file's time.
  ['years ago', new Date('2020-01-01')],
])(
  'a download that an editor saves while it gets its name, with the time of %s, is an edited copy',
  async (_, time) => {
    await using scene = await createScene();
    const { rig, path } = scene;
    saveOnce(
      (step, _from, to) => step.endsWith('ed') && to === path,
      () => {
        writeFileSync(path, 'mine');
        if (time !== null) utimesSync(path, time, time);
      },
    );
    await rig.download(['a.txt']);
    expect(await statesOf(rig)).toEqual({ 'a.txt': 'changed' });
    rig.service.drive.addFile('a.txt', 'newer');
    await rig.download(['a.txt']);
    expect(await readFile(path, 'utf8')).toBe('mine');
  },
);

test('detects an edit of the same size within one tick of the disk’s clock', async () => {
  await using scene = await createScene();
  const { rig, path } = scene;
  disk.tickMs = 2_000;
  await rig.download(['a.txt']);
  const { mtime } = await stat(path);
  await writeFile(path, 'mine');
  utimesSync(path, mtime, mtime);
  expect(await statesOf(rig)).toEqual({ 'a.txt': 'changed' });
  expect(await rig.call('documents.freeSpace', {})).toMatchObject({ count: 0 });
  expect(await readFile(path, 'utf8')).toBe('mine');
});

test('keeps the name of a copy that is saved while a newer version replaces it', async () => {
  await using scene = await createScene();
  const { rig, path } = scene;
  await rig.download(['a.txt']);
  rig.service.drive.addFile('a.txt', 'newer');
  saveOnce(
    (step, from, to) => step === 'rename' && (from === path || to === path),
    () => writeFileSync(path, 'my work'),
  );
  await rig.download(['a.txt']);
  expect(await readFile(path, 'utf8')).toBe('my work');
  expect(await statesOf(rig)).toEqual({ 'a.txt': 'changed', 'a (2).txt': 'present' });
});

test('also keeps a file that an editor creates under that name meanwhile', async () => {
  await using scene = await createScene();
  const { rig, path } = scene;
  await rig.download(['a.txt']);
  rig.service.drive.addFile('a.txt', 'newer');
  saveOnce(
    (step, _, to) => step === 'link' && to === path,
    () => writeFileSync(path, 'my work'),
  );
  await rig.download(['a.txt']);
  expect(await readFile(path, 'utf8')).toBe('my work');
  expect(await filesOf(rig)).toEqual(['a (2).txt', 'a.txt']);
  expect(await statesOf(rig)).toEqual({ 'a.txt': 'changed', 'a (2).txt': 'present' });
});

test('a copy that is saved at that moment isn’t removed to free up space', async () => {
  await using scene = await createScene();
  const { rig, path } = scene;
  await rig.download(['a.txt']);
  saveOnce(
    (step, from) => (step === 'rename' || step === 'rm') && from === path,
    () => writeFileSync(path, 'my work'),
  );
  expect(await rig.call('documents.freeSpace', {})).toMatchObject({ count: 0 });
  expect(await readFile(path, 'utf8')).toBe('my work');
  expect(await statesOf(rig)).toEqual({ 'a.txt': 'changed' });
});

const moveAll = async (rig: TransferRig) => {
  const documentIds = (await rig.call('documents.list', {})).map(({ documentId }) => documentId);
  return rig.call('documents.moveTo', { documentIds });
};

test('a copy that is saved while it is moved out stays in place', async () => {
  await using scene = await createScene();
  const { rig, path, chosen } = scene;
  await rig.download(['a.txt']);
  saveOnce(
    (step, from) => (step === 'rename' || step === 'link') && from === path,
    () => writeFileSync(path, 'my work'),
  );
  expect(await moveAll(rig)).toMatchObject({ count: 0, failed: [{ failure: { code: 'copyEdited' } }] });
  expect(await readFile(path, 'utf8')).toBe('my work');
  expect(await readdir(chosen)).toEqual([]);
  expect(await statesOf(rig)).toEqual({ 'a.txt': 'changed' });
});

test('a file that an editor saves in place of a copy being moved out isn’t removed', async () => {
  await using scene = await createScene();
  const { rig, path, chosen } = scene;
  await rig.download(['a.txt']);
  saveOnce(
    (step, _, to) => step === 'linked' && to === join(chosen, 'a.txt'),
    () => {
      writeFileSync(`${path}~`, 'my work');
      renameSync(`${path}~`, path);
    },
  );
  expect(await moveAll(rig)).toMatchObject({ count: 1, failed: [] });
  expect(await readFile(path, 'utf8')).toBe('my work');
  expect(await readFile(join(chosen, 'a.txt'), 'utf8')).toBe('text');
});

test('a copy that is saved while it is copied to another disk stays in place', async () => {
  await using scene = await createScene();
  const { rig, path, chosen } = scene;
  await rig.download(['a.txt']);
  disk.otherDisk = chosen;
  saveOnce(
    (step) => step === 'copied',
    () => writeFileSync(path, 'my work'),
  );
  expect(await moveAll(rig)).toMatchObject({ count: 0, failed: [{ failure: { code: 'copyEdited' } }] });
  expect(await readFile(path, 'utf8')).toBe('my work');
  expect(await readdir(chosen)).toEqual([]);
});

test('a failed copy to another disk leaves nothing there and keeps the copy here', async () => {
  await using scene = await createScene();
  const { rig, path, chosen } = scene;
  await rig.download(['a.txt']);
  disk.otherDisk = chosen;
  saveOnce(
    (step) => step === 'copied',
    () => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'copyfile' });
    },
  );
  expect(await moveAll(rig)).toMatchObject({ count: 0, failed: [{ failure: { code: 'diskFull' } }] });
  expect(await readdir(chosen)).toEqual([]);
  expect(await readFile(path, 'utf8')).toBe('text');
  expect(await statesOf(rig)).toEqual({ 'a.txt': 'present' });
});

test('a copy set aside by a crash is restored at the next start', async () => {
  await using scene = await createScene();
  const { rig, path } = scene;
  await rig.download(['a.txt']);
  const { toAsideName } = await import('./set-aside.ts');
  const [{ documentId } = { documentId: '' }] = await rig.call('documents.list', {});
  await rig.core.close();
  const aside = inMyFiles(rig, toAsideName(documentId));
  renameSync(path, aside);
  await rig.restart();
  await vi.waitUntil(() => existsSync(path), 20_000);
  expect(readFileSync(path, 'utf8')).toBe('text');
  expect(await statesOf(rig)).toEqual({ 'a.txt': 'present' });
  // A newer version already had its place.
  await rig.core.close();
  writeFileSync(aside, 'text');
  await rig.restart();
  await vi.waitUntil(() => !existsSync(aside), 20_000);
  expect(await filesOf(rig)).toEqual(['a.txt']);
});

test('a copy set aside by a crash is not missing before it is restored: space can be freed up at once', async () => {
  await using scene = await createScene();
  const { rig, path } = scene;
  await rig.download(['a.txt']);
  const { toAsideName } = await import('./set-aside.ts');
  const [{ documentId } = { documentId: '' }] = await rig.call('documents.list', {});
  const aside = inMyFiles(rig, toAsideName(documentId));
  await rig.core.close();
  renameSync(path, aside);
  await rig.restart();
  expect(await statesOf(rig)).toEqual({ 'a.txt': 'present' });
  await rig.core.close();
  renameSync(path, aside);
  await rig.restart();
  expect(await rig.call('documents.freeSpace', {})).toMatchObject({ count: 1 });
  expect(await filesOf(rig)).toEqual([]);
});

test('a copy that can’t be restored after a crash stays, and the others are restored', async () => {
  await using scene = await createScene();
  const { rig, path } = scene;
  rig.service.drive.addFile('b.txt', 'text of b');
  await rig.download(['a.txt']);
  await rig.download(['b.txt']);
  const { toAsideName } = await import('./set-aside.ts');
  const { toPartName } = await import('./local-target.ts');
  const files = await rig.call('documents.list', {});
  const idOf = (name: string) => files.find((each) => each.name === name)!.documentId;
  const asideOf = (name: string) => inMyFiles(rig, toAsideName(idOf(name)));
  await rig.core.close();
  renameSync(path, asideOf('a.txt'));
  linkSync(asideOf('a.txt'), inMyFiles(rig, 'moved.txt'));
  mkdirSync(inMyFiles(rig, toPartName(`copy ${idOf('a.txt')}`)));
  renameSync(inMyFiles(rig, 'b.txt'), asideOf('b.txt'));
  await rig.restart();
  await vi.waitUntil(() => existsSync(inMyFiles(rig, 'b.txt')), 20_000);
  expect(readFileSync(asideOf('a.txt'), 'utf8')).toBe('text');
});
