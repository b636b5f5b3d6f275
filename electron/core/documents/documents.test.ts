import { chmod, mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SavedFile } from '../../contract/local-copies.ts';
import { inMyFiles } from '../testing/download-steps.ts';
import { bytesOf, createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const toRef = (rig: TransferRig, path: string) => ({
  driveId: rig.service.drive.id,
  itemId: rig.service.drive.idOf(path),
});

async function downloaded(rig: TransferRig, content: string | Uint8Array = 'original'): Promise<SavedFile> {
  rig.service.drive.addFile('a.txt', content);
  await rig.download(['a.txt']);
  const [copy] = await rig.call('documents.list', {});
  if (copy === undefined) throw new Error('no copy');
  return copy;
}

async function saveBack(rig: TransferRig, { documentId }: SavedFile) {
  const { transferId } = await rig.call('documents.saveBack', { documentId });
  const { transfers } = await rig.call('transfers.list', {});
  const batchId = transfers.find((transfer) => transfer.transferId === transferId)?.batchId ?? '';
  const [transfer] = await rig.settled(batchId);
  if (transfer === undefined) throw new Error('no transfer');
  return transfer;
}

const listOf = (rig: TransferRig) => join(rig.userData, 'documents.jsonl');
const stateOf = async (rig: TransferRig) => (await rig.call('documents.list', {})).map(({ state }) => state);

describe('the documents folder', () => {
  test('is remembered at the next start', async () => {
    await using rig = await createTransferRig();
    const copy = await downloaded(rig);
    await rig.restart();
    expect(await rig.call('documents.list', {})).toEqual([copy]);
  });

  test('shows what was edited, touched and removed', async () => {
    await using rig = await createTransferRig();
    await downloaded(rig);
    const path = inMyFiles(rig, 'a.txt');
    expect(await stateOf(rig)).toEqual(['present']);
    await utimes(path, 1_000_000, 1_000_000);
    expect(await stateOf(rig), 'T63 another time is no change').toEqual(['present']);
    await writeFile(path, 'modified');
    expect(await stateOf(rig), 'the same size, other bytes').toEqual(['changed']);
    await writeFile(path, 'longer than before');
    expect(await stateOf(rig)).toEqual(['changed']);
    await rename(path, `${path}.away`);
    expect(await stateOf(rig)).toEqual(['missing']);
  });

  test('treats an edit that keeps size and time as an edit: it is neither replaced nor removed to free up space', async () => {
    await using rig = await createTransferRig();
    await downloaded(rig);
    const path = inMyFiles(rig, 'a.txt');
    const before = await stat(path);
    const mine = 'X'.repeat(before.size);
    await writeFile(path, mine);
    await utimes(path, before.atime, before.mtime);
    expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
    expect(await stateOf(rig)).toEqual(['changed']);
    await rig.restart();
    expect(await rig.call('documents.freeSpace', {})).toMatchObject({ count: 0 });
    rig.service.drive.addFile('a.txt', 'newer');
    await rig.download(['a.txt']);
    expect(await readFile(path, 'utf8')).toBe(mine);
    // A touched file is read only once.
    const other = inMyFiles(rig, 'a (2).txt');
    await chmod(other, 0o600);
    await stateOf(rig);
    const { changedMs } = (await readFile(listOf(rig), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { path: string[]; local: { changedMs: number } })
      .filter((record) => record.path.at(-1) === 'a (2).txt')
      .at(-1)!.local;
    expect(changedMs).toBe((await stat(other)).ctimeMs);
  });

  test('opens, shows and removes a copy', async () => {
    const asked: string[] = [];
    await using rig = await createTransferRig({
      adjust: (ports) => {
        ports.desktop = {
          ...ports.desktop,
          openPath: async (path) => (asked.push(`open ${path}`), ''),
          showInFolder: (path) => void asked.push(`show ${path}`),
          openFolder: async (path) => (asked.push(`folder ${path}`), ''),
        };
      },
    });
    const { documentId } = await downloaded(rig);
    const path = inMyFiles(rig, 'a.txt');
    await rig.call('documents.open', { documentId });
    await rig.call('documents.show', { documentId });
    await rig.call('documents.showFolder', {});
    expect(asked).toEqual([`open ${path}`, `show ${path}`, `folder ${rig.documents}`]);
    await rig.call('documents.remove', { documentId });
    expect(await rig.call('documents.list', {})).toEqual([]);
    expect(await readdir(rig.documents), 'the folders go with the last file').toEqual([]);
    expect(rig.service.drive.tree(), 'P2 the file in the drive stays').toEqual(['a.txt']);
    expect(rig.service.counters.count(/^DELETE/)).toBe(0);
    expect((await rig.failure('documents.open', { documentId })).code).toBe('notFound');
  });

  test('reports that a copy is gone or that no program opens it', async () => {
    await using rig = await createTransferRig({
      adjust: (ports) => {
        ports.desktop = { ...ports.desktop, openPath: async () => 'no program' };
      },
    });
    const { documentId } = await downloaded(rig);
    expect(await rig.failure('documents.open', { documentId })).toMatchObject({
      code: 'openFailed',
      subject: 'a.txt',
    });
    await rm(inMyFiles(rig, 'a.txt'));
    expect(await rig.failure('documents.open', { documentId })).toMatchObject({
      code: 'localFileMissing',
      subject: 'a.txt',
    });
    expect((await rig.failure('documents.show', { documentId })).code).toBe('localFileMissing');
    expect((await rig.failure('documents.saveBack', { documentId })).code).toBe('localFileMissing');
  });

  test('replaces an unedited copy with a newer version', async () => {
    await using rig = await createTransferRig();
    const { documentId } = await downloaded(rig);
    rig.service.drive.addFile('a.txt', 'newer');
    const [transfer] = await rig.download(['a.txt']);
    expect(transfer).toMatchObject({ state: 'done', documentId });
    expect(await readdir(inMyFiles(rig))).toEqual(['a.txt']);
    expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('newer');
    expect(await stateOf(rig)).toEqual(['present']);
  });

  test('P4 never overwrites an edited copy: the newer version gets a number', async () => {
    await using rig = await createTransferRig();
    await downloaded(rig);
    await writeFile(inMyFiles(rig, 'a.txt'), 'my work');
    rig.service.drive.addFile('a.txt', 'newer');
    const [transfer] = await rig.download(['a.txt']);
    expect(transfer).toMatchObject({ state: 'done', finalName: 'a (2).txt' });
    expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('my work');
    expect(await readFile(inMyFiles(rig, 'a (2).txt'), 'utf8')).toBe('newer');
    expect(
      (await rig.call('documents.list', {})).map(({ name, state }) => `${name} ${state}`).sort(),
    ).toEqual(['a (2).txt present', 'a.txt changed']);
  });

  test('T69 never overwrites a file of another origin', async () => {
    await using rig = await createTransferRig();
    await mkdir(inMyFiles(rig), { recursive: true });
    await writeFile(inMyFiles(rig, 'a.txt'), 'not ours');
    await downloaded(rig);
    expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('not ours');
    expect(await readFile(inMyFiles(rig, 'a (2).txt'), 'utf8')).toBe('original');
  });

  test('T63 doesn’t download the same version twice', async () => {
    await using rig = await createTransferRig();
    const { documentId } = await downloaded(rig);
    expect(await rig.download(['a.txt'])).toMatchObject([
      { state: 'done', outcome: 'downloaded', documentId, verified: true },
    ]);
    expect(rig.service.counters.count('GET download')).toBe(1);
  });

  test('renames the copy of a file that was renamed in the drive', async () => {
    await using rig = await createTransferRig();
    const { documentId } = await downloaded(rig);
    rig.service.drive.addFile('a.txt', 'newer');
    rig.service.drive.rename('a.txt', 'b.txt');
    expect(await rig.download(['b.txt'])).toMatchObject([{ state: 'done', documentId, finalName: 'b.txt' }]);
    expect(await readdir(inMyFiles(rig))).toEqual(['b.txt']);
    expect(await rig.call('documents.list', {})).toHaveLength(1);
  });

  test.each(['{', '{}', '[{"documentId":"x"}]', '[{"path":["..","..","etc","passwd"]}]'])(
    'sets aside a list that says %s',
    async (text) => {
      await using rig = await createTransferRig();
      await downloaded(rig);
      await writeFile(join(rig.userData, 'documents.jsonl'), text);
      await rig.restart();
      expect(await rig.call('documents.list', {})).toEqual([]);
      expect(await readFile(join(rig.userData, 'documents.broken.jsonl'), 'utf8')).toBe(text);
      expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('original');
    },
  );
});

describe('the list of copies on the disk', () => {
  test('grows by one line per copy and isn’t rewritten', async () => {
    await using rig = await createTransferRig();
    await downloaded(rig);
    const { ino } = await stat(listOf(rig));
    rig.service.drive.addFile('b.txt', 'other');
    await rig.download(['b.txt']);
    expect((await stat(listOf(rig))).ino).toBe(ino);
    await rig.restart();
    expect((await rig.call('documents.list', {})).map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
  });

  test('loses only the line that a crash cut off', async () => {
    await using rig = await createTransferRig();
    await downloaded(rig);
    const whole = await readFile(listOf(rig), 'utf8');
    await writeFile(listOf(rig), whole + whole.slice(0, 20));
    await rig.restart();
    expect(await rig.call('documents.list', {})).toMatchObject([{ name: 'a.txt', state: 'present' }]);
    rig.service.drive.addFile('b.txt', 'other');
    await rig.download(['b.txt']);
    await rig.restart();
    expect((await rig.call('documents.list', {})).map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
  });

  test('keeps no name of a removed copy', async () => {
    await using rig = await createTransferRig();
    const { documentId } = await downloaded(rig);
    rig.service.drive.addFile('b.txt', 'other');
    await rig.download(['b.txt']);
    await rig.call('documents.remove', { documentId });
    const text = await readFile(listOf(rig), 'utf8');
    expect(text).not.toContain('a.txt');
    expect(text).toContain('b.txt');
  });

  test('is rewritten when most of its lines are obsolete', async () => {
    await using rig = await createTransferRig();
    await downloaded(rig);
    const line = await readFile(listOf(rig), 'utf8');
    await writeFile(listOf(rig), line.repeat(1_500));
    await rig.restart();
    rig.service.drive.addFile('b.txt', 'other');
    await rig.download(['b.txt']);
    expect((await readFile(listOf(rig), 'utf8')).trim().split('\n')).toHaveLength(2);
  });
});

async function openingRig(openPath: (path: string) => Promise<string> = async () => '') {
  const opened: string[] = [];
  const rig = await createTransferRig({
    adjust: (ports) => {
      ports.desktop = { ...ports.desktop, openPath: (path) => (opened.push(path), openPath(path)) };
    },
  });
  rig.service.drive.addFile('Finance/a.txt', 'original');
  const open = async () => {
    const before = opened.length;
    const { transferId } = await rig.call('items.open', {
      accountId: rig.accountId,
      item: toRef(rig, 'Finance/a.txt'),
    });
    if (transferId === null) return null;
    const { transfers } = await rig.call('transfers.list', {});
    const [transfer] = await rig.settled(
      transfers.find((one) => one.transferId === transferId)?.batchId ?? '',
    );
    await expect.poll(() => opened.length).toBeGreaterThan(before);
    return transfer ?? null;
  };
  return { rig, opened, open };
}

describe('opening a file of the drive', () => {
  test('downloads it first, into the folder of its place', async () => {
    const scene = await openingRig();
    await using rig = scene.rig;
    expect(await scene.open()).toMatchObject({ state: 'done', path: 'myfiles/Finance' });
    expect(scene.opened).toEqual([inMyFiles(rig, 'Finance', 'a.txt')]);
  });

  test('downloads only what is outdated here', async () => {
    const scene = await openingRig();
    await using rig = scene.rig;
    await scene.open();
    expect(await scene.open()).toBeNull();
    expect(scene.opened).toHaveLength(2);
    rig.service.drive.addFile('Finance/a.txt', 'newer');
    expect(await scene.open()).toMatchObject({ state: 'done' });
    expect(await readFile(scene.opened.at(-1) ?? '', 'utf8')).toBe('newer');
  });

  test('opens an edited copy as it is', async () => {
    const scene = await openingRig();
    await using rig = scene.rig;
    await scene.open();
    await writeFile(inMyFiles(rig, 'Finance', 'a.txt'), 'my work');
    rig.service.drive.addFile('Finance/a.txt', 'newer');
    expect(await scene.open()).toBeNull();
    expect(await readFile(scene.opened.at(-1) ?? '', 'utf8')).toBe('my work');
  });

  test('T47 opens the local copy without a network', async () => {
    const scene = await openingRig();
    await using rig = scene.rig;
    await scene.open();
    rig.service.faults.add({ route: 'GET item', times: Number.POSITIVE_INFINITY, reset: 'beforeEffect' });
    expect(await scene.open()).toBeNull();
    expect(scene.opened).toHaveLength(2);
  });

  test('downloads it once if it is opened twice at the same time', async () => {
    const scene = await openingRig();
    await using rig = scene.rig;
    const [first, second] = await Promise.all([scene.open(), scene.open()]);
    expect(first?.transferId).toBe(second?.transferId);
    expect(rig.service.counters.count('GET download')).toBe(1);
    expect(scene.opened).toHaveLength(1);
  });

  test('reports with the finished transfer that no program opened it', async () => {
    const scene = await openingRig(async () => 'no program');
    await using rig = scene.rig;
    const done = await scene.open();
    const told = await rig.until(done?.batchId ?? '', ({ failure }) => failure !== null);
    expect(told).toMatchObject({
      state: 'done',
      outcome: 'downloaded',
      failure: { code: 'openFailed', subject: 'a.txt' },
    });
  });
});

describe('an edited copy that is saved back', () => {
  test.each([
    ['small', 20],
    ['large', 5 * mebibyte],
  ] as const)('T49 becomes the next version of its file (%s)', async (_size, sizeBytes) => {
    await using rig = await createTransferRig();
    const copy = await downloaded(rig);
    const content = bytesOf(sizeBytes);
    await writeFile(inMyFiles(rig, 'a.txt'), content);
    expect(await saveBack(rig, copy)).toMatchObject({
      state: 'done',
      outcome: 'updated',
      verified: true,
      documentId: copy.documentId,
    });
    expect(rig.service.drive.bytes('a.txt').equals(content)).toBe(true);
    expect(rig.service.drive.find('a.txt')?.rare?.versions).toHaveLength(1);
    expect(await stateOf(rig)).toEqual(['present']);
    await writeFile(inMyFiles(rig, 'a.txt'), 'again');
    expect(await saveBack(rig, copy), 'and so does the next edit').toMatchObject({
      state: 'done',
      outcome: 'updated',
    });
  });

  test('T50 P5 ignores a newer eTag if the content is the same', async () => {
    await using rig = await createTransferRig();
    const copy = await downloaded(rig);
    rig.service.drive.rename('a.txt', 'renamed.txt');
    await writeFile(inMyFiles(rig, 'a.txt'), 'my work');
    expect(await saveBack(rig, copy), 'T53 saved by id, wherever it is now').toMatchObject({
      state: 'done',
      outcome: 'updated',
      finalName: 'renamed.txt',
    });
    expect(rig.service.drive.tree()).toEqual(['renamed.txt']);
    expect(rig.service.drive.bytes('renamed.txt').toString()).toBe('my work');
  });

  test('T51 P5 asks if the file was changed there, and writes nothing', async () => {
    await using rig = await createTransferRig();
    const copy = await downloaded(rig);
    await writeFile(inMyFiles(rig, 'a.txt'), 'my work');
    rig.service.drive.addFile('a.txt', 'their work!');
    const conflict = await saveBack(rig, copy);
    expect(conflict).toMatchObject({
      state: 'conflict',
      conflict: { local: { sizeBytes: 7 }, existing: { sizeBytes: 11 } },
    });
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('their work!');
    const [kept] = await rig.resolve(conflict, 'keepBoth');
    expect(kept).toMatchObject({ state: 'done', outcome: 'keptBoth', finalName: 'a 1.txt' });
    expect(rig.service.drive.bytes('a 1.txt').toString()).toBe('my work');
    expect(await stateOf(rig)).toEqual(['present']);
  });

  test('T51 P5 also asks if it changed between the check and the save', async () => {
    await using rig = await createTransferRig();
    const copy = await downloaded(rig);
    await writeFile(inMyFiles(rig, 'a.txt'), 'my work');
    const stop = rig.service.faults.hold({ route: 'PUT content', reset: 'beforeEffect' });
    const { transferId } = await rig.call('documents.saveBack', { documentId: copy.documentId });
    const batchId =
      (await rig.call('transfers.list', {})).transfers.find((one) => one.transferId === transferId)
        ?.batchId ?? '';
    await rig.until(batchId, () => stop.struck > 0);
    rig.service.drive.addFile('a.txt', 'their work!');
    stop.letGo();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'conflict' }]);
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('their work!');
  });

  test('T52 can be created again if its file was deleted there, and stays here', async () => {
    await using rig = await createTransferRig();
    const copy = await downloaded(rig);
    await writeFile(inMyFiles(rig, 'a.txt'), 'my work');
    rig.service.drive.remove('a.txt');
    const conflict = await saveBack(rig, copy);
    expect(conflict).toMatchObject({
      state: 'conflict',
      conflict: { existing: { sizeBytes: null, modifiedAt: null, modifiedBy: null } },
    });
    expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('my work');
    const [made] = await rig.resolve(conflict, 'replace');
    expect(made).toMatchObject({ state: 'done', outcome: 'created', finalName: 'a.txt' });
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('my work');
    await writeFile(inMyFiles(rig, 'a.txt'), 'more work');
    expect(await saveBack(rig, copy), 'and it belongs to the new file').toMatchObject({
      state: 'done',
      outcome: 'updated',
    });
  });

  test('T54 reports that its folder was deleted there, and stays here', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Finance/a.txt', 'original');
    await rig.download(['a.txt'], 'Finance');
    const [copy] = await rig.call('documents.list', {});
    await writeFile(inMyFiles(rig, 'Finance', 'a.txt'), 'my work');
    rig.service.drive.remove('Finance');
    const conflict = await saveBack(rig, copy!);
    expect(conflict.state).toBe('conflict');
    const [failed] = await rig.resolve(conflict, 'replace');
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'folderGone' } });
    expect(await readFile(inMyFiles(rig, 'Finance', 'a.txt'), 'utf8')).toBe('my work');
  });

  test('T61 sends nothing if it wasn’t edited', async () => {
    await using rig = await createTransferRig();
    const copy = await downloaded(rig);
    const time = (await stat(inMyFiles(rig, 'a.txt'))).mtimeMs / 1000 + 60;
    await utimes(inMyFiles(rig, 'a.txt'), time, time);
    expect(await saveBack(rig, copy)).toMatchObject({ state: 'done', outcome: 'skipped' });
    expect(rig.service.counters.count(/^PUT/)).toBe(0);
  });

  test('asks nothing if somebody else made the same change', async () => {
    await using rig = await createTransferRig();
    const copy = await downloaded(rig);
    await writeFile(inMyFiles(rig, 'a.txt'), 'the same');
    rig.service.drive.addFile('a.txt', 'the same');
    expect(await saveBack(rig, copy)).toMatchObject({ state: 'done', outcome: 'updated', verified: true });
    expect(rig.service.counters.count(/^PUT/)).toBe(0);
    expect(await stateOf(rig)).toEqual(['present']);
  });
});

