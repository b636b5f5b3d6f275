import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandPart, NameConflict } from '../../contract/methods.ts';
import { command, commandFailure } from '../testing/command-steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

const sending = (rig: TransferRig, paths: readonly string[], to: string) => ({
  accountId: rig.accountId,
  sources: paths.map((path) => ({ path, name: null })),
  to,
  recursive: false,
  makeFolders: false,
  conflict: 'fail' as NameConflict,
  dryRun: false,
});

const downloading = (rig: TransferRig, targets: readonly string[], to: string | null) => ({
  accountId: rig.accountId,
  targets: [...targets],
  to,
  recursive: false,
  conflict: 'fail' as NameConflict,
  dryRun: false,
});

const itemsOf = (parts: readonly CommandPart<'files.save'>[]) =>
  parts.flatMap((part) => (part.type === 'item' ? [part.item] : []));
const outcomes = (parts: readonly CommandPart<'files.save'>[]) =>
  itemsOf(parts).map(({ path, outcome }) => `${outcome} ${path}`);

const list = (rig: TransferRig, target: string, more: object = {}) =>
  command(rig, 'files.list', {
    accountId: rig.accountId,
    target,
    recursive: false,
    limit: null,
    ...more,
  });

const make = (rig: TransferRig, path: string, parents = false, dryRun = false) =>
  ({ accountId: rig.accountId, path, parents, dryRun }) as const;

const writes = (rig: TransferRig): number => rig.service.counters.count(/^(PUT|POST|PATCH|DELETE) /);

describe('list', () => {
  test('lists the contents of a folder, however it is named', async () => {
    await using rig = await createTransferRig();
    const { drive } = rig.service;
    drive.addFile('Finance/2026/a.txt', 'aaa');
    drive.addFile('Finance/b.txt', 'bb');
    const { value, parts } = await list(rig, 'myfiles/Finance');
    expect(value).toEqual({ path: 'myfiles/Finance', files: 1, folders: 1, sizeBytes: 2 });
    expect(parts.flat().map(({ path, kind, sizeBytes }) => [path, kind, sizeBytes])).toEqual([
      ['myfiles/Finance/2026', 'folder', null],
      ['myfiles/Finance/b.txt', 'file', 2],
    ]);
    const ids = { driveId: drive.id, itemId: drive.idOf('Finance') };
    for (const target of ['onedrive://Finance', 'myfiles/finance/', 'myfiles/%46inance'])
      expect((await list(rig, target)).value.files, target).toBe(1);
    const byIds = await command(rig, 'files.list', {
      accountId: rig.accountId,
      target: ids,
      recursive: false,
      limit: null,
    });
    expect(byIds.value).toMatchObject({ path: 'myfiles/Finance', files: 1 });
    const { value: where } = await command(rig, 'items.where', {
      accountId: rig.accountId,
      target: 'myfiles/Finance',
    });
    expect((await list(rig, where.webUrl ?? '')).value).toMatchObject({ path: 'myfiles/Finance', files: 1 });
  });

  test('includes all subfolders on request, and stops at the limit', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFolder('Big', { files: 1_500 });
    rig.service.drive.addFile('Big/Deep/Deeper/a.txt', 'a');
    const { value, parts } = await list(rig, 'myfiles', { recursive: true });
    expect(value).toMatchObject({ files: 1_501, folders: 3 });
    expect(Math.max(...parts.map(({ length }) => length))).toBe(1_000);
    const limited = await list(rig, 'myfiles', { recursive: true, limit: 7 });
    expect(limited.parts.flat()).toHaveLength(7);
  });

  test('names a missing folder with its parent', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Finance/a.txt', 'a');
    const ask = (target: string) =>
      commandFailure(rig, 'files.list', { accountId: rig.accountId, target, recursive: false, limit: null });
    expect(await ask('myfiles/Finance/Invoices/May')).toMatchObject({
      code: 'pathNotFound',
      facts: { missing: 'Invoices', nearest: 'myfiles/Finance' },
    });
    expect(await ask('myfiles/Finance/a.txt/b')).toMatchObject({ code: 'notAFolder', subject: 'a.txt' });
    expect(await ask('elsewhere/a')).toMatchObject({ code: 'pathMalformed' });
  });

  test('also lists what others share', async () => {
    await using rig = await createTransferRig({ content: 'showcase' });
    const shared = await list(rig, 'shared');
    const folder = shared.parts.flat().find(({ kind }) => kind === 'folder');
    expect(folder).toMatchObject({ sharing: 'withMe' });
    expect((await list(rig, folder!.path)).value.path).toBe(folder!.path);
  });
});

