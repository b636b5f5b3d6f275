import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../testing/transfer-records.ts';
import { createKeptItems, type KeptItem } from './kept-items.ts';

async function createKept() {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-kept-'));
  const open = () => createKeptItems(folder, silentLog, () => undefined);
  return {
    kept: await open(),
    open,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

const toFolder = (itemId: string, name: string): KeptItem => ({
  accountId: 'a',
  item: { driveId: 'd', itemId },
  kind: 'folder',
  name,
  from: 'myfiles',
});

test('an item no longer kept does not reappear under its new name', async () => {
  await using rig = await createKept();
  const { kept, open } = rig;
  const old = toFolder('1', 'Old');
  await kept.put([old]);
  const removing = kept.remove('a', [old.item]);
  await Promise.all([removing, kept.noteMoved({ ...old, name: 'New' })]);
  expect(kept.all()).toEqual([]);
  expect((await open()).all()).toEqual([]);
});

test('a kept folder whose path another folder took stays kept when it is found elsewhere', async () => {
  await using rig = await createKept();
  const { kept } = rig;
  await kept.put([toFolder('1', 'Plans')]);
  await kept.put([toFolder('2', 'Plans')]);
  await kept.noteMoved(toFolder('1', 'Old plans'));
  expect(kept.folderOver('a', 'myfiles/Plans/2026')?.item.itemId).toBe('2');
  expect(kept.folderOver('a', 'myfiles/Old plans')?.item.itemId).toBe('1');
});
