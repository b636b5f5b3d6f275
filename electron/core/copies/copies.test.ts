import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { inMyFiles } from '../testing/download-steps.ts';
import { openListed, rowNamed } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

/** name -> "present same" */
async function statesOf(rig: TransferRig): Promise<Record<string, string>> {
  const files = await rig.call('documents.list', {});
  return Object.fromEntries(files.map(({ name, state, remote }) => [name, `${state} ${remote}`]));
}

const idOf = async (rig: TransferRig, wanted: string): Promise<string> =>
  (await rig.call('documents.list', {})).find(({ name }) => name === wanted)?.documentId ?? '';

async function createRigWithCopies(names: readonly string[]): Promise<TransferRig> {
  const rig = await createTransferRig();
  for (const name of names) rig.service.drive.addFile(name, `${name}, as it was`);
  await rig.download(names);
  return rig;
}

describe('local copies compared with OneDrive', () => {
  test('show what is newer there, what is gone, and what was edited on both sides', async () => {
    await using rig = await createRigWithCopies(['same.txt', 'newer.txt', 'gone.txt', 'both.txt']);
    expect(await statesOf(rig)).toMatchObject({ 'same.txt': 'present unknown' });
    rig.service.drive.addFile('newer.txt', 'theirs');
    rig.service.drive.addFile('both.txt', 'theirs');
    rig.service.drive.remove('gone.txt');
    await writeFile(inMyFiles(rig, 'both.txt'), 'mine');
    await rig.call('documents.check', {});
    expect(await statesOf(rig)).toEqual({
      'same.txt': 'present same',
      'newer.txt': 'present newer',
      'gone.txt': 'present gone',
      'both.txt': 'changed newer',
    });
  });

  test('show the newer size in the list, too, unless the file has left OneDrive', async () => {
    await using rig = await createRigWithCopies(['newer.txt', 'gone.txt']);
    const { viewId } = await openListed(rig, { accountId: rig.accountId });
    rig.service.drive.addFile('newer.txt', 'theirs');
    rig.service.drive.remove('gone.txt');
    await rig.call('documents.check', {});
    expect(await rowNamed(rig, viewId, 'newer.txt')).toMatchObject({ sizeBytes: 'theirs'.length });
    expect(await rowNamed(rig, viewId, 'gone.txt')).toMatchObject({ name: 'gone.txt' });
  });

  test('are compared twenty to a request, and not again a moment later', async () => {
    await using rig = await createRigWithCopies(Array.from({ length: 45 }, (_, index) => `${index}.txt`));
    const before = rig.service.counters.count(/batch/);
    await rig.call('documents.check', {});
    await rig.call('documents.check', {});
    expect(rig.service.counters.count(/batch/) - before).toBe(3);
  });

  test('stay unknown without an answer, never up to date', async () => {
    await using rig = await createRigWithCopies(['a.txt']);
    rig.service.faults.add({ route: 'GET item', status: 403, times: 50 });
    await rig.call('documents.check', {});
    expect(await statesOf(rig)).toEqual({ 'a.txt': 'present unknown' });
  });

  test('are updated on request, except edited ones', async () => {
    await using rig = await createRigWithCopies(['newer.txt', 'both.txt']);
    for (const name of ['newer.txt', 'both.txt']) rig.service.drive.addFile(name, 'theirs');
    await writeFile(inMyFiles(rig, 'both.txt'), 'mine');
    const documentIds = [await idOf(rig, 'newer.txt'), await idOf(rig, 'both.txt')];
    expect(await rig.call('documents.renew', { documentIds })).toEqual({ count: 1 });
    await expect.poll(() => readFile(inMyFiles(rig, 'newer.txt'), 'utf8')).toBe('theirs');
    expect(await readFile(inMyFiles(rig, 'both.txt'), 'utf8')).toBe('mine');
  });

  test('are updated automatically if they are always kept', async () => {
    await using rig = await createRigWithCopies(['kept.txt', 'other.txt']);
    await rig.call('documents.keep', { documentIds: [await idOf(rig, 'kept.txt')], isKept: true });
    for (const name of ['kept.txt', 'other.txt']) rig.service.drive.addFile(name, 'theirs');
    await rig.call('documents.check', {});
    await expect.poll(() => readFile(inMyFiles(rig, 'kept.txt'), 'utf8')).toBe('theirs');
    expect(await readFile(inMyFiles(rig, 'other.txt'), 'utf8')).toBe('other.txt, as it was');
    await rig.restart();
    expect((await rig.call('documents.list', {})).find(({ name }) => name === 'kept.txt')?.isKept).toBe(true);
  });

  test('are removed to free up space only if OneDrive has the file and nobody edited or keeps it', async () => {
    await using rig = await createRigWithCopies(['same.txt', 'gone.txt', 'edited.txt', 'kept.txt']);
    rig.service.drive.remove('gone.txt');
    await writeFile(inMyFiles(rig, 'edited.txt'), 'mine');
    await rig.call('documents.keep', { documentIds: [await idOf(rig, 'kept.txt')], isKept: true });
    await rig.call('documents.check', {});
    const sizeBytes = 'same.txt, as it was'.length;
    expect(await rig.call('documents.planFreeSpace', {})).toEqual({ count: 1, sizeBytes });
    expect(await rig.call('documents.freeSpace', {})).toEqual({ count: 1, sizeBytes });
    const names = ['same.txt', 'gone.txt', 'edited.txt', 'kept.txt'];
    expect(names.filter((name) => existsSync(inMyFiles(rig, name)))).toEqual(names.slice(1));
    expect(rig.service.drive.tree()).toContain('same.txt');
  });

  test('are not removed to free up space if they just disappeared from OneDrive', async () => {
    await using rig = await createRigWithCopies(['a.txt']);
    await rig.call('documents.check', {});
    rig.service.drive.remove('a.txt');
    expect(await rig.call('documents.freeSpace', {})).toEqual({ count: 0, sizeBytes: 0 });
    expect(existsSync(inMyFiles(rig, 'a.txt'))).toBe(true);
  });

  test('are not removed to free up space until OneDrive confirms that it has them', async () => {
    await using rig = await createRigWithCopies(['a.txt']);
    await rig.call('documents.check', {});
    rig.service.drive.remove('a.txt');
    rig.service.faults.add({ route: 'GET item', status: 403, times: 50 });
    expect(await rig.failure('documents.freeSpace', {})).toMatchObject({ code: 'accessDenied' });
    expect(existsSync(inMyFiles(rig, 'a.txt'))).toBe(true);
  });

  test('are removed together, and failures are named', async () => {
    await using rig = await createRigWithCopies(['a.txt', 'b.txt', 'c.txt']);
    const documentIds = [await idOf(rig, 'a.txt'), await idOf(rig, 'b.txt'), 'not there'];
    expect(await rig.call('documents.removeMany', { documentIds })).toEqual({ failed: [] });
    expect(await statesOf(rig)).toEqual({ 'c.txt': 'present unknown' });
    expect(rig.service.drive.tree()).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });
});
