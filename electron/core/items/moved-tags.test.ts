import { expect, test } from 'vitest';
import { deleteAll } from '../testing/change-steps.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { addSample, openListed } from '../testing/steps.ts';

async function listed(rig: Rig, files: number) {
  rig.service.drive.addFolder('', { files, naming: '{n}.txt' });
  const accountId = await addSample(rig);
  const { viewId } = await openListed(rig, { accountId });
  return { accountId, selection: { viewId, mode: 'allExcept' as const, itemIds: [] } };
}

test.each([
  ['personal', 2],
  ['business', 2],
  ['personal', 8],
  ['business', 8],
] as const)('deletes files whose eTag changed without their content (%s, %i)', async (driveType, files) => {
  await using rig = await createRig({ content: 'empty', driveType });
  const all = await listed(rig, files);
  for (const name of ['1.txt', '2.txt'])
    rig.service.drive.setTimes(name, { created: '2020-01-01T00:00:00Z' });
  expect(await deleteAll(rig, all)).toMatchObject({ doneCount: files, failed: [] });
  expect(rig.service.drive.tree()).toEqual([]);
});

test('keeps a file whose content changed, even between the two checks', async () => {
  await using rig = await createRig({ content: 'empty' });
  const { drive, faults } = rig.service;
  const all = await listed(rig, 2);
  drive.addFile('1.txt', 'changed by someone');
  drive.setTimes('2.txt', { created: '2020-01-01T00:00:00Z' });
  const second = faults.hold({ route: 'DELETE item', nth: 3 });
  const deleting = deleteAll(rig, all);
  await expect.poll(() => second.struck).toBe(1);
  drive.addFile('2.txt', 'changed at the last moment');
  second.letGo();
  expect(await deleting).toMatchObject({
    doneCount: 0,
    failed: [{ failure: { code: 'changedMeanwhile' } }, { failure: { code: 'changedMeanwhile' } }],
  });
  expect(drive.tree()).toEqual(['1.txt', '2.txt']);
});

test('stops with a reason if an eTag changes again and again', async () => {
  await using rig = await createRig({ content: 'empty' });
  const all = await listed(rig, 1);
  const times = Number.POSITIVE_INFINITY;
  rig.service.faults.add({ route: 'DELETE item', status: 412, code: 'resourceModified', times });
  expect(await deleteAll(rig, all)).toMatchObject({
    failed: [{ failure: { code: 'changedMeanwhile' } }],
  });
});