describe('storage', () => {
  test('shows what is kept on this computer', async () => {
    await using rig = await createTransferRig();
    await downloaded(rig, 'twelve bytes');
    await rig.call('settings.change', { theme: 'dark' });
    expect(await rig.call('storage.summary', {})).toMatchObject({
      documentsFolder: rig.documents,
      documents: { count: 1, sizeBytes: 12 },
      index: { count: 1 },
      sealing: 'unavailable',
    });
    const { index, settings } = await rig.call('storage.summary', {});
    expect(index.sizeBytes).toBeGreaterThan(1000);
    expect(settings.sizeBytes).toBeGreaterThan(10);
  });

  test.each([true, false])('is forgotten with the local copies: %s', async (includeDocuments) => {
    await using rig = await createTransferRig();
    await downloaded(rig);
    await rig.call('settings.change', { theme: 'dark' });
    const stop = rig.service.faults.hold({ route: 'PUT upload range' });
    const batchId = await rig.begin([await rig.write('large.bin', bytesOf(5 * mebibyte))]);
    await rig.until(batchId, () => stop.struck > 0);
    await rig.call('storage.forgetEverything', { includeDocuments });
    stop.letGo();
    expect((await rig.call('transfers.list', {})).transfers).toEqual([]);
    expect(await rig.call('accounts.list', {})).toEqual([]);
    expect((await rig.call('settings.get', {})).theme).toBe('system');
    expect(rig.service.drive.tree(), 'what is in the drive stays').toEqual(['a.txt']);
    const copies = await rig.call('documents.list', {});
    if (includeDocuments) {
      expect(copies).toEqual([]);
      await expect(stat(rig.documents)).rejects.toThrow('ENOENT');
    } else {
      expect(copies).toMatchObject([{ name: 'a.txt', state: 'present' }]);
      expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('original');
    }
    const left = await readdir(rig.userData, { recursive: true, withFileTypes: true });
    const names = left.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect(names.sort()).toEqual(includeDocuments ? [] : ['a.txt', 'documents.jsonl']);
  });
});