describe('create, update and save', () => {
  test('T58 create refuses an existing file, update a missing one, and save accepts both and reports which', async () => {
    await using rig = await createTransferRig();
    const a = await rig.write('a.txt', 'one');
    const created = await command(rig, 'files.create', sending(rig, [a], 'myfiles'));
    expect(created.value).toMatchObject({ created: 1, failed: 0, bytes: 3 });
    await writeFile(a, 'two');
    const again = await command(rig, 'files.create', sending(rig, [a], 'myfiles'));
    expect(itemsOf(again.parts)).toMatchObject([{ outcome: 'failed', failure: { code: 'nameExists' } }]);
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('one');
    const update = { ...sending(rig, [a], 'myfiles'), conflict: 'replace' as const };
    const updated = await command(rig, 'files.update', update);
    expect(outcomes(updated.parts)).toEqual(['updated myfiles/a.txt']);
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('two');

    const b = await rig.write('b.txt', 'b');
    expect(await commandFailure(rig, 'files.update', sending(rig, [b], 'myfiles'))).toMatchObject({
      code: 'pathNotFound',
      facts: { missing: 'b.txt' },
    });
    await writeFile(a, 'three');
    const c = await rig.write('c.txt', 'c');
    rig.service.drive.addFolder('c.txt');
    expect(await commandFailure(rig, 'files.update', sending(rig, [a, c], 'myfiles'))).toMatchObject({
      code: 'isAFolder',
      subject: 'c.txt',
    });
    expect(rig.service.drive.bytes('a.txt').toString(), 'nothing is sent then').toBe('two');
    const saved = await command(rig, 'files.save', {
      ...sending(rig, [a, b], 'myfiles'),
      conflict: 'replace',
    });
    expect(outcomes(saved.parts).sort()).toEqual(['created myfiles/b.txt', 'updated myfiles/a.txt']);
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('three');
  });

  test('create also refuses an identical file', async () => {
    await using rig = await createTransferRig();
    const a = await rig.write('a.txt', 'one');
    await command(rig, 'files.create', sending(rig, [a], 'myfiles'));
    const again = await command(rig, 'files.create', sending(rig, [a], 'myfiles'));
    expect(again.value).toMatchObject({ failed: 1, identical: 0 });
    const skipped = await command(rig, 'files.create', {
      ...sending(rig, [a], 'myfiles'),
      conflict: 'skipSame',
    });
    expect(skipped.value).toMatchObject({ failed: 0, identical: 1 });
  });

  test('a name that is taken gets the next number or the new content, as requested', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'theirs');
    const a = await rig.write('a.txt', 'mine');
    const renamed = await command(rig, 'files.create', {
      ...sending(rig, [a], 'myfiles'),
      conflict: 'rename',
    });
    expect(outcomes(renamed.parts)).toEqual(['keptBoth myfiles/a 1.txt']);
    const same = await command(rig, 'files.save', { ...sending(rig, [a], 'myfiles'), conflict: 'skipSame' });
    expect(same.value.failed).toBe(1);
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('theirs');
    const replaced = await command(rig, 'files.create', {
      ...sending(rig, [a], 'myfiles'),
      conflict: 'replace',
    });
    expect(replaced.value).toMatchObject({ updated: 1 });
  });

  test('update sends no identical content, replaces only if it may, and predicts both', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('same.txt', 'same');
    rig.service.drive.addFile('other.txt', 'theirs');
    const same = await rig.write('same.txt', 'same');
    const files = [same, await rig.write('other.txt', 'mine!!')];
    const update = async (conflict: NameConflict, dryRun: boolean, paths = files) => {
      const ran = await command(rig, 'files.update', { ...sending(rig, paths, 'myfiles'), conflict, dryRun });
      return outcomes(ran.parts).sort();
    };
    const refused = ['failed myfiles/other.txt', 'failed myfiles/same.txt'];
    expect([await update('fail', true), await update('fail', false)]).toEqual([refused, refused]);
    const skipped = ['failed myfiles/other.txt', 'identical myfiles/same.txt'];
    expect([await update('skipSame', true), await update('skipSame', false)]).toEqual([skipped, skipped]);
    expect(rig.service.drive.bytes('other.txt').toString()).toBe('theirs');
    const before = writes(rig);
    expect(await update('replace', false, [same])).toEqual(['identical myfiles/same.txt']);
    const updated = ['identical myfiles/same.txt', 'updated myfiles/other.txt'];
    expect(await update('replace', true)).toEqual(updated);
    expect(writes(rig), 'nothing is sent').toBe(before);
    expect(await update('replace', false)).toEqual(updated);
    expect(rig.service.drive.bytes('other.txt').toString()).toBe('mine!!');
  });

  test('the last part of the path is the name unless it is a folder', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFolder('Finance');
    const a = await rig.write('a.txt', 'one');
    await command(rig, 'files.create', sending(rig, [a], 'myfiles/Finance/report.txt'));
    expect(rig.service.drive.tree()).toContain('Finance/report.txt');
    await writeFile(a, 'two');
    const update = { ...sending(rig, [a], 'myfiles/Finance/report.txt'), conflict: 'replace' as const };
    expect((await command(rig, 'files.update', update)).value).toMatchObject({ updated: 1 });
  });

  test('missing folders are named, or created on request', async () => {
    await using rig = await createTransferRig();
    const a = await rig.write('a.txt', 'one');
    const to = 'myfiles/New/Deep/a.txt';
    const before = writes(rig);
    expect(await commandFailure(rig, 'files.create', sending(rig, [a], to))).toMatchObject({
      code: 'pathNotFound',
      facts: { missing: 'New', nearest: 'myfiles' },
    });
    expect(await commandFailure(rig, 'files.create', sending(rig, [a], 'myfiles/New/'))).toMatchObject({
      code: 'pathNotFound',
    });
    expect(writes(rig)).toBe(before);
    await command(rig, 'files.create', { ...sending(rig, [a], to), makeFolders: true });
    await command(rig, 'files.create', { ...sending(rig, [a], 'myfiles/Other/'), makeFolders: true });
    expect(rig.service.drive.tree()).toEqual(expect.arrayContaining(['New/Deep/a.txt', 'Other/a.txt']));
  });

  test('what can’t be sent is reported before anything is sent', async () => {
    await using rig = await createTransferRig();
    const a = await rig.write('a.txt', 'one');
    const bad = await rig.write('con.txt', 'x');
    await symlink(a, join(rig.local, 'link'));
    await mkdir(join(rig.local, 'folder'));
    const before = writes(rig);
    const refuse = (paths: string[]) => commandFailure(rig, 'files.create', sending(rig, paths, 'myfiles'));
    expect(await refuse([a, bad])).toMatchObject({ code: 'badName', subject: 'con.txt' });
    expect(await refuse([a, join(rig.local, 'gone')])).toMatchObject({
      code: 'localFileMissing',
      subject: 'gone',
    });
    expect(await refuse([a, join(rig.local, 'link')])).toMatchObject({ code: 'localNotAFile' });
    expect(await refuse([a, join(rig.local, 'folder')])).toMatchObject({
      code: 'isAFolder',
      subject: 'folder',
    });
    expect(writes(rig)).toBe(before);
    expect(rig.service.drive.tree()).toEqual([]);
  });

  test('a folder is sent with everything in it', async () => {
    await using rig = await createTransferRig();
    await rig.write('Trip/day 1/a.txt', 'a');
    await rig.write('Trip/b.txt', 'b');
    const { value, parts } = await command(rig, 'files.save', {
      ...sending(rig, [join(rig.local, 'Trip')], 'myfiles'),
      recursive: true,
    });
    expect(value).toMatchObject({ created: 2, folders: 2 });
    expect(outcomes(parts)).toContain('created myfiles/Trip/day 1/a.txt');
  });

  test('a dry run reports what would be done and sends nothing', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Trip/b.txt', 'old');
    rig.service.drive.addFile('Trip/same.txt', 'same');
    await rig.write('Trip/day 1/a.txt', 'a');
    await rig.write('Trip/b.txt', 'new');
    await rig.write('Trip/same.txt', 'same');
    const before = writes(rig);
    const dry = { ...sending(rig, [join(rig.local, 'Trip')], 'myfiles'), recursive: true, dryRun: true };
    const { value, parts } = await command(rig, 'files.save', { ...dry, conflict: 'replace' });
    expect(outcomes(parts).sort()).toEqual([
      'created myfiles/Trip/day 1/a.txt',
      'folderCreated myfiles/Trip/day 1',
      'folderExisted myfiles/Trip',
      'identical myfiles/Trip/same.txt',
      'updated myfiles/Trip/b.txt',
    ]);
    expect(value).toMatchObject({ batchId: null, created: 1, updated: 1, identical: 1 });
    const made = await command(rig, 'files.save', { ...dry, to: 'myfiles/New/Deep/', makeFolders: true });
    expect(outcomes(made.parts)).toContain('created myfiles/New/Deep/Trip/b.txt');
    expect(writes(rig)).toBe(before);
    expect((await rig.call('transfers.list', {})).transfers).toEqual([]);
  });
});

