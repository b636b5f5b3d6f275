import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import { addSample, openListed, rowNamed, toRef } from '../testing/steps.ts';

test('loads more about an item than its row shows: when and by whom it was created, and the hashes of its content', async () => {
  await using rig = await createRig({ content: 'empty' });
  rig.service.drive.addFile('plan.txt', 'hello');
  rig.service.drive.setTimes('plan.txt', { created: '2019-05-04T10:00:00Z' });
  const accountId = await addSample(rig);
  const { viewId } = await openListed(rig, { accountId });
  const item = toRef(await rowNamed(rig, viewId, 'plan.txt'));
  const details = await rig.call('items.details', { accountId, item });
  expect(details).toMatchObject({
    createdAt: '2019-05-04T10:00:00.000Z',
    createdBy: 'Alex Sample',
    quickXorHash: 'aCgDG9jwBgAAAAAABQAAAAAAAAA=',
    pixels: null,
    camera: null,
  });
  rig.service.drive.remove('plan.txt');
  await expect(rig.call('items.details', { accountId, item })).rejects.toThrow('notFound');
});

test('tells who has a library file checked out and how long its organization keeps it, or the rest if it may not', async () => {
  await using rig = await createRig({ content: 'empty', driveType: 'business' });
  const { drive } = rig.service;
  drive.addFile('plan.txt', 'hello');
  const node = drive.find('plan.txt')!;
  const by = rig.service.driveOf('dana@contoso.example').raw.owner;
  node.rare = { ...node.rare, retentionLabel: 'Keep 7 years', checkout: { by, content: node.content! } };
  const accountId = await addSample(rig);
  const item = { driveId: drive.id, itemId: drive.idOf('plan.txt') };
  expect(await rig.call('items.details', { accountId, item })).toMatchObject({
    createdBy: 'Alex Sample',
    checkedOutBy: 'Dana Reyes',
    retention: { label: 'Keep 7 years', allows: 'noDelete' },
  });
  for (const [settings, allows] of [
    [{ isDeleteAllowed: true }, 'all'],
    [{ isDeleteAllowed: false, isContentUpdateAllowed: false }, 'noChange'],
    [{ isDeleteAllowed: true, isRecordLocked: true }, 'noChange'],
  ] as const) {
    const retentionLabel = { name: 'Record', retentionSettings: settings };
    rig.service.faults.add({ route: 'GET item', edit: (json) => ({ ...json, retentionLabel }) });
    expect((await rig.call('items.details', { accountId, item })).retention).toEqual({
      label: 'Record',
      allows,
    });
  }
  rig.service.faults.add({ route: 'GET item', status: 403 });
  expect(await rig.call('items.details', { accountId, item })).toMatchObject({
    createdBy: 'Alex Sample',
    retention: null,
  });
});
