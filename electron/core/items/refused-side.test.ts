import { expect, test } from 'vitest';
import { endOf } from '../testing/change-steps.ts';
import { openListed, openPath } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

/** Dana shares "From" with a file and "To" with nothing in it. */
async function createScene(rights: { from: 'read' | 'write'; to: 'read' | 'write' }) {
  const rig = await createTransferRig();
  const { accountId } = rig;
  const dana = rig.service.driveOf('dana@contoso.example');
  dana.addFile('From/a.txt', 'content');
  dana.addFolder('To');
  dana.share('From', rights.from);
  dana.share('To', rights.to);
  await openListed(rig, { accountId, place: 'shared' });
  const { viewId } = await openPath(rig, accountId, 'shared/From');
  await openPath(rig, accountId, 'shared/To');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const { pickId } = await rig.call('items.pick', { accountId, selection });
  const to = { driveId: dana.id, itemId: dana.idOf('To') };
  return {
    rig,
    dana,
    async failed(verb: 'move' | 'copy') {
      const { failed } = await endOf(rig, await rig.call(`items.${verb}`, { pickId, accountId, to }));
      return failed.map(({ failure: { code, subject } }) => [code, subject]);
    },
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

test.each(['move', 'copy'] as const)(
  'a %s into a folder that may only be seen says that the folder is view-only, and not its source',
  async (verb) => {
    await using scene = await createScene({ from: 'write', to: 'read' });
    expect(await scene.failed(verb)).toEqual([['addDenied', 'a.txt']]);
    expect(scene.dana.tree()).toEqual(['From/', 'From/a.txt', 'To/']);
  },
);

test('a move out of a folder that may only be seen says that the item may not be changed', async () => {
  await using scene = await createScene({ from: 'read', to: 'write' });
  expect(await scene.failed('move')).toEqual([['accessDenied', 'a.txt']]);
  expect(scene.dana.tree()).toEqual(['From/', 'From/a.txt', 'To/']);
});

test('a copy of a file whose content is withheld says so, and the folder still counts as writable', async () => {
  await using scene = await createScene({ from: 'read', to: 'write' });
  const { rig } = scene;
  for (const route of ['POST copy', 'GET download'])
    rig.service.faults.add({ route, status: 403, code: 'accessDenied', times: Infinity });
  expect(await scene.failed('copy')).toEqual([['copyRefused', 'a.txt']]);
  const { head } = await openPath(rig, rig.accountId, 'shared/To');
  expect(head.canWrite).toBe(true);
});

test('a new folder that the own drive refuses is reported as not added', async () => {
  await using rig = await createTransferRig();
  const { accountId, root: parent } = rig;
  rig.service.faults.add({ route: 'POST folder', status: 403, code: 'accessDenied' });
  expect(await rig.failure('items.createFolder', { accountId, parent, name: 'New' })).toMatchObject({
    code: 'addRefused',
    subject: 'New',
  });
});