describe('download', () => {
  test('saves to the documents folder, a folder, or a name', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Finance/a.txt', 'content');
    const download = async (to: string | null) => {
      const { parts } = await command(rig, 'files.download', downloading(rig, ['myfiles/Finance/a.txt'], to));
      return itemsOf(parts)[0];
    };
    const kept = await download(null);
    expect(kept).toMatchObject({ outcome: 'downloaded', path: 'myfiles/Finance/a.txt' });
    expect(kept?.localPath?.startsWith(rig.documents)).toBe(true);
    expect((await download(rig.local))?.localPath).toBe(join(rig.local, 'a.txt'));
    expect((await download(join(rig.local, 'b.txt')))?.localPath).toBe(join(rig.local, 'b.txt'));
    expect(await readFile(join(rig.local, 'b.txt'), 'utf8')).toBe('content');
  });

  test('replaces, numbers, skips or keeps an existing file, as requested', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'theirs');
    const path = await rig.write('a.txt', 'mine');
    const download = (conflict: NameConflict) =>
      command(rig, 'files.download', { ...downloading(rig, ['myfiles/a.txt'], rig.local), conflict });
    expect(itemsOf((await download('fail')).parts)).toMatchObject([{ failure: { code: 'nameExists' } }]);
    expect((await download('skipSame')).value).toMatchObject({ failed: 1 });
    expect(await readFile(path, 'utf8')).toBe('mine');
    const renamed = await download('rename');
    expect(itemsOf(renamed.parts)[0]?.localPath).toBe(join(rig.local, 'a (2).txt'));
    expect((await download('replace')).value).toMatchObject({ downloaded: 1 });
    expect(await readFile(path, 'utf8')).toBe('theirs');
    const requests = rig.service.counters.count(/content/);
    expect((await download('skipSame')).value).toMatchObject({ identical: 1, failed: 0 });
    expect(rig.service.counters.count(/content/)).toBe(requests);
  });

  test('includes folders on request, and downloads nothing in a dry run', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Trip/day 1/a.txt', 'a');
    rig.service.drive.addFile('Trip/b.txt', 'b');
    const input = downloading(rig, ['myfiles/Trip'], rig.local);
    expect(await commandFailure(rig, 'files.download', input)).toMatchObject({ code: 'isAFolder' });
    const dry = await command(rig, 'files.download', { ...input, recursive: true, dryRun: true });
    expect(dry.value).toMatchObject({ downloaded: 2, folders: 2 });
    expect(outcomes(dry.parts)).toContain('downloaded myfiles/Trip/day 1/a.txt');
    await expect(readFile(join(rig.local, 'Trip/b.txt'))).rejects.toThrow('ENOENT');
    const { value } = await command(rig, 'files.download', { ...input, recursive: true });
    expect(value).toMatchObject({ downloaded: 2, folders: 2, failed: 0 });
    expect(await readFile(join(rig.local, 'Trip/day 1/a.txt'), 'utf8')).toBe('a');
  });

  test('includes a whole drive on request, item by item', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'a');
    rig.service.drive.addFile('Folder/b.txt', 'b');
    const whole = downloading(rig, ['myfiles'], rig.local);
    expect(await commandFailure(rig, 'files.download', whole)).toMatchObject({ code: 'isAFolder' });
    const { value } = await command(rig, 'files.download', { ...whole, recursive: true });
    expect(value).toMatchObject({ downloaded: 2, failed: 0 });
    expect((await readdir(rig.local, { recursive: true })).toSorted()).toEqual([
      'Folder',
      'Folder/b.txt',
      'a.txt',
    ]);
  });

  test('names a missing local folder', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'a');
    const to = join(rig.local, 'none', 'b.txt');
    expect(
      await commandFailure(rig, 'files.download', downloading(rig, ['myfiles/a.txt'], to)),
    ).toMatchObject({
      code: 'localFolderMissing',
      subject: 'a.txt',
      facts: { missing: 'none' },
    });
  });
});

