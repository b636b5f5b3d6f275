import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inMyFiles } from '../testing/download-steps.ts';
import { openListed } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

async function keep(rig: TransferRig, names: readonly string[], isKept = true, folderPath = '') {
  const { accountId } = rig;
  const { drive } = rig.service;
  const folder = folderPath === '' ? null : { driveId: drive.id, itemId: drive.idOf(folderPath) };
  const { viewId } = await openListed(rig, { accountId, folder });
  const itemIds = names.map((name) => drive.idOf(folderPath === '' ? name : `${folderPath}/${name}`));
  const selection = { viewId, mode: 'only' as const, itemIds };
  return rig.call('copies.keep', { accountId, selection, isKept });
}

const marksOf = async (rig: TransferRig, path: string, names: readonly string[]) => {
  const { drive } = rig.service;
  const prefix = path === 'myfiles' ? '' : `${path.slice('myfiles/'.length)}/`;
  const items = names.map((name) => ({ driveId: drive.id, itemId: drive.idOf(`${prefix}${name}`) }));
  return rig.call('copies.marks', { accountId: rig.accountId, path, items });
};

const textAt = (path: string) => expect.poll(() => readFile(path, 'utf8').catch(() => null));
const batchesOf = async (rig: TransferRig) =>
  (await rig.call('transfers.list', {})).transfers.map(({ name }) => name);

