import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inMyFiles } from '../testing/download-steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

let foreign = '';
beforeEach(async () => {
  foreign = await mkdtemp(join(tmpdir(), 'slipway-foreign-'));
});
afterEach(() => rm(foreign, { recursive: true, force: true }));

const accountFolder = (rig: TransferRig) => join(rig.documents, 'alex@contoso.example');
const link = (path: string) => symlink(foreign, path, 'junction');

describe('a link in the documents folder', () => {
  test.each([
    ['the folder of an account', '', accountFolder],
    ['the folder of a place', '', (rig: TransferRig) => inMyFiles(rig)],
    ['a folder in a place', 'Deep', (rig: TransferRig) => inMyFiles(rig, 'Deep')],
  ])('in place of %s receives no download, and the download reports it', async (_what, folder, at) => {
    await using rig = await createTransferRig();
    if (folder !== '') rig.service.drive.addFolder(folder);
    rig.service.drive.addFile(join(folder, 'a.txt'), 'text');
    await mkdir(join(at(rig), '..'), { recursive: true });
    await link(at(rig));
    const [transfer] = await rig.download(['a.txt'], folder);
    expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'folderIsLink' } });
    expect(await readdir(foreign)).toEqual([]);
    await rm(at(rig));
    await rig.call('transfers.retry', { transferIds: [transfer!.transferId] });
    expect(await rig.settled(transfer!.batchId)).toMatchObject([{ state: 'done', verified: true }]);
  });

  test('receives no file if it was created during a download', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    const stop = rig.service.faults.hold({ route: 'GET download' });
    const batchId = await rig.beginDownload(['a.txt']);
    await rig.until(batchId, () => stop.struck > 0);
    await rename(inMyFiles(rig), `${inMyFiles(rig)} elsewhere`);
    await link(inMyFiles(rig));
    stop.letGo();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'failed' }]);
    expect(await readdir(foreign)).toEqual([]);
  });

  test('also receives no file if it was created during a download and leads to its partial file', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    const stop = rig.service.faults.hold({ route: 'GET download' });
    const batchId = await rig.beginDownload(['a.txt']);
    await rig.until(batchId, () => stop.struck > 0);
    const moved = join(foreign, 'moved');
    await rename(inMyFiles(rig), moved);
    await symlink(moved, inMyFiles(rig), 'junction');
    stop.letGo();
    expect(await rig.settled(batchId)).toMatchObject([
      { state: 'failed', failure: { code: 'folderIsLink' } },
    ]);
    expect(await readdir(moved)).not.toContain('a.txt');
  });

  test('in place of the folder of a copy: nothing behind it is opened, hashed, sent or removed', async () => {
    const opened: string[] = [];
    await using rig = await createTransferRig({
      adjust: (ports) => (ports.desktop.openPath = async (path) => (opened.push(path), '')),
    });
    rig.service.drive.addFile('a.txt', 'text');
    const [transfer] = await rig.download(['a.txt']);
    const documentId = transfer?.documentId ?? '';
    await rename(inMyFiles(rig), join(rig.documents, 'elsewhere'));
    await writeFile(join(foreign, 'a.txt'), 'of somebody else');
    await link(inMyFiles(rig));

    expect(await rig.call('documents.list', {})).toMatchObject([{ documentId, state: 'missing' }]);
    expect((await rig.call('storage.summary', {})).documents).toMatchObject({ count: 0 });
    expect(await rig.failure('documents.open', { documentId })).toMatchObject({ code: 'localFileMissing' });
    expect(await rig.failure('documents.saveBack', { documentId })).toMatchObject({
      code: 'localFileMissing',
    });
    await rig.call('documents.remove', { documentId });
    expect(await rig.call('documents.list', {})).toEqual([]);
    expect(opened).toEqual([]);
    expect(await readFile(join(foreign, 'a.txt'), 'utf8')).toBe('of somebody else');
  });

  test('is removed with everything else, but nothing behind it', async () => {
    await using rig = await createTransferRig();
    await mkdir(rig.documents, { recursive: true });
    await writeFile(join(foreign, 'b.txt'), 'of somebody else');
    await link(accountFolder(rig));
    await rig.call('storage.forgetEverything', { includeDocuments: true });
    expect(await readdir(foreign)).toEqual(['b.txt']);
    await expect(readdir(rig.documents)).rejects.toThrow('ENOENT');
  });
});

test('a documents folder that is a link itself is used, and emptied with everything else', async () => {
  await using rig = await createTransferRig();
  rig.service.drive.addFile('a.txt', 'text');
  await link(rig.documents);
  const [transfer] = await rig.download(['a.txt']);
  expect(transfer).toMatchObject({ state: 'done', verified: true });
  expect(await readdir(foreign)).toEqual(['alex@contoso.example']);
  expect(await rig.call('documents.list', {})).toMatchObject([{ state: 'present' }]);
  await rig.call('storage.forgetEverything', { includeDocuments: true });
  expect(await readdir(foreign)).toEqual([]);
});
