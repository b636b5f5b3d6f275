import { describe, expect, test } from 'vitest';
import { deleteAll, endOf } from '../testing/change-steps.ts';
import { openPath } from '../testing/steps.ts';
import { bytesOf, createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

/** Bodies that users of Graph and SharePoint have reported. */
const bodies = {
  validation: { code: 'generalException', message: 'List data validation failed.' },
  validationTranslated: {
    code: '-2130575162, Microsoft.SharePoint.SPListDataValidationException',
    message: 'Fehler bei der Listendatenüberprüfung.',
  },
  threshold: {
    code: '-2147024860, Microsoft.SharePoint.SPQueryThrottledException',
    message: 'The attempted operation is prohibited because it exceeds the list view threshold.',
  },
  busy: {
    code: 'accessDenied',
    message: 'The file is currently checked out or locked for editing by another user.',
  },
  inUse: {
    code: '-2147018894, Microsoft.SharePoint.SPFileLockException',
    message: 'The file https://x/a.txt is locked for shared use by i:0#.f|membership|dana@contoso.example.',
  },
  checkedOut: {
    code: 'notAllowed',
    message:
      'The file "https://x/a.txt" is checked out for editing by i:0#.f|membership|dana@contoso.example.',
  },
  readOnly: {
    code: 'accessDenied',
    message: 'Database Is Read Only',
    innerError: { code: 'serviceReadOnly' },
  },
  malformed: { code: 'invalidRequest', message: 'The request is malformed or incorrect.' },
  arguments: { code: 'invalidRequest', message: 'One of the provided arguments is not acceptable.' },
} as const;

const mebibyte = 1024 ** 2;
const begin = () => createTransferRig({ driveType: 'business' });

const refuse = (
  rig: TransferRig,
  route: string | RegExp,
  status: number,
  body: keyof typeof bodies,
  times: number = Infinity,
) => rig.service.faults.add({ route, status, body: { error: bodies[body] }, times });

describe.each([
  ['validation', 'rulesNotMet'],
  ['validationTranslated', 'rulesNotMet'],
  ['threshold', 'tooManyItems'],
] as const)('a permanent refusal with 500 (%s)', (body, code) => {
  test.each([
    ['PUT content', 0],
    ['POST createUploadSession', 5 * mebibyte],
    ['PUT upload range', 5 * mebibyte],
  ])('of %s fails at once', async (route, size) => {
    await using rig = await begin();
    const refused = refuse(rig, route, 500, body);
    const [transfer] = await rig.upload([await rig.write('a.bin', bytesOf(size))]);
    expect(transfer).toMatchObject({ state: 'failed', failure: { code, subject: 'a.bin' } });
    expect(refused.struck).toBe(1);
  });

  test('of a new folder, a rename, a delete, and a move fails at once', async () => {
    await using rig = await begin();
    const { accountId, root: parent } = rig;
    const { drive } = rig.service;
    drive.addFile('From/a.txt', 'a');
    drive.addFile('From/b.txt', 'b');
    drive.addFolder('To');
    const item = { driveId: drive.id, itemId: drive.idOf('From/a.txt') };
    const refused = refuse(rig, /POST folder|PATCH item|DELETE item/, 500, body);
    expect(await rig.failure('items.createFolder', { accountId, parent, name: 'New' })).toMatchObject({
      code,
    });
    expect(await rig.failure('items.rename', { accountId, item, name: 'c.txt' })).toMatchObject({ code });
    expect(refused.struck).toBe(2);
    const { viewId } = await openPath(rig, accountId, 'myfiles/From');
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    const { pickId } = await rig.call('items.pick', { accountId, selection });
    const to = { driveId: drive.id, itemId: drive.idOf('To') };
    const moved = await endOf(rig, await rig.call('items.move', { pickId, accountId, to }));
    expect(moved.failed.map(({ failure }) => failure.code)).toEqual([code, code]);
    expect(refused.struck).toBe(4);
    const { failed } = await deleteAll(rig, { accountId, selection });
    expect(failed.map(({ failure }) => failure.code)).toEqual([code, code]);
    expect(refused.struck).toBe(6);
  });
});

test('a save of a file that somebody else has checked out says who, and is not sent again', async () => {
  await using rig = await begin();
  rig.service.drive.addFile('a.txt', 'old');
  const refused = refuse(rig, 'POST createUploadSession', 423, 'checkedOut');
  expect(await rig.upload([await rig.write('a.txt', 'new')], { intent: 'save' })).toMatchObject([
    { state: 'failed', failure: { code: 'checkedOut', facts: { who: 'dana@contoso.example' } } },
  ]);
  expect(refused.struck).toBe(1);
});

test('a locked file says who has it', async () => {
  await using rig = await begin();
  rig.service.drive.addFile('a.txt', 'old');
  refuse(rig, 'PATCH item', 423, 'inUse');
  const item = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf('a.txt') };
  const asked = { accountId: rig.accountId, item, name: 'b.txt' };
  expect(await rig.failure('items.rename', asked)).toMatchObject({
    code: 'locked',
    facts: { who: 'dana@contoso.example' },
  });
});

