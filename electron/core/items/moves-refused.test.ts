import { describe, expect, test } from 'vitest';
// oxlint-disable-next-line eslint/no-restricted-imports -- part of the tests: never reached from core.ts
import { SITES } from '../../sample/model/sites.ts';
import { endOf, undoAll } from '../testing/change-steps.ts';
import { openPath } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

type DriveType = 'personal' | 'business';

/** "From" with two files, picked while a dialog is open, and an empty "To". */
async function createScene(driveType: DriveType) {
  const rig = await createTransferRig({ driveType });
  const { drive, faults } = rig.service;
  const { accountId } = rig;
  for (const name of ['a.txt', 'b.txt']) drive.addFile(`From/${name}`, `content of ${name}`);
  drive.addFolder('To');
  const { viewId } = await openPath(rig, accountId, 'myfiles/From');
  await openPath(rig, accountId, 'myfiles/To');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const { pickId } = await rig.call('items.pick', { accountId, selection });
  const to = { driveId: drive.id, itemId: drive.idOf('To') };
  return {
    rig,
    drive,
    faults,
    begin: (verb: 'move' | 'copy') => rig.call(`items.${verb}`, { pickId, accountId, to }),
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

const scenes = (['personal', 'business'] as const).flatMap((driveType) =>
  (['move', 'copy'] as const).map((verb) => ({ driveType, verb })),
);

describe.each(scenes)('a $verb on a $driveType drive', ({ driveType, verb }) => {
  test('into a folder that somebody deleted meanwhile changes nothing and reports which folder is gone', async () => {
    await using scene = await createScene(driveType);
    const { rig, drive } = scene;
    drive.remove('To');
    const outcome = await endOf(rig, await scene.begin(verb));
    expect(outcome.failed.map(({ failure }) => failure.code)).toEqual(['folderGone', 'folderGone']);
    expect(drive.tree()).toEqual(['From/', 'From/a.txt', 'From/b.txt']);
  });

  test('affects only the selection, even if items are added while the question is open', async () => {
    await using scene = await createScene(driveType);
    const { rig, drive } = scene;
    drive.addFile('From/later.txt', 'later');
    drive.remove('From/b.txt');
    const outcome = await endOf(rig, await scene.begin(verb));
    expect(drive.tree('To')).toEqual(['a.txt']);
    expect(drive.find('From/later.txt')).not.toBeNull();
    expect([outcome.doneCount, outcome.failed.map(({ name }) => name)]).toEqual([1, ['b.txt']]);
  });

  test('that isn’t allowed is reported for each item', async () => {
    await using scene = await createScene(driveType);
    const { rig, drive, faults } = scene;
    const route = verb === 'move' ? 'PATCH item' : 'POST copy';
    const error = { code: 'accessDenied', message: 'The item is under a retention policy.' };
    const headers = { 'Content-Type': 'application/json' };
    faults.add({ route, status: 403, headers, body: JSON.stringify({ error }), times: Infinity });
    const before = drive.tree();
    const outcome = await endOf(rig, await scene.begin(verb));
    expect(outcome.failed.map(({ name, failure }) => [name, failure.code])).toEqual([
      ['a.txt', 'changeRefused'],
      ['b.txt', 'changeRefused'],
    ]);
    expect(drive.tree()).toEqual(before);
  });
});

test('an undo whose folder is gone leaves the items where they are and reports it', async () => {
  await using scene = await createScene('personal');
  const { rig, drive } = scene;
  const outcome = await endOf(rig, await scene.begin('move'));
  drive.remove('From');
  const back = await undoAll(rig, outcome);
  expect(back.failed.map(({ failure }) => failure.code)).toEqual(['folderGone', 'folderGone']);
  expect(drive.tree()).toEqual(['To/', 'To/a.txt', 'To/b.txt']);
});

test('a library also refuses to move a folder into itself or below, and reports forbidden names', async () => {
  await using rig = await createTransferRig({ driveType: 'business' });
  const { accountId, service } = rig;
  const [team] = SITES;
  const policies = service.world.drives.ofSite(team)[1]!;
  const { owner: by, root } = policies;
  const travel = policies.add(root, { kind: 'folder', name: 'Travel', by });
  const inner = policies.add(travel, { kind: 'folder', name: 'Inner', by });
  const refOf = (node: typeof root) => ({ driveId: policies.id, itemId: policies.itemId(node) });
  service.world.followedSites.set(service.world.mine.owner.id, [team!]);
  await rig.call('libraries.refresh', { accountId });
  const pickAll = async (path: string) => {
    const { viewId } = await openPath(rig, accountId, path);
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    return (await rig.call('items.pick', { accountId, selection })).pickId;
  };
  const pickId = await pickAll('libraries/Team - Policies');
  for (const verb of ['items.move', 'items.copy'] as const)
    for (const node of [travel, inner])
      expect((await rig.failure(verb, { pickId, accountId, to: refOf(node) })).code).toBe('intoItself');

  // "forms" at the top level belongs to the library itself.
  service.drive.addFile('From/forms/a.txt', 'a');
  service.drive.addFile('From/b.txt', 'b');
  const carried = { verb: 'move' as const, pickId: await pickAll('myfiles/From'), accountId };
  const { batchId } = await rig.call('items.carry', { ...carried, to: refOf(root) });
  const ends = (await rig.settled(batchId)).map(({ name, failure }) => [name, failure?.code ?? null]);
  expect(ends.sort((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([
    ['b.txt', null],
    ['forms', 'badName'],
  ]);
  expect(service.drive.tree('From')).toEqual(['forms/', 'forms/a.txt']);
});
