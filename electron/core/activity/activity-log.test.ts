import { lstat, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../testing/transfer-records.ts';
import { createActivityLog } from './activity-log.ts';
import type { ActivityRecord } from './activity-record.ts';

const own = { driveId: 'd', itemId: 'i' };
const toRecord = (entryId: string): ActivityRecord => ({
  entryId,
  batchId: 'b',
  accountId: 'a',
  kind: 'delete',
  at: '2026-11-30T10:00:00.000Z',
  entry: { ...own, own, parent: null, name: entryId, kind: 'file' } as ActivityRecord['entry'],
  path: 'myfiles',
  toPath: null,
  after: null,
  result: 'done',
  failure: null,
  undoOf: null,
});

async function createFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-activity-'));
  const path = join(folder, 'activity.jsonl');
  const open = () => createActivityLog(folder, silentLog);
  const namesIn = async (log = open()) => (await log.all()).map(({ entryId }) => entryId);
  const dispose = () => rm(folder, { recursive: true, force: true });
  return { path, open, namesIn, [Symbol.asyncDispose]: dispose };
}

const toLines = (...ids: string[]): string => ids.map((id) => `${JSON.stringify(toRecord(id))}\n`).join('');

test('keeps records that are added while the file is read', async () => {
  await using folder = await createFolder();
  for (let round = 0; round < 20; round += 1) {
    await writeFile(folder.path, toLines('before'));
    const log = folder.open();
    const reading = log.all();
    const adding = log.add([toRecord('meanwhile')]);
    await Promise.all([reading, adding]);
    expect(await folder.namesIn(log)).toEqual(['meanwhile', 'before']);
  }
});

test('a row cut off by a crash doesn’t affect the other rows', async () => {
  await using folder = await createFolder();
  await writeFile(folder.path, `${toLines('whole')}{"entryId":"cut o`);
  await folder.open().add([toRecord('next')]);
  expect(await folder.namesIn()).toEqual(['next', 'whole']);
});

test('a file that can’t be read when an account is removed is not overwritten, and its rows are removed later', async () => {
  await using folder = await createFolder();
  const mine = { ...toRecord('mine'), accountId: 'gone' };
  // A link to itself can't be read, but could be replaced.
  await symlink(folder.path, folder.path);
  const log = folder.open();
  await log.removeAccount('gone');
  expect((await lstat(folder.path)).isSymbolicLink()).toBe(true);
  await rm(folder.path);
  await writeFile(folder.path, `${toLines('kept')}${JSON.stringify(mine)}\n`);
  expect(await folder.namesIn(log)).toEqual(['kept']);
  expect(await readFile(folder.path, 'utf8')).not.toContain('mine');
});

test('the latest rows are not read at a start long after the last change', async () => {
  await using folder = await createFolder();
  expect(await folder.open().latest(60_000)).toEqual([]);
  await writeFile(folder.path, toLines('last'));
  expect(await folder.open().latest(60_000)).toMatchObject([{ entryId: 'last' }]);
  await utimes(folder.path, new Date(), new Date(Date.now() - 3_600_000));
  expect(await folder.open().latest(60_000)).toEqual([]);
});