describe('delete', () => {
  test('counts the items, and refuses folders unless requested', async () => {
    await using rig = await createTransferRig();
    const { drive } = rig.service;
    drive.addFile('Old/2020/a.txt', 'aa');
    drive.addFile('Old/b.txt', 'b');
    drive.addFile('c.txt', 'ccc');
    const input = { accountId: rig.accountId, targets: ['myfiles/Old', 'myfiles/c.txt'], dryRun: false };
    expect(await commandFailure(rig, 'files.delete', { ...input, recursive: false })).toMatchObject({
      code: 'isAFolder',
      subject: 'Old',
    });
    const counts = { files: 1, folders: 1, filesInside: 2, foldersInside: 1, sizeBytes: 6, failed: [] };
    const dry = await command(rig, 'files.delete', { ...input, recursive: true, dryRun: true });
    expect(dry.value).toEqual(counts);
    expect(drive.tree()).toContain('c.txt');
    const { value, parts } = await command(rig, 'files.delete', { ...input, recursive: true });
    expect(value).toEqual(counts);
    expect(parts.map(({ path }) => path)).toEqual(['myfiles/Old', 'myfiles/c.txt']);
    expect(drive.tree()).toEqual([]);
  });

  test('names each item that stayed, however many and even with the same name', async () => {
    await using rig = await createTransferRig();
    const { drive } = rig.service;
    const targets = ['A/a.txt', 'B/a.txt', ...Array.from({ length: 110 }, (_, n) => `C/${String(n)}.txt`)];
    for (const path of targets) {
      drive.addFile(path, 'a');
      drive.lock(path);
    }
    drive.addFile('gone.txt', 'b');
    const paths = [...targets, 'gone.txt'].map((path) => `myfiles/${path}`);
    const input = { accountId: rig.accountId, targets: paths, recursive: false, dryRun: false };
    const { value, parts } = await command(rig, 'files.delete', input);
    expect(parts.map(({ path }) => path)).toEqual(['myfiles/gone.txt']);
    expect(value.failed.map(({ path }) => path)).toEqual(paths.slice(0, -1));
    expect(value.files).toBe(1);
  });

  test('deletes nothing if one of the items is missing', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'a');
    const targets = ['myfiles/a.txt', 'myfiles/b.txt'];
    const input = { accountId: rig.accountId, targets, recursive: false, dryRun: false };
    expect(await commandFailure(rig, 'files.delete', input)).toMatchObject({
      code: 'pathNotFound',
      facts: { missing: 'b.txt' },
    });
    expect(rig.service.drive.tree()).toEqual(['a.txt']);
    expect(
      await commandFailure(rig, 'files.delete', { ...input, targets: ['myfiles'], recursive: true }),
    ).toMatchObject({ code: 'placeRefused' });
  });
});

