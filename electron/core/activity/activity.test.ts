import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deleteAll, endOf } from '../testing/change-steps.ts';
import { openPath } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

const everything = { text: '', kind: null, accountId: null };

test('the log of changes survives a restart and can be filtered, undone row by row, and saved as CSV', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-csv-'));
  await using rig = await createTransferRig({
    adjust: (ports) => (ports.picker.chooseFolder = async () => folder),
  });
  const { drive } = rig.service;
  const { accountId } = rig;
  for (const name of ['a.txt', '=b, "c".txt', 'locked.txt']) drive.addFile(`From/${name}`, name);
  drive.lock('From/locked.txt');
  const { viewId } = await openPath(rig, accountId, 'myfiles/From');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const outcome = await deleteAll(rig, { accountId, selection });
  expect(outcome).toMatchObject({ doneCount: 2, failedCount: 1 });
  await rig.restart();

  const list = (filter: Partial<typeof everything>) =>
    rig.call('activity.list', { filter: { ...everything, ...filter }, from: 0, to: 100 });
  const { count, rows } = await list({});
  expect(count).toBe(3);
  expect(await list({ text: 'LOCKED' })).toMatchObject({
    count: 1,
    rows: [{ result: 'failed', failure: { code: 'locked' }, canUndo: false }],
  });
  const deleted = rows.find(({ name }) => name === 'a.txt')!;
  expect(rows.map(({ undoableInBatch }) => undoableInBatch)).toEqual([2, 2, 2]);
  expect(deleted).toMatchObject({ kind: 'delete', path: 'myfiles/From', result: 'done', canUndo: true });
  const { batchId, entryId } = deleted;
  await endOf(rig, await rig.call('changes.undo', { batchId, entryIds: [entryId] }));
  expect(drive.tree()).toEqual(['From/', 'From/a.txt', 'From/locked.txt']);
  expect((await list({ text: 'a.txt' })).rows).toMatchObject([
    { kind: 'restore', isUndo: true },
    { kind: 'delete', isUndone: true, canUndo: false, undoableInBatch: 1 },
  ]);

  expect(await rig.call('activity.export', { filter: everything })).toEqual({ name: 'slipway-activity.csv' });
  expect(await rig.call('activity.export', { filter: everything })).toEqual({
    name: 'slipway-activity (2).csv',
  });
  expect(await readdir(folder)).toHaveLength(2);
  const csv = await readFile(join(folder, 'slipway-activity.csv'), 'utf8');
  expect(csv.split('\r\n')).toHaveLength(6);
  expect(csv, 'no formula for a spreadsheet').toContain(`"'=b, ""c"".txt"`);
  await rm(folder, { recursive: true, force: true });
});

test('the log lists uploads and saves, but not skipped files, and which version a save replaced', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-csv-'));
  await using rig = await createTransferRig({
    adjust: (ports) => (ports.picker.chooseFolder = async () => folder),
  });
  const path = await rig.write('In/a.txt', 'first');
  await rig.upload([join(rig.local, 'In')]);
  await rig.write('In/a.txt', 'second');
  await rig.upload([path], { intent: 'save' });
  await utimes(path, new Date('2026-11-04T09:10:00Z'), new Date('2026-11-04T09:10:00Z'));
  const was = rig.service.drive.find('In/a.txt')!;
  const before = new Date(was.modifiedMs).toISOString();
  await rig.upload([join(rig.local, 'In')], { intent: 'save' });
  await rig.upload([join(rig.local, 'In')], { intent: 'save' });
  const { rows } = await rig.call('activity.list', { filter: everything, from: 0, to: 100 });
  expect(rows.map(({ kind, path: where, name }) => [kind, `${where}/${name}`])).toEqual([
    ['save', 'myfiles/In/a.txt'],
    ['save', 'myfiles/a.txt'],
    ['upload', 'myfiles/In/a.txt'],
    ['upload', 'myfiles/In'],
  ]);
  expect(rows.every(({ canUndo, result }) => !canUndo && result === 'done')).toBe(true);
  const versions = [{ before, after: '2026-11-04T09:10:00.000Z' }, null, null, null];
  expect(rows.map((row) => row.versions)).toEqual(versions);
  await rig.restart();
  const again = await rig.call('activity.list', { filter: everything, from: 0, to: 100 });
  expect(again.rows.map((row) => row.versions)).toEqual(versions);
  await rig.call('activity.export', { filter: everything });
  const [heading, saved] = (await readFile(join(folder, 'slipway-activity.csv'), 'utf8')).split('\r\n');
  expect(heading).toMatch(/,account,fromAccount,versionBefore,eTagBefore,versionAfter,eTagAfter$/);
  expect(saved).toContain(`,${before},`);
  expect(saved).toContain(`,2026-11-04T09:10:00.000Z,`);
  await rm(folder, { recursive: true, force: true });
});