test.each(['malformed', 'arguments'] as const)(
  'an upload session that is refused with the file’s time is requested without it (%s)',
  async (body) => {
    await using rig = await begin();
    const refused = refuse(rig, 'POST createUploadSession', 400, body, 1);
    const content = bytesOf(5 * mebibyte);
    const [transfer] = await rig.upload([await rig.write('a.bin', content)]);
    expect(transfer).toMatchObject({ state: 'done', outcome: 'created', verified: true });
    expect(refused.struck).toBe(1);
    expect(rig.service.drive.bytes('a.bin').equals(Buffer.from(content))).toBe(true);
  },
);

test('one that is refused without it, too, is reported', async () => {
  await using rig = await begin();
  const refused = refuse(rig, 'POST createUploadSession', 400, 'malformed');
  const [transfer] = await rig.upload([await rig.write('a.bin', bytesOf(5 * mebibyte))]);
  expect(transfer).toMatchObject({
    state: 'failed',
    failure: { code: 'unexpectedAnswer', subject: 'a.bin' },
  });
  expect(refused.struck).toBe(2);
});

describe('a OneDrive that is read-only for a while', () => {
  test.each([
    ['PUT content', 0],
    ['POST createUploadSession', 5 * mebibyte],
    ['PUT upload range', 5 * mebibyte],
    [/upload (range|status)/, 5 * mebibyte],
  ])('is waited for by an upload (%s)', async (route, size) => {
    await using rig = await begin();
    refuse(rig, route, 403, 'readOnly', 2);
    rig.clock.hold();
    const batchId = await rig.begin([await rig.write('a.bin', bytesOf(size))]);
    const { waitReason } = await rig.until(batchId, ({ state }) => state === 'waiting');
    expect(waitReason).toBe('driveReadOnly');
    rig.clock.letPass();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', outcome: 'created' }]);
    const made = rig.service.counters.seen.filter(
      ({ label, status }) => label === 'POST createUploadSession' && status === 200,
    );
    expect(made, 'a session that exists is kept').toHaveLength(size === 0 ? 0 : 1);
  });

  test('is waited for by a delete', async () => {
    await using rig = await begin();
    rig.service.drive.addFile('a.txt', 'a');
    const { accountId } = rig;
    const refused = refuse(rig, 'DELETE item', 403, 'readOnly', 2);
    const { viewId } = await openPath(rig, accountId, 'myfiles');
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    const { failed } = await deleteAll(rig, { accountId, selection });
    expect(failed).toEqual([]);
    expect(refused.struck).toBe(2);
  });

  test('fails a rename with its own reason, and marks nothing as view-only', async () => {
    await using rig = await begin();
    const { accountId } = rig;
    rig.service.drive.addFile('a.txt', 'a');
    refuse(rig, 'PATCH item', 403, 'readOnly', 1);
    const item = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf('a.txt') };
    const asked = { accountId, item, name: 'b.txt' };
    expect(await rig.failure('items.rename', asked)).toMatchObject({ code: 'driveReadOnly' });
    expect(await rig.call('items.rename', asked)).toMatchObject({ name: 'b.txt' });
  });
});

async function createBusy(times: number) {
  const rig = await begin();
  const { drive, faults } = rig.service;
  drive.addFile('From/Big/a.txt', 'a');
  drive.addFolder('To');
  const route = /PATCH item|DELETE item/;
  faults.add({ route, status: 504, body: { error: { code: 'UnknownError', message: '' } } });
  faults.add({ route, nth: 2, status: 423, body: { error: bodies.busy }, times });
  const { viewId } = await openPath(rig, rig.accountId, 'myfiles/From');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const item = { driveId: drive.id, itemId: drive.idOf('From/Big') };
  return { rig, selection, item };
}

describe('a large folder whose change is answered with 504, and which is locked until it is done', () => {
  test('is renamed', async () => {
    const { rig: made, item } = await createBusy(3);
    await using rig = made;
    const asked = { accountId: rig.accountId, item, name: 'Huge' };
    expect(await rig.call('items.rename', asked)).toMatchObject({ name: 'Huge' });
  });

  test('is moved', async () => {
    const { rig: made, selection } = await createBusy(3);
    await using rig = made;
    const { accountId } = rig;
    const { drive } = rig.service;
    const { pickId } = await rig.call('items.pick', { accountId, selection });
    const to = { driveId: drive.id, itemId: drive.idOf('To') };
    const { doneCount } = await endOf(rig, await rig.call('items.move', { pickId, accountId, to }));
    expect(doneCount).toBe(1);
    expect(drive.tree()).toEqual(['From/', 'To/', 'To/Big/', 'To/Big/a.txt']);
  });

  test('is deleted', async () => {
    const { rig: made, selection } = await createBusy(3);
    await using rig = made;
    const { accountId } = rig;
    expect(await deleteAll(rig, { accountId, selection })).toMatchObject({ doneCount: 1, failed: [] });
  });

  test('is never said to keep its name if that isn’t known', async () => {
    const { rig: made, item } = await createBusy(Infinity);
    await using rig = made;
    const { accountId } = rig;
    expect(await rig.failure('items.rename', { accountId, item, name: 'Huge' })).toMatchObject({
      code: 'answerLost',
      subject: 'Big',
    });
  });

  test('is never said to be left if that isn’t known', async () => {
    const { rig: made, selection } = await createBusy(Infinity);
    await using rig = made;
    const { accountId } = rig;
    const { failed } = await deleteAll(rig, { accountId, selection });
    expect(failed).toMatchObject([{ name: 'Big', failure: { code: 'answerLost' } }]);
  });
});
