import { expect, test } from 'vitest';
import type { Transfer } from '../../contract/transfers.ts';
import { deleteAll, endOf } from '../testing/change-steps.ts';
import { openListed, openPath, rowNamed, namesOf } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

/** Problems with OneDrive that users of other programs have reported. */

const byPath = (transfers: readonly Transfer[]) =>
  transfers
    .map(({ path, name, outcome, failure }) => [`${path}/${name}`, outcome, failure?.code ?? null])
    .sort((a, b) => (String(a) < String(b) ? -1 : 1));

/** "A" with a shortcut to Dana's "D", which has one back to "A". */
async function addLoop(rig: TransferRig): Promise<void> {
  const { drive } = rig.service;
  const dana = rig.service.driveOf('dana@contoso.example');
  drive.addFile('A/mine.txt', 'mine');
  dana.addFile('D/theirs.txt', 'theirs');
  dana.share('D', 'write');
  drive.addShortcut('A/To D', { driveId: dana.id, itemId: dana.idOf('D') });
  dana.addShortcut('D/To A', { driveId: drive.id, itemId: drive.idOf('A') });
}

test('shortcuts that lead back to where they came from are downloaded once', async () => {
  await using rig = await createTransferRig();
  await addLoop(rig);
  expect(byPath(await rig.download(['A']))).toEqual([
    ['myfiles/A', 'downloaded', null],
    ['myfiles/A/To D', 'downloaded', null],
    ['myfiles/A/To D/To A', 'skipped', 'shortcutLoops'],
    ['myfiles/A/To D/theirs.txt', 'downloaded', null],
    ['myfiles/A/mine.txt', 'downloaded', null],
  ]);
});

async function deleteNamed(rig: TransferRig, name: string) {
  const { accountId } = rig;
  const { viewId } = await openListed(rig, { accountId });
  const selection = { viewId, mode: 'only' as const, itemIds: [rig.service.drive.idOf(name)] };
  return deleteAll(rig, { accountId, selection });
}

test.each([
  [403, 'accessDenied', 'Request was cancelled by event received. It is possible that it is on hold.'],
  [403, 'accessDenied', 'Access denied.'],
  [500, '-2130575223, Microsoft.SharePoint.SPException', 'You have to delete all the items in this folder.'],
])(
  'an item under an organization’s retention isn’t reported as somebody else’s: %d %s %s',
  async (status, code, message) => {
    await using rig = await createTransferRig({ driveType: 'business' });
    const { drive, faults, counters } = rig.service;
    drive.addFile('F/a.txt', 'x');
    faults.add({ route: 'DELETE item', status, body: { error: { code, message } }, times: Infinity });
    const { failed } = await deleteNamed(rig, 'F');
    expect(failed).toMatchObject([{ name: 'F', failure: { code: 'changeRefused', subject: 'F' } }]);
    expect(counters.count('DELETE item')).toBeLessThan(8);
    expect((await rig.upload([await rig.write('b.txt', 'b')]))[0]).toMatchObject({ state: 'done' });
  },
);

test.each([
  [400, 'The provided name cannot contain any illegal characters.'],
  [
    500,
    'Invalid folder name. You cannot create a folder name that ends with a suffix used to organize files.',
  ],
])('a name that only the service knows to be invalid is reported: %d', async (status, message) => {
  await using rig = await createTransferRig({ driveType: 'business' });
  const body = { error: { code: 'invalidRequest', message } };
  rig.service.drive.addFile('a.txt', 'x');
  rig.service.faults.add({
    route: /PUT content|createUploadSession|PATCH item/,
    status,
    body,
    times: Infinity,
  });
  const [transfer] = await rig.upload([await rig.write('b_files', 'b')]);
  expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'badName', subject: 'b_files' } });
  const { viewId } = await openListed(rig, { accountId: rig.accountId });
  const { driveId, itemId } = await rowNamed(rig, viewId, 'a.txt');
  const item = { driveId, itemId };
  expect(
    await rig.failure('items.rename', { accountId: rig.accountId, item, name: 'a_files' }),
  ).toMatchObject({
    code: 'badName',
  });
});

test('a leading space that the service accepts in a name is kept', async () => {
  await using rig = await createTransferRig();
  expect(await rig.upload([await rig.write('\u3000a.txt', 'x')])).toMatchObject([{ state: 'done' }]);
  expect(rig.service.drive.tree()).toEqual(['\u3000a.txt']);
  await using work = await createTransferRig({ driveType: 'business' });
  expect(await work.upload([await work.write('\u3000a.txt', 'x')])).toMatchObject([
    { state: 'failed', failure: { code: 'badName' } },
  ]);
});