describe('files and folders always kept on this computer', () => {
  test('is downloaded at once, updated, and left alone when space is freed up', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('plan.txt', 'first');
    const { count, batchId } = await keep(rig, ['plan.txt']);
    expect(count).toBe(1);
    await rig.settled(batchId!);
    expect(await marksOf(rig, 'myfiles', ['plan.txt'])).toEqual([
      { isHere: true, isKept: true, isKeptItself: true, isOutdated: false },
    ]);
    rig.service.drive.addFile('plan.txt', 'second');
    await rig.call('documents.check', {});
    await textAt(inMyFiles(rig, 'plan.txt')).toBe('second');
    expect(await rig.call('documents.planFreeSpace', {})).toEqual({ count: 0, sizeBytes: 0 });
  });

  test('includes items added to a kept folder later, at any depth, also after a restart', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Finance/2026/a.txt', 'a');
    const { batchId } = await keep(rig, ['Finance']);
    await rig.settled(batchId!);
    expect(await marksOf(rig, 'myfiles/Finance', ['2026'])).toEqual([
      { isHere: false, isKept: true, isKeptItself: false, isOutdated: false },
    ]);
    await rig.restart();
    rig.service.drive.addFile('Finance/2026/Q1/b.txt', 'b');
    await rig.call('documents.check', {});
    await textAt(inMyFiles(rig, 'Finance', '2026', 'Q1', 'b.txt')).toBe('b');
    const keptWith = async () =>
      (await rig.call('documents.list', {})).map((file) => `${file.name} ${file.keptWith}`).sort();
    await expect.poll(keptWith).toEqual(['a.txt Finance', 'b.txt Finance']);
    expect(await rig.call('documents.freeSpace', {})).toEqual({ count: 0, sizeBytes: 0 });
  });

  test('is not requested while a program has it open', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Finance/a.docx', 'first');
    const { batchId } = await keep(rig, ['Finance']);
    await rig.settled(batchId!);
    const [copy, lock] = ['a.docx', '~$a.docx'].map((name) => inMyFiles(rig, 'Finance', name)) as [
      string,
      string,
    ];
    await writeFile(lock, 'me');
    rig.service.drive.addFile('Finance/a.docx', 'second');
    rig.service.drive.addFile('Finance/b.txt', 'b');
    await rig.call('documents.check', {});
    await textAt(inMyFiles(rig, 'Finance', 'b.txt')).toBe('b');
    const { transfers } = await rig.call('transfers.list', {});
    expect(transfers.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(await readFile(copy, 'utf8')).toBe('first');
    await rm(lock);
    await rig.call('documents.check', {});
    await textAt(copy).toBe('second');
  });

  test('is downloaded again if its copy is gone, but an edited copy is left alone', async () => {
    await using rig = await createTransferRig();
    for (const name of ['lost.txt', 'edited.txt']) rig.service.drive.addFile(name, 'theirs');
    await rig.settled((await keep(rig, ['lost.txt', 'edited.txt'])).batchId!);
    await rm(inMyFiles(rig, 'lost.txt'));
    await writeFile(inMyFiles(rig, 'edited.txt'), 'mine');
    rig.service.drive.addFile('edited.txt', 'newer');
    await rig.call('documents.check', {});
    await textAt(inMyFiles(rig, 'lost.txt')).toBe('theirs');
    expect(await readFile(inMyFiles(rig, 'edited.txt'), 'utf8')).toBe('mine');
  });

  test('stays kept when its folder is renamed in OneDrive, without a second download', async () => {
    await using rig = await createTransferRig();
    const { drive } = rig.service;
    drive.addFile('Old/a.txt', 'a');
    await rig.settled((await keep(rig, ['Old'])).batchId!);
    const item = { driveId: drive.id, itemId: drive.idOf('Old') };
    await rig.call('items.rename', { accountId: rig.accountId, item, name: 'New' });
    await rig.call('documents.check', {});
    const [file] = await rig.call('documents.list', {});
    expect(file).toMatchObject({ from: 'myfiles/New', keptWith: 'New' });
    expect(await batchesOf(rig)).toHaveLength(2);
  });

  test('can be turned off without removing anything', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Finance/a.txt', 'a');
    await rig.settled((await keep(rig, ['Finance'])).batchId!);
    await keep(rig, ['Finance'], false);
    expect(existsSync(inMyFiles(rig, 'Finance', 'a.txt'))).toBe(true);
    await rig.call('documents.check', {});
    expect(await rig.call('documents.planFreeSpace', {})).toMatchObject({ count: 1 });
  });

  test('is not requested again after a person cancels it', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('no.txt', 'x');
    const held = rig.service.faults.hold({ route: 'GET download' });
    const { batchId } = await keep(rig, ['no.txt']);
    await rig.until(batchId!, () => held.struck > 0);
    await rig.call('documents.check', {});
    expect(await batchesOf(rig), 'nor while it is on its way').toHaveLength(1);
    await rig.call('transfers.cancel', { batchId: batchId! });
    held.letGo();
    await rig.call('documents.check', {});
    expect((await rig.call('transfers.list', {})).transfers.map(({ state }) => state)).toEqual(['cancelled']);
  });

  test('is retried in its own row after a failure', async () => {
    await using rig = await createTransferRig();
    for (const name of ['no.txt', 'later.txt']) rig.service.drive.addFile(name, 'x');
    const refused = rig.service.faults.add({ route: 'GET item', status: 403, times: 2 });
    const { batchId } = await keep(rig, ['no.txt', 'later.txt']);
    const transfers = await rig.settled(batchId!);
    expect(transfers.map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect(refused.struck).toBe(2);
    await rig.call('documents.check', {});
    await textAt(inMyFiles(rig, 'later.txt')).toBe('x');
    expect(await batchesOf(rig)).toHaveLength(2);
  });

  test('is forgotten with its account and when everything is erased', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'a');
    await rig.settled((await keep(rig, ['a.txt'])).batchId!);
    const file = join(rig.userData, 'kept.json');
    expect(await readFile(file, 'utf8')).toContain('a.txt');
    await rig.call('accounts.remove', { accountId: rig.accountId, includeDocuments: false });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([]);
    await rig.call('storage.forgetEverything', { includeDocuments: true });
    expect(existsSync(file)).toBe(false);
  });

  test('stays kept if the list can’t be read, and the list is set aside', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'a');
    // A folder blocks each file.
    for (const name of ['kept.json', 'shared.json']) await mkdir(join(rig.userData, name));
    await rig.restart();
    await rig.settled((await keep(rig, ['a.txt'])).batchId!);
    const item = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf('a.txt') };
    await rig.call('shared.hide', { accountId: rig.accountId, item, hidden: true });
    for (const name of ['kept', 'shared']) {
      expect(existsSync(join(rig.userData, `${name}.broken.json`))).toBe(true);
      expect(await readFile(join(rig.userData, `${name}.json`), 'utf8')).toContain(item.itemId);
    }
  });

  test('is forgotten if the list is damaged, and the list is set aside', async () => {
    await using rig = await createTransferRig();
    await writeFile(join(rig.userData, 'kept.json'), '[{"accountId":');
    await rig.restart();
    expect(existsSync(join(rig.userData, 'kept.broken.json'))).toBe(true);
  });
});
