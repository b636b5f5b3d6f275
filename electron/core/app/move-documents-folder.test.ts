import { existsSync, statSync } from 'node:fs';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyTree } from '../documents/place/move-tree.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

const isOtherDisk = existsSync('/dev/shm') && statSync('/dev/shm').dev !== statSync(tmpdir()).dev;

interface FolderRig extends TransferRig {
  move(folder: string): Promise<void>;
  copyIn(folder: string, name: string): string;
}

async function createFolderRig(): Promise<FolderRig> {
  const chosen = { folder: '' };
  const rig = await createTransferRig({
    adjust(ports) {
      ports.picker = { ...ports.picker, chooseFolder: async () => chosen.folder };
    },
  });
  for (const name of ['a.txt', 'Finance/b.txt']) rig.service.drive.addFile(name, name);
  await rig.download(['a.txt', 'Finance']);
  return Object.assign(rig, {
    async move(folder: string) {
      chosen.folder = folder;
      await mkdir(folder, { recursive: true });
      await rig.call('documents.moveFolder', {});
      await expect
        .poll(async () => (await rig.call('documents.folderMove', {}))?.state ?? null)
        .not.toBe('moving');
    },
    copyIn: (folder: string, name: string) => join(folder, 'alex@contoso.example', 'myfiles', name),
  });
}

const rootOf = async (rig: TransferRig) => (await rig.call('storage.summary', {})).documentsFolder;
const statesOf = async (rig: TransferRig) =>
  (await rig.call('documents.list', {})).map(({ name, state }) => `${name} ${state}`).sort();
const present = ['a.txt present', 'b.txt present'];