describe('folders', () => {
  test('are created one by one, or with their parents', async () => {
    await using rig = await createTransferRig();
    expect((await command(rig, 'folders.make', make(rig, 'myfiles/A'))).value).toMatchObject({
      madeCount: 1,
    });
    expect(await commandFailure(rig, 'folders.make', make(rig, 'myfiles/A'))).toMatchObject({
      code: 'nameExists',
    });
    expect(await commandFailure(rig, 'folders.make', make(rig, 'myfiles/B/C'))).toMatchObject({
      code: 'pathNotFound',
    });
    const dry = await command(rig, 'folders.make', make(rig, 'myfiles/A/B/C', true, true));
    expect(dry.value).toEqual({
      path: 'myfiles/A/B/C',
      item: null,
      madeCount: 2,
      made: ['myfiles/A/B', 'myfiles/A/B/C'],
    });
    expect(rig.service.drive.tree()).toEqual(['A/']);
    expect((await command(rig, 'folders.make', make(rig, 'myfiles/A/B/C', true))).value.madeCount).toBe(2);
    expect((await command(rig, 'folders.make', make(rig, 'myfiles/A/B/C', true))).value.madeCount).toBe(0);
    expect(await commandFailure(rig, 'folders.make', make(rig, 'myfiles/A/con'))).toMatchObject({
      code: 'badName',
    });
  });

  test('are compared by name, size and hash, without a transfer', async () => {
    await using rig = await createTransferRig();
    const { drive } = rig.service;
    await rig.write('Here/same.txt', 'same');
    await rig.write('Here/size.txt', 'longer');
    await rig.write('Here/hash.txt', 'abc');
    await rig.write('Here/Sub/mine.txt', 'x');
    drive.addFile('There/same.txt', 'same');
    drive.addFile('There/size.txt', 'short');
    drive.addFile('There/hash.txt', 'abd');
    drive.addFile('There/Sub/theirs.txt', 'y');
    const before = writes(rig);
    const { value, parts } = await command(rig, 'folders.check', {
      accountId: rig.accountId,
      local: join(rig.local, 'Here'),
      target: 'myfiles/There',
    });
    expect(value).toEqual({ same: 1, differing: 2, onlyHere: 1, onlyThere: 1, unreadable: 0 });
    expect(parts.map(({ path, state, by }) => `${path} ${state} ${by}`).sort()).toEqual([
      'Sub/mine.txt onlyHere null',
      'Sub/theirs.txt onlyThere null',
      'hash.txt differs hash',
      'size.txt differs size',
    ]);
    expect(writes(rig)).toBe(before);
    expect(rig.service.counters.count(/content/)).toBe(0);
  });

  test('are compared as far as they can be read', async () => {
    await using rig = await createTransferRig();
    const { drive, faults } = rig.service;
    for (const path of ['a.txt', 'Gone/b.txt', 'Stays/c.txt']) {
      await rig.write(`Here/${path}`, 'text');
      drive.addFile(`There/${path}`, 'text');
    }
    const held = faults.hold({ route: 'GET children' });
    const checked = command(rig, 'folders.check', {
      accountId: rig.accountId,
      local: join(rig.local, 'Here'),
      target: 'myfiles/There',
    });
    await expect.poll(() => held.struck).toBe(1);
    await rm(join(rig.local, 'Here', 'Gone'), { recursive: true });
    held.letGo();
    const { value, parts } = await checked;
    expect(value).toMatchObject({ same: 2, unreadable: 1 });
    expect(parts).toEqual([{ path: 'Gone', state: 'unreadable', by: null }]);
  });

  test('are synced by name, size and time, without a byte of content', async () => {
    await using rig = await createTransferRig();
    const { drive } = rig.service;
    drive.addFile('Finance/2026/May/a.txt', 'a'.repeat(100_000));
    drive.addFile('Finance/b.txt', 'b');
    const { value } = await command(rig, 'folders.sync', {
      accountId: rig.accountId,
      target: 'myfiles/Finance',
    });
    expect(value).toEqual({ path: 'myfiles/Finance', files: 2, folders: 2 });
    expect(rig.service.counters.count(/content|download/i)).toBe(0);
    expect(rig.service.counters.seen.every(({ method }) => method === 'GET')).toBe(true);
    await rig.service.close();
    const { folder } = await rig.call('paths.resolve', {
      accountId: rig.accountId,
      text: 'myfiles/Finance/2026/May',
    });
    expect(folder).not.toBeNull();
  });
});
