import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openListed, openPath, rowNamed, toRef } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

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
  expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'accessDenied', subject: 'a.txt' } });
  expect(theirs.tree()).toEqual(['HR/']);
});

test('T82 P16 a single file that someone shares for writing can be edited and saved back', async () => {
  await using rig = await createTransferRig();
  const theirs = rig.service.driveOf(dana);
  theirs.addFile('Private/plan.txt', 'old');
  theirs.share('Private/plan.txt', 'write');
  const { accountId } = rig;
  const { viewId } = await openListed(rig, { accountId, place: 'shared' });
  const { itemId } = await rowNamed(rig, viewId, 'plan.txt');
  const selection = { viewId, mode: 'only' as const, itemIds: [itemId] };
  await rig.settled((await rig.call('transfers.download', { accountId, selection }))!.batchId);
  const [copy] = await rig.call('documents.list', {});
  const path = join(rig.documents, 'alex@contoso.example', 'shared', 'plan.txt');
  await writeFile(path, 'new');
  const { transferId } = await rig.call('documents.saveBack', { documentId: copy!.documentId });
  const { transfers } = await rig.call('transfers.list', {});
  const [saved] = await rig.settled(transfers.find((one) => one.transferId === transferId)!.batchId);
  expect(saved).toMatchObject({ state: 'done', outcome: 'updated' });
  expect(theirs.bytes('Private/plan.txt').toString()).toBe('new');
});
