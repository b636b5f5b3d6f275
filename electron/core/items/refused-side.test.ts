import { describe, expect, test } from 'vitest';
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

describe('a change of the own file that OneDrive refuses', () => {
  const person = { emails: ['dana@contoso.example'], expiresAt: null };
  const link = { ...person, type: 'view', password: null } as const;
  const invitation = { ...person, role: 'read', message: null, notify: false } as const;

  async function createFile() {
    const rig = await createTransferRig({ driveType: 'business' });
    const { drive } = rig.service;
    for (const text of ['old', 'new']) await rig.upload([await rig.write('a.txt', text)], { intent: 'save' });
    const { accountId } = rig;
    const item = { driveId: drive.id, itemId: drive.idOf('a.txt') };
    const ofItem = { accountId, item };
    const { grantId } = await rig.call('sharing.createLink', { ...link, ...ofItem, scope: 'users' });
    const { grants } = await rig.call('sharing.access', ofItem);
    const personId = grants.find((grant) => grant.grantId === grantId)?.people[0]?.personId ?? '';
    const [, earlier] = await rig.call('versions.list', ofItem);
    const { versionId = '' } = earlier ?? {};
    const ofGrant = { ...ofItem, grantId };
    const more = ['guest@elsewhere.example'];
    const failures = {
      'POST restoreVersion': () => rig.failure('versions.restore', { ...ofItem, versionId }),
      'POST checkout': () =>
        rig.failure('items.changeCheckOut', { ...ofItem, action: 'checkOut', comment: '' }),
      'PATCH item': () => rig.failure('items.rename', { ...ofItem, name: 'b.txt' }),
      'POST createLink': () =>
        rig.failure('sharing.createLink', { ...link, ...ofItem, scope: 'organization' }),
      'POST invite': () => rig.failure('sharing.invite', { ...invitation, ...ofItem }),
      'POST grant': () => rig.failure('sharing.addToLink', { ...ofGrant, emails: more }),
      'POST revokeGrants': () => rig.failure('sharing.removeFromLink', { ...ofGrant, personId }),
      'PATCH permission': () => rig.failure('sharing.setRole', { ...ofGrant, role: 'write' }),
      'DELETE permission': () => rig.failure('sharing.remove', ofGrant),
    };
    return { rig, failures };
  }

  test.each([
    ['POST restoreVersion', 'changeRefused'],
    ['POST checkout', 'changeRefused'],
    ['PATCH item', 'changeRefused'],
    ['POST createLink', 'sharingRefused'],
    ['POST invite', 'sharingRefused'],
    ['POST grant', 'sharingRefused'],
    ['POST revokeGrants', 'sharingRefused'],
    ['PATCH permission', 'sharingRefused'],
    ['DELETE permission', 'sharingRefused'],
  ] as const)('%s is never called view-only', async (route, code) => {
    const { rig: made, failures } = await createFile();
    await using rig = made;
    rig.service.faults.add({ route, status: 403, code: 'accessDenied', times: Infinity });
    expect(await failures[route]()).toMatchObject({ code, subject: 'a.txt' });
  });
});

test('a shortcut that the own drive refuses is reported as not added', async () => {
  await using scene = await createScene({ from: 'read', to: 'write' });
  const { rig, dana } = scene;
  rig.service.faults.add({ route: 'POST folder', status: 403, code: 'accessDenied' });
  const item = { driveId: dana.id, itemId: dana.idOf('To') };
  expect(await rig.failure('shared.addShortcut', { accountId: rig.accountId, item })).toMatchObject({
    code: 'addRefused',
    subject: 'To',
  });
});

test('someone else’s folder that may be changed but not shared still counts as writable', async () => {
  await using scene = await createScene({ from: 'read', to: 'write' });
  const { rig, dana } = scene;
  rig.service.faults.add({ route: 'POST invite', status: 403, code: 'accessDenied' });
  const item = { driveId: dana.id, itemId: dana.idOf('To') };
  const invitation = { role: 'read', message: null, notify: false, expiresAt: null } as const;
  const asked = { ...invitation, accountId: rig.accountId, item, emails: ['guest@elsewhere.example'] };
  expect(await rig.failure('sharing.invite', asked)).toMatchObject({ code: 'sharingDenied', subject: 'To' });
  const { head } = await openPath(rig, rig.accountId, 'shared/To');
  expect(head.canWrite).toBe(true);
});
