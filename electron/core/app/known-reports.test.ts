import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checked, enumerated, indexedTree } from '../indexing/testing/index-steps.ts';
import { deleteAll, endOf } from '../testing/change-steps.ts';
import { inMyFiles } from '../testing/download-steps.ts';
import { createFastClock } from '../testing/fast-clock.ts';
import { createRig } from '../testing/rig.ts';
import { namesOf, openListed, openPath, rowsOf } from '../testing/steps.ts';
import {
  bytesOf,
  createTransferRig,
  expectStored,
  threePieces,
  type TransferRig,
} from '../testing/transfer-steps.ts';

/** What users of other OneDrive programs reported, done by the service in the same way. */
type Json = Record<string, unknown>;
type Entries = { value: Json[]; responses: Json[] } & Json;

const forEver = Number.POSITIVE_INFINITY;

const monitorEnds = (status: number) => ({
  route: 'GET copy monitor',
  status,
  code: 'operationNotFound',
  times: forEver,
});

describe('an upload', () => {
  test.each([
    ['401 expiredToken', { status: 401, code: 'unauthenticated' }],
    ['416 fragment received', { status: 416, code: 'invalidRange' }],
    ['404 of a session that ended', { status: 404, code: 'itemNotFound' }],
    [
      'ranges in another case',
      { edit: ({ nextExpectedRanges: ranges, ...rest }: Json) => ({ ...rest, NextExpectedRanges: ranges }) },
    ],
    [
      'a session that lost all its bytes',
      { edit: (json: Json) => ({ ...json, nextExpectedRanges: ['0-'] }) },
    ],
    ['a range behind the end', { edit: (json: Json) => ({ ...json, nextExpectedRanges: ['99999999999-'] }) }],
    ['no range left before the end', { edit: (json: Json) => ({ ...json, nextExpectedRanges: [] }) }],
  ])('whose second range is answered with %s is stored whole, once', async (_, fault) => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    const struck = rig.service.faults.add({ route: 'PUT upload range', nth: 2, ...fault });
    const transfers = await rig.upload([await rig.write('a.bin', content)]);
    expect(struck.struck).toBe(1);
    expect(transfers).toMatchObject([{ state: 'done', failure: null }]);
    await expectStored(rig, transfers, content);
  });

  test('to a drive that reports no free space, as some administrators hide it, is tried all the same', async () => {
    await using rig = await createTransferRig({ driveType: 'business' });
    rig.service.faults.add({
      route: 'GET drive',
      edit: (json) => ({ ...json, quota: { total: 0, used: 0, remaining: 0, deleted: 0, state: 'normal' } }),
      times: forEver,
    });
    await rig.restart();
    const content = bytesOf(1000);
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
  });
});

describe('a download', () => {
  test('whose host sends a short note in place of the file leaves nothing behind and says so', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', bytesOf(100_000));
    rig.service.faults.add({ route: 'GET download', status: 200, body: bytesOf(65), times: forEver });
    const [transfer] = await rig.download(['a.bin']);
    expect(transfer).toMatchObject({ state: 'failed' });
    expect(['integrity', 'serviceUnavailable', 'unexpectedAnswer']).toContain(transfer?.failure?.code);
    const here = await readdir(rig.documents, { recursive: true }).catch(() => []);
    expect(here.filter((name) => name.includes('.'))).toEqual(here.filter((name) => name.includes('@')));
  });

  test('whose address always answers 401 ends, and says what', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', bytesOf(1000));
    rig.service.faults.add({ route: 'GET download', status: 401, times: forEver });
    const [transfer] = await rig.download(['a.bin']);
    expect(transfer).toMatchObject({ state: 'failed' });
    expect(rig.service.counters.count('GET download')).toBeLessThan(10);
    expect(await rig.call('accounts.list', {})).toMatchObject([{ state: 'ready' }]);
  });

  test('of a folder whose pages repeat one item and omit another is complete', async () => {
    await using rig = await createTransferRig();
    const shifted = await addShiftedFolder(rig);
    const transfers = await rig.download(['Folder']);
    expect(transfers.map(({ state }) => state)).not.toContain('failed');
    const here = await readdir(inMyFiles(rig, 'Folder'));
    expect(here.sort()).toEqual(['d06b', 'd6b', 'd7b']);
    expect(shifted.struck).toBe(1);
  });
});

/** The second page begins with the last item of the first one again, and one item is on neither. */
async function addShiftedFolder(rig: TransferRig): Promise<{ readonly struck: number }> {
  const { drive, faults, graphUrl } = rig.service;
  for (const name of ['d06b', 'd6b', 'd7b']) drive.addFile(`Folder/${name}`, name);
  const next = `${graphUrl}/drives/${drive.id}/items/${drive.idOf('Folder')}/children?$top=999`;
  const route = new RegExp(`^GET \\S*/items/${drive.idOf('Folder').replace('!', '(?:!|%21)')}/children`);
  let all: Json[] = [];
  const named = (name: string) => all.find((one) => one['name'] === name)!;
  faults.add({
    route,
    edit(json) {
      all = (json as Entries).value;
      return { ...json, value: [named('d06b')], '@odata.nextLink': next };
    },
  });
  return faults.add({
    route,
    nth: 2,
    edit: (json) => ({ ...json, value: [named('d06b'), named('d7b')] }),
  });
}