test('a file that may be viewed but not downloaded reports it', async () => {
  await using rig = await createTransferRig({ driveType: 'business' });
  rig.service.drive.addFile('a.txt', 'hello');
  rig.service.faults.add({ route: 'GET download', status: 403, code: 'accessDenied', times: Infinity });
  expect(await rig.download(['a.txt'])).toMatchObject([
    { state: 'failed', failure: { code: 'downloadRefused', subject: 'a.txt' } },
  ]);
});

test('a full drive of somebody else isn’t reported as one’s own', async () => {
  await using rig = await createTransferRig({ driveType: 'business' });
  const dana = rig.service.driveOf('dana@contoso.example');
  dana.addFolder('D');
  dana.share('D', 'write');
  dana.raw.quotaBytes = 3;
  const parent = { driveId: dana.id, itemId: dana.idOf('D') };
  expect(await rig.upload([await rig.write('a.txt', 'hello world')], { parent })).toMatchObject([
    { state: 'failed', failure: { code: 'ownerQuotaFull', subject: 'a.txt' } },
  ]);
  // The account's own drive has space.
  expect(await rig.upload([await rig.write('b.txt', 'hello world')])).toMatchObject([{ state: 'done' }]);
});

async function copyAll(rig: TransferRig) {
  const { accountId, service } = rig;
  const { viewId } = await openPath(rig, accountId, 'myfiles/From');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const { pickId } = await rig.call('items.pick', { accountId, selection });
  const to = { driveId: service.drive.id, itemId: service.drive.idOf('To') };
  return rig.call('items.copy', { pickId, accountId, to });
}

test.each([
  [
    'is not known any more, with 500',
    500,
    { error: { code: 'operationNotFound', message: 'It does not exist.' } },
  ],
  ['may not be seen any more', 403, { error: { code: 'accessDenied', message: 'x' } }],
  ['names no item', 200, { status: 'completed', resourceLocation: 'https://example.com/' }],
])('a copy whose monitor %s is found by its name', async (_, status, body) => {
  await using rig = await createTransferRig({ driveType: 'business' });
  const { drive, faults } = rig.service;
  drive.addFile('From/a.txt', 'x');
  drive.addFolder('To');
  faults.add({ route: 'GET copy monitor', status, body, times: Infinity });
  expect(await endOf(rig, await copyAll(rig))).toMatchObject({ doneCount: 1, failed: [] });
  expect(drive.tree('To')).toEqual(['a.txt']);
});

const toTaken = () => ({ id: '1', status: 'failed', error: { code: 'nameAlreadyExists', message: 'x' } });

test('a copy whose name is taken asks, also if SharePoint’s own operation reports it', async () => {
  await using rig = await createTransferRig({ driveType: 'business' });
  const { drive, faults } = rig.service;
  drive.addFile('From/a.txt', 'x');
  drive.addFile('To/a.txt', 'other');
  faults.add({ route: 'GET copy monitor', edit: toTaken, times: Infinity });
  const { batchId } = await copyAll(rig);
  expect(await rig.until(batchId, ({ state }) => state === 'conflict')).toMatchObject({ name: 'a.txt' });
});

const withoutLost = (json: Record<string, unknown>) => ({
  ...json,
  value: (json['value'] as { name?: string }[]).filter(({ name }) => name !== 'lost.txt'),
});

test('a folder whose contents the delta omitted is listed when it is opened', async () => {
  await using rig = await createTransferRig({ indexing: true });
  const { drive, faults, counters } = rig.service;
  drive.addFile('Moved/Inner/lost.txt', 'x');
  faults.add({ route: 'GET delta', edit: withoutLost, times: Infinity });
  await openListed(rig, { accountId: rig.accountId });
  await rig.waitForEvent('index.changed', ({ state }) => state === 'fresh');
  const { viewId } = await openPath(rig, rig.accountId, 'myfiles/Moved/Inner');
  await expect.poll(() => namesOf(rig, viewId)).toEqual(['lost.txt']);
  const listings = counters.count('GET children');
  await openPath(rig, rig.accountId, 'myfiles/Moved/Inner');
  expect(counters.count('GET children')).toBe(listings);
});

const none = '0001-01-01T00:00:00Z';
const toUndated = (json: Record<string, unknown>) => ({
  ...json,
  value: (json['value'] as object[]).map((item) => ({
    ...item,
    lastModifiedDateTime: none,
    fileSystemInfo: { lastModifiedDateTime: none },
  })),
});

test('the service’s year 1 means that there is no date', async () => {
  await using rig = await createTransferRig();
  rig.service.drive.addFile('a.txt', 'x');
  rig.service.faults.add({ route: 'GET children', edit: toUndated, times: Infinity });
  const { viewId } = await openListed(rig, { accountId: rig.accountId });
  expect(await rowNamed(rig, viewId, 'a.txt')).toMatchObject({ modifiedAt: null });
});
