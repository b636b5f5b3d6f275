import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, inMyFiles } from '../testing/download-steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

async function createScene(takesFiles: boolean) {
  const trash = await mkdtemp(join(tmpdir(), 'slipway-trash-'));
  const rig = await createTransferRig({
    adjust: (ports) => {
      ports.desktop.moveToTrash = async (path) => {
        if (!takesFiles) throw new Error('no trash');
        await rename(path, join(trash, basename(path)));
      };
    },
  });
  for (const name of ['a.txt', 'b.txt', 'c.txt']) rig.service.drive.addFile(`Reports/${name}`, name);
  await rig.download(['Reports']);
  await expect.poll(() => filesOf(rig)).toEqual(['a.txt', 'b.txt', 'c.txt']);
  await expect.poll(async () => (await rig.call('transfers.list', {})).summary.active).toBe(0);
  await writeFile(inMyFiles(rig, 'Reports', 'b.txt'), 'my work');
  return {
    rig,
    trash,
    erase: () => rig.call('storage.forgetEverything', { includeDocuments: true }),
    async [Symbol.asyncDispose]() {
      await rig[Symbol.asyncDispose]();
      await rm(trash, { recursive: true, force: true });
    },
  };
}

test('Erase all data keeps what a person put into the folder, and moves edited copies to the trash', async () => {
  await using scene = await createScene(true);
  const { rig, trash } = scene;
  const mine = inMyFiles(rig, 'Reports', 'notes of mine.txt');
  await writeFile(mine, 'mine');
  await writeFile(inMyFiles(rig, 'Reports', '.slipway-0123456789abcdef.part'), 'half');
  await writeFile(inMyFiles(rig, '.DS_Store'), '');
  expect(await scene.erase()).toEqual({ keptFiles: 1, trashedFiles: 1, keptIn: rig.documents });
  expect(await readFile(mine, 'utf8')).toBe('mine');
  expect(await readFile(join(trash, 'b.txt'), 'utf8')).toBe('my work');
  expect(await filesOf(rig)).toEqual(['.DS_Store', 'notes of mine.txt']);
  expect(await rig.call('documents.list', {})).toEqual([]);
});

test('keeps and reports an edited copy that the trash refuses', async () => {
  await using scene = await createScene(false);
  const { rig } = scene;
  expect(await scene.erase()).toEqual({ keptFiles: 1, trashedFiles: 0, keptIn: rig.documents });
  expect(await readFile(inMyFiles(rig, 'Reports', 'b.txt'), 'utf8')).toBe('my work');
  expect(await filesOf(rig)).toEqual(['b.txt']);
});

test('removes a folder without personal files, including files that systems put there', async () => {
  await using scene = await createScene(true);
  const { rig } = scene;
  await mkdir(inMyFiles(rig, 'empty'));
  await writeFile(inMyFiles(rig, 'empty', 'Thumbs.db'), '');
  expect(await scene.erase()).toEqual({ keptFiles: 0, trashedFiles: 1, keptIn: null });
  await expect(stat(rig.documents)).rejects.toThrow('ENOENT');
  expect(await readdir(rig.userData)).not.toContain('documents');
});

test('removes copies in a former folder, and reports what stays there', async () => {
  await using scene = await createScene(true);
  const { rig } = scene;
  const [former, folder] = [join(rig.local, 'former'), join(rig.local, 'moved')];
  await rename(rig.documents, folder);
  await cp(folder, former, { recursive: true, preserveTimestamps: true });
  const state = { folder, movingTo: null, leftover: join(rig.local, 'away', 'former') };
  await writeFile(join(rig.userData, 'documents-place.json'), JSON.stringify(state));
  await rig.restart();
  // Waits until the former folder was looked for: at the start, and once transfers are loaded.
  await rig.call('transfers.list', {});
  await rig.call('documents.showFolder', {});
  await mkdir(join(rig.local, 'away'));
  await rename(former, state.leftover);
  const saved = join(state.leftover, 'saved meanwhile.txt');
  await writeFile(saved, 'mine');
  expect(await scene.erase()).toEqual({ keptFiles: 1, trashedFiles: 1, keptIn: state.leftover });
  expect(await readdir(join(rig.local, 'away'), { recursive: true })).toEqual([
    'former',
    'former/saved meanwhile.txt',
  ]);
  expect(existsSync(folder)).toBe(false);
});
