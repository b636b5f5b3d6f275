import { expect, test } from 'vitest';
import type { Failure } from '../../contract/errors.ts';
import { deleteAll, endOf, undoAll } from '../testing/change-steps.ts';
import { openListed, openPath } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

type Route =
  'POST folder' | 'PATCH item' | 'POST copy' | 'POST restore' | 'POST restoreVersion' | 'PUT content';

interface Scene {
  rig: TransferRig;
  refuse: (route: Route) => void;
}

async function pickAll({ rig }: Scene) {
  const { accountId } = rig;
  const { viewId } = await openPath(rig, accountId, 'myfiles/From');
  await openPath(rig, accountId, 'myfiles/To');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const { pickId } = await rig.call('items.pick', { accountId, selection });
  const { drive } = rig.service;
  return { selection, pick: { pickId, accountId, to: { driveId: drive.id, itemId: drive.idOf('To') } } };
}

const only = (failed: readonly { failure: Failure }[]): Failure | undefined => failed[0]?.failure;

const refusals: Record<string, (scene: Scene) => Promise<Failure | null | undefined>> = {
  async 'a new folder'({ rig, refuse }) {
    refuse('POST folder');
    return rig.failure('items.createFolder', { accountId: rig.accountId, parent: rig.root, name: 'New' });
  },
  async 'a rename'({ rig, refuse }) {
    const { drive } = rig.service;
    refuse('PATCH item');
    const item = { driveId: drive.id, itemId: drive.idOf('From/a.txt') };
    return rig.failure('items.rename', { accountId: rig.accountId, item, name: 'b.txt' });
  },
  async 'a move'(scene) {
    const { pick } = await pickAll(scene);
    scene.refuse('PATCH item');
    return only((await endOf(scene.rig, await scene.rig.call('items.move', pick))).failed);
  },
  async 'a copy'(scene) {
    const { pick } = await pickAll(scene);
    scene.refuse('POST copy');
    return only((await endOf(scene.rig, await scene.rig.call('items.copy', pick))).failed);
  },
  async 'a restore from the recycle bin'(scene) {
    const { selection } = await pickAll(scene);
    const deleted = await deleteAll(scene.rig, { accountId: scene.rig.accountId, selection });
    scene.refuse('POST restore');
    return only((await undoAll(scene.rig, deleted)).failed);
  },
  async 'an earlier version'({ rig, refuse }) {
    const { accountId } = rig;
    const paths = [await rig.write('v.txt', 'old')];
    for (const text of ['old', 'newer']) {
      await rig.write('v.txt', text);
      await rig.upload(paths, { intent: 'save' });
    }
    const item = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf('v.txt') };
    const versions = await rig.call('versions.list', { accountId, item });
    refuse('POST restoreVersion');
    return rig.failure('versions.restore', { accountId, item, versionId: versions.at(-1)!.versionId });
  },
  async 'a folder that is uploaded'({ rig, refuse }) {
    await rig.write('Trip/a.txt', 'a');
    refuse('POST folder');
    return (await rig.upload([`${rig.local}/Trip`]))[0]?.failure;
  },
};

test.each(Object.keys(refusals))(
  'a full OneDrive that refuses %s is named by its account',
  async (refused) => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('From/a.txt', 'a');
    rig.service.drive.addFolder('To');
    await openListed(rig, { accountId: rig.accountId });
    const refuse = (route: Route) => {
      rig.service.faults.add({ route, status: 507, code: 'quotaLimitReached', times: Infinity });
    };
    expect(await refusals[refused]?.({ rig, refuse })).toMatchObject({
      code: 'quotaFull',
      facts: { account: 'alex@contoso.example' },
    });
  },
);

test('a new folder in the full OneDrive of somebody else says that it is theirs', async () => {
  await using rig = await createTransferRig();
  const { accountId } = rig;
  const dana = rig.service.driveOf('dana@contoso.example');
  dana.addFolder('Team');
  dana.share('Team', 'write');
  await openListed(rig, { accountId, place: 'shared' });
  rig.service.faults.add({ route: 'POST folder', status: 507, code: 'quotaLimitReached' });
  const parent = { driveId: dana.id, itemId: dana.idOf('Team') };
  const failure = await rig.failure('items.createFolder', { accountId, parent, name: 'New' });
  expect(failure).toMatchObject({ code: 'ownerQuotaFull', subject: 'New' });
});