test('a folder whose pages repeat one item and omit another shows all', async () => {
  await using rig = await createTransferRig();
  const shifted = await addShiftedFolder(rig);
  const { viewId } = await openPath(rig, rig.accountId, 'myfiles/Folder');
  expect(await namesOf(rig, viewId)).toEqual(['d06b', 'd6b', 'd7b']);
  expect(shifted.struck).toBe(1);
});

test('what is done in somebody else’s folder is found there, although answers leave out the drive', async () => {
  await using rig = await createTransferRig();
  const dana = rig.service.driveOf('dana@contoso.example');
  dana.addFile('Inbox/Old/a.txt', 'a');
  dana.share('Inbox', 'write');
  const { accountId } = rig;
  const folder = { driveId: dana.id, itemId: dana.idOf('Inbox') };
  const withoutDrive = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withoutDrive);
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).filter(([key, one]) => key !== 'driveId' || typeof one !== 'string');
    return Object.fromEntries(kept.map(([key, one]) => [key, withoutDrive(one)]));
  };
  rig.service.faults.add({ route: /./, times: forEver, edit: (json) => withoutDrive(json) as object });
  const { viewId } = await openListed(rig, { accountId, folder });
  const [old] = await rowsOf(rig, viewId);
  expect(old).toMatchObject({ name: 'Old', driveId: dana.id });
  await rig.call('items.rename', { accountId, item: { driveId: dana.id, itemId: old!.itemId }, name: 'New' });
  const made = await rig.call('items.createFolder', { accountId, parent: folder, name: 'Made' });
  expect(made.driveId).toBe(dana.id);
  await rig.write('Box/small.txt', 'b');
  const large = await rig.write('Box/large.bin', bytesOf(threePieces));
  const sent = await rig.upload([dirname(large)], { parent: folder });
  expect(sent.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(dana.tree('Inbox')).toEqual([
    'Box/',
    'Box/large.bin',
    'Box/small.txt',
    'Made/',
    'New/',
    'New/a.txt',
  ]);
  expect((await rowsOf(rig, viewId)).map(({ name, driveId }) => [name, driveId])).toEqual(
    ['Box', 'Made', 'New'].map((name) => [name, dana.id]),
  );
});

test('a rename that is answered without the name of the item is done', async () => {
  await using rig = await createTransferRig();
  const { drive, faults } = rig.service;
  drive.addFolder('Old');
  faults.add({ route: 'PATCH item', edit: (json) => ({ ...json, name: undefined }) });
  const item = { driveId: drive.id, itemId: drive.idOf('Old') };
  const renamed = await rig.call('items.rename', { accountId: rig.accountId, item, name: 'New' });
  expect([renamed.name, drive.tree()]).toEqual(['New', ['New/']]);
});

test.each([
  ['whose monitor answers 500 at the end', monitorEnds(500)],
  ['whose monitor is not found any more', monitorEnds(404)],
  [
    'that is accepted without an address to ask',
    { route: 'POST copy', status: 202, afterEffect: true, body: {} },
  ],
  [
    'whose monitor names an item that does not exist',
    {
      route: 'GET copy monitor',
      nth: 2,
      edit: (json: Json) => ({ ...json, resourceId: '93aa1d5b-9b55-4c3e-92b4-0123456789ab' }),
    },
  ],
  [
    'whose monitor answers with the item instead of a status',
    { route: 'GET copy monitor', status: 200, body: { id: 'X', name: 'a.txt' }, times: forEver },
  ],
  [
    'whose monitor only sends to the item',
    { route: 'GET copy monitor', status: 303, body: new Uint8Array(), times: forEver },
  ],
])('a copy %s is reported as done if it is', async (_, fault) => {
  await using rig = await createTransferRig();
  const { drive, faults } = rig.service;
  drive.addFile('a.txt', 'text');
  drive.addFolder('Sub');
  const { accountId } = rig;
  const { viewId } = await openListed(rig, { accountId });
  const selection = { viewId, mode: 'only' as const, itemIds: [drive.idOf('a.txt')] };
  const { pickId } = await rig.call('items.pick', { accountId, selection });
  faults.add(fault);
  const to = { driveId: drive.id, itemId: drive.idOf('Sub') };
  const ended = await endOf(rig, await rig.call('items.copy', { pickId, accountId, to }));
  expect(ended).toMatchObject({ doneCount: 1, failed: [] });
  expect(drive.tree()).toEqual(['Sub/', 'Sub/a.txt', 'a.txt']);
  expect(rig.service.counters.count('GET copy monitor')).toBeLessThan(4);
});

const parts = (change: (responses: Json[]) => Json[]) => (json: Json) => ({
  ...json,
  responses: change((json as Entries).responses),
});

