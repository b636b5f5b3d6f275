import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openListed } from '../../../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../../../testing/transfer-steps.ts';

interface ChosenRig {
  rig: TransferRig;
  folder: string;
  shown: string[];
  begin(...names: string[]): Promise<string | null>;
  beginIn(place: string, name: string): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

async function createChosenRig(choose: (folder: string) => string | null = (one) => one): Promise<ChosenRig> {
  const around = await mkdtemp(join(tmpdir(), 'slipway-chosen-'));
  const folder = join(around, 'Desk');
  await mkdir(folder);
  const shown: string[] = [];
  const rig = await createTransferRig({
    adjust(ports) {
      ports.picker.chooseFolder = async () => choose(folder);
      ports.desktop.showInFolder = (path) => void shown.push(path);
    },
  });
  return {
    rig,
    folder,
    shown,
    async begin(...names) {
      const { accountId } = rig;
      const { viewId } = await openListed(rig, { accountId });
      const itemIds = names.map((name) => rig.service.drive.idOf(name));
      const selection = { viewId, mode: 'only' as const, itemIds };
      return (await rig.call('transfers.downloadTo', { accountId, selection }))?.batchId ?? null;
    },
    async beginIn(place, name) {
      const { accountId } = rig;
      const { drive } = rig.service;
      const folderRef = { driveId: drive.id, itemId: drive.idOf(place) };
      const { viewId } = await openListed(rig, { accountId, folder: folderRef });
      const itemIds = [drive.idOf(`${place}/${name}`)];
      const selection = { viewId, mode: 'only' as const, itemIds };
      return (await rig.call('transfers.downloadTo', { accountId, selection }))!.batchId;
    },
    async [Symbol.asyncDispose]() {
      await rig[Symbol.asyncDispose]();
      await rm(around, { recursive: true, force: true });
    },
  };
}

/** Root may write to read-only folders, so its privileges are dropped meanwhile. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('a download into a folder that a person chose', () => {
  test('saves the file under its name, verified, and can show it; the page gets no path', async () => {
    await using chosen = await createChosenRig();
    const { rig, folder } = chosen;
    rig.service.drive.addFile('a.txt', 'text');
    const batchId = await chosen.begin('a.txt');
    const [transfer] = await rig.settled(batchId!);
    expect(transfer).toMatchObject({ state: 'done', verified: true, toFolder: 'Desk', documentId: null });
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('text');
    expect(await readdir(folder)).toEqual(['a.txt']);
    expect(await rig.call('documents.list', {})).toEqual([]);
    await rig.call('transfers.show', { transferId: transfer!.transferId });
    expect(chosen.shown).toEqual([join(folder, 'a.txt')]);
    expect(JSON.stringify(rig.events)).not.toContain(tmpdir());
    await rm(join(folder, 'a.txt'));
    expect(await rig.failure('transfers.show', { transferId: transfer!.transferId })).toMatchObject({
      code: 'localFileMissing',
    });
  });

  test('T69 never replaces an existing file: it gets the next number', async () => {
    await using chosen = await createChosenRig();
    const { rig, folder } = chosen;
    await writeFile(join(folder, 'a.txt'), 'mine');
    rig.service.drive.addFile('a.txt', 'text');
    const first = await rig.settled((await chosen.begin('a.txt'))!);
    expect(first).toMatchObject([{ state: 'done', finalName: 'a (2).txt' }]);
    const second = await rig.settled((await chosen.begin('a.txt'))!);
    expect(second).toMatchObject([{ state: 'done', finalName: 'a (3).txt' }]);
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('mine');
    expect(await readFile(join(folder, 'a (2).txt'), 'utf8')).toBe('text');
  });

  test('T69 of a folder keeps its structure, and a non-empty folder of that name stays separate', async () => {
    await using chosen = await createChosenRig();
    const { rig, folder } = chosen;
    await mkdir(join(folder, 'Trip'));
    await writeFile(join(folder, 'Trip', 'mine.txt'), 'mine');
    rig.service.drive.addFile('Trip/day 1/a.txt', 'a');
    rig.service.drive.addFolder('Trip/nothing/at all');
    const transfers = await rig.settled((await chosen.begin('Trip'))!);
    expect(transfers.every(({ state }) => state === 'done')).toBe(true);
    expect(await readFile(join(folder, 'Trip (2)', 'day 1', 'a.txt'), 'utf8')).toBe('a');
    expect(await readdir(join(folder, 'Trip (2)', 'nothing'))).toEqual(['at all']);
    expect(await readdir(join(folder, 'Trip'))).toEqual(['mine.txt']);
  });

  test('of two shortcuts to one folder saves both of them', async () => {
    await using chosen = await createChosenRig();
    const { rig, folder } = chosen;
    const { drive } = rig.service;
    const dana = rig.service.driveOf('dana@contoso.example');
    dana.addFile('D/theirs.txt', 'theirs');
    dana.share('D', 'read');
    drive.addFolder('A');
    for (const name of ['A/One', 'A/Two'])
      drive.addShortcut(name, { driveId: dana.id, itemId: dana.idOf('D') });
    const transfers = await rig.settled((await chosen.begin('A'))!);
    expect(transfers.every(({ state }) => state === 'done')).toBe(true);
    for (const name of ['One', 'Two'])
      expect(await readFile(join(folder, 'A', name, 'theirs.txt'), 'utf8')).toBe('theirs');
  });

  test.each(['at once', 'with a restart between'])(
    'T69 keeps two folders of one name from two places, %s, separate',
    async (when) => {
      await using chosen = await createChosenRig();
      const { rig, folder } = chosen;
      rig.service.drive.addFile('North/Photos/a.txt', 'a');
      rig.service.drive.addFile('South/Photos/b.txt', 'b');
      await rig.call('settings.change', { transfersHeld: when === 'at once' });
      const stop = rig.service.faults.hold({ route: 'GET item', nth: 2 });
      const first = await chosen.beginIn('North', 'Photos');
      if (when !== 'at once') {
        await rig.until(first, () => stop.struck > 0);
        await rig.call('settings.change', { transfersHeld: true });
        expect(await readdir(folder, { recursive: true })).toEqual(['Photos']);
        await rig.restart();
      }
      stop.letGo();
      const second = await chosen.beginIn('South', 'Photos');
      if (when !== 'at once') await rig.call('transfers.prioritize', { batchId: second });
      await rig.call('settings.change', { transfersHeld: false });
      await rig.settled(first);
      await rig.settled(second);
      const tree = (await readdir(folder, { recursive: true })).sort();
      const apart = tree.filter((path) => path.endsWith('.txt')).map((path) => dirname(path));
      expect(new Set(apart)).toEqual(new Set(['Photos', 'Photos (2)']));
      expect(tree).toHaveLength(4);
    },
  );

  test('T69 fails and reports it if the folder is renamed meanwhile, and doesn’t create it again', async () => {
    await using chosen = await createChosenRig();
    const { rig, folder } = chosen;
    rig.service.drive.addFile('a.txt', 'text');
    const stop = rig.service.faults.hold({ route: 'GET download' });
    const batchId = await chosen.begin('a.txt');
    await rig.until(batchId!, () => stop.struck > 0);
    await rename(folder, `${folder} of old`);
    stop.letGo();
    expect(await rig.settled(batchId!)).toMatchObject([
      { state: 'failed', failure: { code: 'localFolderMissing', subject: 'a.txt' } },
    ]);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
    await rename(`${folder} of old`, folder);
    const [failed] = await rig.of(batchId!);
    await rig.call('transfers.retry', { transferIds: [failed!.transferId] });
    expect(await rig.settled(batchId!)).toMatchObject([{ state: 'done', verified: true }]);
    expect(await readdir(folder), 'nor is a half of it left').toEqual(['a.txt']);
  });

  test('T69 doesn’t create the folder again if it is gone before anything has arrived', async () => {
    await using chosen = await createChosenRig();
    const { rig, folder } = chosen;
    rig.service.drive.addFile('a.txt', 'text');
    const stop = rig.service.faults.hold({ route: 'GET item' });
    const batchId = (await chosen.begin('a.txt'))!;
    await rig.until(batchId, () => stop.struck > 0);
    await rm(folder, { recursive: true });
    stop.letGo();
    expect(await rig.settled(batchId)).toMatchObject([
      { state: 'failed', failure: { code: 'localFolderMissing', subject: 'a.txt' } },
    ]);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  test.skipIf(process.platform === 'win32')(
    'T69 reports a read-only folder, leaves nothing there, and saves the file once the folder is writable',
    async () => {
      await using chosen = await createChosenRig();
      const { rig, folder } = chosen;
      rig.service.drive.addFile('a.txt', 'text');
      const stop = rig.service.faults.hold({ route: 'GET item' });
      const batchId = (await chosen.begin('a.txt'))!;
      await rig.until(batchId, () => stop.struck > 0);
      await chmod(folder, 0o555);
      await chmod(join(folder, '..'), 0o755);
      await asNobody(() => {
        stop.letGo();
        return rig.settled(batchId);
      });
      const [denied] = await rig.of(batchId);
      expect(denied).toMatchObject({ state: 'failed', failure: { code: 'diskDenied', subject: 'a.txt' } });
      expect(await readdir(folder)).toEqual([]);
      await chmod(folder, 0o755);
      await rig.call('transfers.retry', { transferIds: [denied!.transferId] });
      expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true }]);
      expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('text');
    },
  );

  test('doesn’t start if no folder is chosen', async () => {
    await using chosen = await createChosenRig(() => null);
    chosen.rig.service.drive.addFile('a.txt', 'text');
    expect(await chosen.begin('a.txt')).toBeNull();
    expect((await chosen.rig.call('transfers.list', {})).transfers).toEqual([]);
  });
});

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

test.skipIf(process.platform === 'win32')(
  'a downloaded file gets the same permissions as other files and folders there',
  async () => {
    await using chosen = await createChosenRig();
    const { rig, folder } = chosen;
    const [own, ownFolder] = [join(folder, 'own.txt'), join(folder, 'own')];
    await writeFile(own, 'own');
    await mkdir(ownFolder);
    rig.service.drive.addFile('a.txt', 'text');
    rig.service.drive.addFile('Trip/b.txt', 'text');
    await rig.settled((await chosen.begin('a.txt', 'Trip'))!);
    for (const name of ['a.txt', 'Trip/b.txt'])
      expect(await modeOf(join(folder, name)), name).toBe(await modeOf(own));
    expect(await modeOf(join(folder, 'Trip'))).toBe(await modeOf(ownFolder));
  },
);
