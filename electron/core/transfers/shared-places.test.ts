import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openListed, openPath, rowNamed, toRef } from '../testing/steps.ts';
import { createTransferRig, threePieces } from '../testing/transfer-steps.ts';

const dana = 'dana@contoso.example';

test('a file can be uploaded to a folder that someone else shares, and its transfer shows the path', async () => {
  await using rig = await createTransferRig();
  const theirs = rig.service.driveOf(dana);
  theirs.addFolder('HR/Forms');
  theirs.share('HR', 'write');
  const { accountId } = rig;
  await openListed(rig, { accountId, place: 'shared' });
  const { head } = await openPath(rig, accountId, 'shared/HR/Forms');
  const [transfer] = await rig.upload([await rig.write('a.txt', 'text')], { parent: head.folder! });
  expect(transfer).toMatchObject({
    state: 'done',
    outcome: 'created',
    path: 'shared/HR/Forms',
    verified: true,
  });
  expect(theirs.bytes('HR/Forms/a.txt').toString()).toBe('text');
});

test('a folder that someone else shares is downloaded completely', async () => {
  await using rig = await createTransferRig();
  const theirs = rig.service.driveOf(dana);
  theirs.addFile('HR/Forms/a.txt', 'text');
  theirs.share('HR', 'read');
  const { accountId } = rig;
  const { viewId } = await openListed(rig, { accountId, place: 'shared' });
  const { itemId } = await rowNamed(rig, viewId, 'HR');
  const selection = { viewId, mode: 'only' as const, itemIds: [itemId] };
  const { batchId } = (await rig.call('transfers.download', { accountId, selection }))!;
  const transfers = await rig.settled(batchId);
  expect(transfers.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  const local = join(rig.documents, 'alex@contoso.example', 'shared', 'HR', 'Forms', 'a.txt');
  expect(await readFile(local, 'utf8')).toBe('text');
  expect(await rig.call('documents.list', {})).toMatchObject([{ from: 'shared/HR/Forms' }]);
});

test('an upload to a read-only folder reports it', async () => {
  await using rig = await createTransferRig();
  const theirs = rig.service.driveOf(dana);
  theirs.addFolder('HR');
  theirs.share('HR', 'read');
  const { accountId } = rig;
  const { viewId } = await openListed(rig, { accountId, place: 'shared' });
  const parent = toRef(await rowNamed(rig, viewId, 'HR'));
  const [transfer] = await rig.upload([await rig.write('a.txt', 'text')], { parent });
  expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'addDenied', subject: 'a.txt' } });
  expect(theirs.tree()).toEqual(['HR/']);
});

/** Dana shares one file for writing; Alex has downloaded it. */
async function openSingleFile() {
  const rig = await createTransferRig();
  const theirs = rig.service.driveOf(dana);
  theirs.addFile('Private/plan.txt', 'old');
  theirs.share('Private/plan.txt', 'write');
  const { accountId } = rig;
  const { viewId } = await openListed(rig, { accountId, place: 'shared' });
  const { itemId } = await rowNamed(rig, viewId, 'plan.txt');
  const selection = { viewId, mode: 'only' as const, itemIds: [itemId] };
  await rig.settled((await rig.call('transfers.download', { accountId, selection }))!.batchId);
  const { documentId } = (await rig.call('documents.list', {}))[0]!;
  const path = join(rig.documents, 'alex@contoso.example', 'shared', 'plan.txt');
  const saveBack = async () => {
    const { transferId } = await rig.call('documents.saveBack', { documentId });
    const { transfers } = await rig.call('transfers.list', {});
    const { batchId } = transfers.find((one) => one.transferId === transferId)!;
    return (await rig.settled(batchId)).find((one) => one.transferId === transferId)!;
  };
  return { rig, theirs, viewId, path, saveBack };
}

describe('T82 P16 a single file that someone shares for writing', () => {
  test('can be edited and saved back', async () => {
    const { rig, theirs, path, saveBack } = await openSingleFile();
    await using _rig = rig;
    await writeFile(path, 'new');
    expect(await saveBack()).toMatchObject({ state: 'done', outcome: 'updated' });
    expect(theirs.bytes('Private/plan.txt').toString()).toBe('new');
  });

  test('is sent whole if it is too large for one small request, since sessions are refused there', async () => {
    const { rig, theirs, path, saveBack } = await openSingleFile();
    await using _rig = rig;
    await writeFile(path, Buffer.alloc(5_000_000, 7));
    expect(await saveBack()).toMatchObject({ state: 'done', outcome: 'updated', verified: true });
    expect(theirs.bytes('Private/plan.txt')).toHaveLength(5_000_000);
    expect(rig.service.counters.count('PUT upload range')).toBe(0);
  });

  test('is reported as too large above what one request may carry, and stays as it is in both places', async () => {
    const { rig, theirs, path, saveBack } = await openSingleFile();
    await using _rig = rig;
    await truncate(path, 250_000_001);
    expect(await saveBack()).toMatchObject({
      state: 'failed',
      failure: { code: 'tooLargeAlone', subject: 'plan.txt' },
    });
    expect(theirs.bytes('Private/plan.txt').toString()).toBe('old');
    expect((await stat(path)).size).toBe(250_000_001);
  });
});

describe('rights that end', () => {
  test.each([
    ['read', 'addDenied', 'a.bin'],
    ['none', 'accessRevoked', 'HR'],
  ] as const)(
    'in the middle of an upload (%s is left) stop it with the reason, and store nothing',
    async (left, code, subject) => {
      await using rig = await createTransferRig();
      const theirs = rig.service.driveOf(dana);
      theirs.addFolder('HR/Forms');
      theirs.share('HR', 'write');
      const { accountId } = rig;
      await openListed(rig, { accountId, place: 'shared' });
      const { head } = await openPath(rig, accountId, 'shared/HR/Forms');
      const held = rig.service.faults.hold({ route: 'PUT upload range', nth: 2 });
      const local = await rig.write('a.bin', new Uint8Array(threePieces));
      const batchId = await rig.begin([local], { parent: head.folder! });
      await rig.until(batchId, () => held.struck > 0);
      theirs.unshare('HR');
      if (left === 'read') theirs.share('HR', 'read');
      rig.service.faults.add({ route: 'PUT upload range', status: 403, code: 'accessDenied', times: 100 });
      held.letGo();
      const [transfer] = await rig.settled(batchId);
      expect(transfer).toMatchObject({ state: 'failed', failure: { code, subject } });
      expect(theirs.tree()).toEqual(['HR/', 'HR/Forms/']);
      expect((await stat(local)).size).toBe(threePieces);
    },
  );

  test.each([
    ['read', 'accessDenied'],
    ['none', 'accessRevoked'],
  ] as const)(
    'before a save (%s is left) stop it with the reason, and the edited copy stays',
    async (left, code) => {
      const { rig, theirs, viewId, path, saveBack } = await openSingleFile();
      await using _rig = rig;
      await writeFile(path, 'new');
      theirs.unshare('Private/plan.txt');
      if (left === 'read') theirs.share('Private/plan.txt', 'read');
      expect(await saveBack()).toMatchObject({ state: 'failed', failure: { code, subject: 'plan.txt' } });
      expect(theirs.bytes('Private/plan.txt').toString()).toBe('old');
      expect(await readFile(path, 'utf8')).toBe('new');
      expect(await rig.call('documents.list', {})).toMatchObject([{ name: 'plan.txt', state: 'changed' }]);
      const { problem } = await rowNamed(rig, viewId, 'plan.txt');
      expect(problem).toBe(left === 'none' ? 'revoked' : null);
    },
  );
});