describe('deleting several items', () => {
  test.each([
    ['in another order', parts((all) => all.toReversed())],
    ['without one of its parts', parts((all) => all.slice(1))],
    ['with a part twice', parts((all) => [...all, all[0]!])],
    [
      'with a part that another one kept from running',
      parts(([first, ...rest]) => [{ ...first, status: 424 }, ...rest]),
    ],
    [
      'with decimals to wait',
      parts(([first, ...rest]) => [{ ...first, status: 429, headers: { 'Retry-After': '0.249' } }, ...rest]),
    ],
    ['with ids as numbers', parts((all) => all.map((one) => ({ ...one, id: Number(one['id']) })))],
  ])('whose batch is answered %s deletes all of them', async (_, edit) => {
    await using rig = await createTransferRig();
    const { drive, faults } = rig.service;
    for (const name of ['a.txt', 'b.txt', 'c.txt']) drive.addFile(name, name);
    const { accountId } = rig;
    const { viewId } = await openListed(rig, { accountId });
    faults.add({ route: 'POST batch', edit });
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    expect(await deleteAll(rig, { accountId, selection })).toMatchObject({ doneCount: 3, failed: [] });
    expect(drive.tree()).toEqual([]);
  });
});

const createIndexed = () =>
  createRig({ indexing: true, content: 'empty', clock: createFastClock(), quirks: { deltaPageItems: 2 } });

describe('the index of a drive', () => {
  test.each([
    ['404 itemNotFound', { status: 404, code: 'itemNotFound' }, 1],
    ['504 whatever it asks', { status: 504 }, 30],
    ['410 once, then 500', { status: 410, code: 'resyncRequired' }, 1],
    ['SyncStateNotFound', { status: 400, code: 'SyncStateNotFound' }, 1],
  ])('whose link is answered with %s is right after the next checks', async (_, fault, times) => {
    await using rig = await createIndexed();
    const { drive, faults } = rig.service;
    for (let at = 0; at < 9; at += 1) drive.addFile(`A/${at}.txt`, 'x');
    const accountId = await enumerated(rig);
    drive.rename('A/3.txt', 'three.txt');
    drive.remove('A/4.txt');
    drive.addFile('A/new.txt', 'y');
    faults.add({ route: 'GET delta', ...fault, times });
    for (let round = 0; round < 3; round += 1) await checked(rig);
    faults.clear();
    faults.add({ route: 'GET socketIo', status: 404, times: forEver });
    await checked(rig);
    expect(await indexedTree(rig, accountId)).toEqual(drive.tree());
    expect(rig.service.counters.count('GET delta')).toBeLessThan(120);
  });

  test('that is told of an item with neither name nor folder keeps what it knows', async () => {
    await using rig = await createIndexed();
    const { drive, faults } = rig.service;
    drive.addFile('A/known.txt', 'x');
    const accountId = await enumerated(rig);
    drive.addFile('A/known.txt', 'longer');
    const itemId = drive.idOf('A/known.txt');
    faults.add({
      route: 'GET delta',
      times: 3,
      edit: (json) => ({
        ...json,
        value: (json as Entries).value.map((one) =>
          one['id'] === itemId ? { ...one, name: undefined, parentReference: { driveId: drive.id } } : one,
        ),
      }),
    });
    await checked(rig);
    expect(await indexedTree(rig, accountId)).toEqual(drive.tree());
    const { viewId } = await openPath(rig, accountId, 'myfiles/A');
    expect(await namesOf(rig, viewId)).toEqual(['known.txt']);
  });

  test('that is never told of a deletion corrects it as soon as the folder is refreshed', async () => {
    await using rig = await createIndexed();
    const { drive, faults } = rig.service;
    drive.addFile('A/goes.txt', 'x');
    drive.addFile('A/stays.txt', 'y');
    const accountId = await enumerated(rig);
    const itemId = drive.idOf('A/goes.txt');
    drive.remove('A/goes.txt');
    faults.add({
      route: 'GET delta',
      times: 3,
      edit: (json) => ({ ...json, value: (json as Entries).value.filter((one) => one['id'] !== itemId) }),
    });
    await checked(rig);
    const { viewId } = await openPath(rig, accountId, 'myfiles/A');
    await rig.call('view.refresh', { viewId });
    await expect.poll(() => namesOf(rig, viewId)).toEqual(['stays.txt']);
  });

  test('that misses the deletion of a folder which was made again shows it once', async () => {
    await using rig = await createIndexed();
    const { drive, faults } = rig.service;
    drive.addFile('A/Box/old.txt', 'x');
    const accountId = await enumerated(rig);
    const itemId = drive.idOf('A/Box');
    drive.remove('A/Box');
    drive.addFile('A/Box/new.txt', 'y');
    faults.add({
      route: 'GET delta',
      times: 5,
      edit: (json) => ({
        ...json,
        value: (json as Entries).value.filter((one) => one['id'] !== itemId && one['deleted'] == null),
      }),
    });
    await checked(rig);
    expect(await indexedTree(rig, accountId)).toEqual(drive.tree());
  });
});