describe('moving Slipway’s own folder to another place', () => {
  test('moves everything in it, and later downloads go to the new place', async () => {
    await using rig = await createFolderRig();
    const folder = join(rig.local, 'elsewhere');
    await rig.move(folder);
    expect(await rootOf(rig)).toBe(folder);
    expect(existsSync(rig.documents)).toBe(false);
    expect(await statesOf(rig)).toEqual(present);
    rig.service.drive.addFile('c.txt', 'c');
    await rig.download(['c.txt']);
    expect(await readFile(rig.copyIn(folder, 'c.txt'), 'utf8')).toBe('c');
    await rig.restart();
    expect(await rootOf(rig)).toBe(folder);
    expect(await statesOf(rig)).toEqual([...present, 'c.txt present']);
  });

  test('creates a folder of its own where there are other files', async () => {
    await using rig = await createFolderRig();
    await rig.write('mine/other.txt', 'mine');
    await rig.move(join(rig.local, 'mine'));
    expect(await rootOf(rig)).toBe(join(rig.local, 'mine', 'Slipway files'));
    expect(await readFile(join(rig.local, 'mine', 'other.txt'), 'utf8')).toBe('mine');
  });

  test('is refused into itself, into the profile, and where nothing can be written', async () => {
    await using rig = await createFolderRig();
    const inside = join(rig.documents, 'inside');
    await mkdir(inside);
    await symlink(inside, join(rig.local, 'way-in'));
    for (const folder of [inside, rig.documents, rig.userData, join(rig.local, 'way-in')]) {
      await expect(rig.move(folder)).rejects.toThrow('moveRefused');
      expect(await rootOf(rig)).toBe(rig.documents);
    }
    expect(await statesOf(rig)).toEqual(present);
  });

  test('continues after a crash at any point, and keeps edits made meanwhile', async () => {
    await using rig = await createFolderRig();
    const folder = join(rig.local, 'elsewhere');
    await mkdir(rig.copyIn(folder, '.'), { recursive: true });
    // One file is complete, another partial, and the third has been edited since.
    await copyTree(join(rig.documents), folder, () => undefined, new AbortController().signal);
    await rm(rig.copyIn(folder, 'Finance'), { recursive: true });
    await writeFile(`${rig.copyIn(folder, 'a.txt')}.slipway-move`, 'half');
    await writeFile(rig.copyIn(rig.documents, 'a.txt'), 'edited in between');
    const state = { folder: null, movingTo: folder, leftover: null };
    await writeFile(join(rig.userData, 'documents-place.json'), JSON.stringify(state));
    await rig.restart();
    await expect.poll(() => rootOf(rig)).toBe(folder);
    expect(await readFile(rig.copyIn(folder, 'a.txt'), 'utf8')).toBe('edited in between');
    expect(await statesOf(rig)).toEqual(['a.txt changed', 'b.txt present']);
  });

  test('loses nothing in a crash between the move and its record', async () => {
    await using rig = await createFolderRig();
    const folder = join(rig.local, 'elsewhere');
    await rename(rig.documents, folder);
    const state = { folder: null, movingTo: folder, leftover: null };
    await writeFile(join(rig.userData, 'documents-place.json'), JSON.stringify(state));
    await rig.restart();
    await expect.poll(() => rootOf(rig)).toBe(folder);
    expect(await statesOf(rig)).toEqual(present);
  });

  test('keeps edits made in the old place after such a crash', async () => {
    await using rig = await createFolderRig();
    const folder = join(rig.local, 'elsewhere');
    await copyTree(rig.documents, folder, () => undefined, new AbortController().signal);
    await writeFile(rig.copyIn(rig.documents, 'a.txt'), 'saved by an editor');
    const later = new Date(Date.now() + 60_000);
    await utimes(rig.copyIn(rig.documents, 'a.txt'), later, later);
    const state = { folder, movingTo: null, leftover: rig.documents };
    await writeFile(join(rig.userData, 'documents-place.json'), JSON.stringify(state));
    await rig.restart();
    await expect.poll(() => existsSync(rig.documents)).toBe(false);
    expect(await readFile(rig.copyIn(folder, 'a.txt'), 'utf8')).toBe('saved by an editor');
  });

  test('removes copies from an old place that is back when the new one is opened', async () => {
    await using rig = await createFolderRig();
    const [folder, away] = [join(rig.local, 'elsewhere'), join(rig.local, 'away')];
    const state = { folder, movingTo: null, leftover: join(away, 'files') };
    await cp(rig.documents, folder, { recursive: true, preserveTimestamps: true });
    await writeFile(join(rig.userData, 'documents-place.json'), JSON.stringify(state));
    await rig.restart();
    // Waits until the old place was looked for.
    await rig.call('documents.showFolder', {});
    await mkdir(away);
    await rename(rig.documents, state.leftover);
    await rig.call('documents.check', {});
    await expect.poll(() => existsSync(state.leftover)).toBe(false);
    expect(await statesOf(rig)).toEqual(present);
  });

  test('lets a waiting save of an edit be sent from the new place', async () => {
    await using rig = await createFolderRig();
    await writeFile(rig.copyIn(rig.documents, 'a.txt'), 'mine');
    await rig.call('settings.change', { transfersHeld: true });
    const [file] = (await rig.call('documents.list', {})).filter(({ name }) => name === 'a.txt');
    await rig.call('documents.saveBack', { documentId: file!.documentId });
    await rig.move(join(rig.local, 'elsewhere'));
    await rig.call('settings.change', { transfersHeld: false });
    await expect.poll(() => rig.service.drive.bytes('a.txt').toString()).toBe('mine');
  });

  test.skipIf(!isOtherDisk)(
    'to another disk writes nothing at its mount point while the disk is away',
    async () => {
      await using rig = await createFolderRig();
      const disk = await mkdtemp('/dev/shm/slipway-disk-');
      const mount = join(rig.local, 'mount');
      await symlink(disk, mount);
      await rig.move(join(mount, 'files'));
      expect(await statesOf(rig)).toEqual(present);
      await rm(mount);
      await mkdir(mount);
      rig.service.drive.addFile('c.txt', 'c');
      const [failed] = await rig.download(['c.txt']);
      expect(failed).toMatchObject({ state: 'failed', failure: { code: 'localFolderMissing' } });
      expect(await readdir(mount)).toEqual([]);
      await rm(mount, { recursive: true });
      await symlink(disk, mount);
      expect(await statesOf(rig)).toEqual(present);
      await rm(disk, { recursive: true });
    },
  );
});
