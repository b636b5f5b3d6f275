import { describe, expect, test } from 'vitest';
import type { ItemRef } from '../../contract/records.ts';
import type { Transfer } from '../../contract/transfers.ts';
import type { DriveView } from '../../sample/drive-view.ts';
import { endOf, undoAll } from '../testing/change-steps.ts';
import { createTestBrowser, signInAs } from '../testing/sign-in-steps.ts';
import { openListed, openPath } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

const refIn = (drive: DriveView, path: string): ItemRef => ({ driveId: drive.id, itemId: drive.idOf(path) });

const redirect = async (rig: TransferRig, { transferId }: Transfer, parent: ItemRef): Promise<Transfer[]> => {
  const to = { of: { transferId }, accountId: rig.accountId, parent };
  return rig.settled((await rig.call('transfers.redirect', to)).batchId);
};

const activityOf = async (rig: TransferRig) => {
  const filter = { text: '', kind: null, accountId: null };
  return (await rig.call('activity.list', { filter, from: 0, to: 100 })).rows;
};

const namesOf = (transfers: readonly Transfer[]) =>
  transfers.map(({ name, state, path }) => `${name} ${state} ${path}`).sort();

async function createUploadScene() {
  const rig = await createTransferRig();
  const { drive } = rig.service;
  drive.addFolder('Target');
  drive.addFolder('Chosen');
  await openPath(rig, rig.accountId, 'myfiles/Chosen');
  return { rig, drive, target: refIn(drive, 'Target'), chosen: refIn(drive, 'Chosen') };
}

describe('an upload whose folder was deleted', () => {
  test('goes to the chosen folder, with all that failed for the same folder, as a batch of its own', async () => {
    const { rig: own, drive, target, chosen } = await createUploadScene();
    await using rig = own;
    drive.remove('Target');
    const paths = [await rig.write('a.txt', 'a'), await rig.write('b.txt', 'b')];
    const [a] = await rig.upload(paths, { parent: target });
    expect(a).toMatchObject({ state: 'failed', failure: { code: 'folderGone' } });
    const sent = await redirect(rig, a!, chosen);
    expect(namesOf(sent)).toEqual(['a.txt done myfiles/Chosen', 'b.txt done myfiles/Chosen']);
    expect(drive.tree('Chosen')).toEqual(['a.txt', 'b.txt']);
    expect(await rig.of(a!.batchId), 'nothing is left of the first batch').toEqual([]);
    const entries = await activityOf(rig);
    expect(entries.map(({ name, path, result }) => `${name} ${result} ${path}`).sort()).toEqual([
      'a.txt done myfiles/Chosen',
      'b.txt done myfiles/Chosen',
    ]);
  });

  test('never overwrites a file there without asking, even if it was saved', async () => {
    const { rig: own, drive, target, chosen } = await createUploadScene();
    await using rig = own;
    drive.addFile('Chosen/a.txt', 'already there');
    drive.remove('Target');
    const [a] = await rig.upload([await rig.write('a.txt', 'mine')], { parent: target, intent: 'save' });
    const [asked] = await redirect(rig, a!, chosen);
    expect(asked).toMatchObject({ state: 'conflict' });
    await rig.resolve(asked!, 'keepBoth');
    expect(drive.tree('Chosen')).toEqual(['a 1.txt', 'a.txt']);
    expect(drive.bytes('Chosen/a.txt').toString()).toBe('already there');
  });

  test('brings a whole folder that failed at once', async () => {
    const { rig: own, drive, target, chosen } = await createUploadScene();
    await using rig = own;
    drive.remove('Target');
    await rig.write('Trip/a.txt', 'a');
    await rig.write('Trip/Sub/b.txt', 'b');
    const [trip] = await rig.upload([`${rig.local}/Trip`], { parent: target });
    expect(trip).toMatchObject({ name: 'Trip', state: 'failed' });
    const { batchId } = (await redirect(rig, trip!, chosen))[0]!;
    await rig.settled(batchId);
    await expect
      .poll(() => drive.tree('Chosen'))
      .toEqual(['Trip/', 'Trip/Sub/', 'Trip/Sub/b.txt', 'Trip/a.txt']);
  });

  test('brings a folder again with all its content if it went with the target halfway, also after a kill', async () => {
    await using rig = await createTransferRig();
    const { drive, faults } = rig.service;
    drive.addFolder('Target');
    drive.addFolder('Chosen');
    await openPath(rig, rig.accountId, 'myfiles/Chosen');
    await rig.write('Trip/a.txt', 'a');
    await rig.write('Trip/Sub/b.txt', 'b');
    await rig.write('Trip/Sub/c.txt', 'c');
    const held = faults.hold({ route: 'PUT content', nth: 2 });
    const batchId = await rig.begin([`${rig.local}/Trip`], { parent: refIn(drive, 'Target') });
    await expect.poll(() => held.struck).toBe(1);
    await rig.until(
      batchId,
      ({ state, bytesTotal, name }) => state === 'done' && bytesTotal === 1 && name !== 'Trip',
    );
    drive.remove('Target');
    held.letGo();
    const failed = (await rig.settled(batchId)).find(({ state }) => state === 'failed')!;
    expect(failed.failure?.code).toBe('folderGone');
    await rig.restart();
    const to = {
      of: { transferId: failed.transferId },
      accountId: rig.accountId,
      parent: refIn(drive, 'Chosen'),
    };
    const again = await rig.call('transfers.redirect', to);
    await rig.restart();
    await expect
      .poll(() => drive.tree('Chosen'))
      .toEqual(['Trip/', 'Trip/Sub/', 'Trip/Sub/b.txt', 'Trip/Sub/c.txt', 'Trip/a.txt']);
    const all = await rig.settled(again.batchId);
    expect(all.every(({ state }) => state === 'done')).toBe(true);
    expect(all.map(({ name }) => name).sort()).toEqual(['Sub', 'Trip', 'a.txt', 'b.txt', 'c.txt']);
    expect(await rig.of(batchId)).toEqual([]);
  });

  test('brings only the inner folder again if the outer one is still there', async () => {
    const { rig: own, drive, target, chosen } = await createUploadScene();
    await using rig = own;
    await rig.write('Trip/Sub/b.txt', 'b');
    const held = rig.service.faults.hold({ route: 'PUT content' });
    const batchId = await rig.begin([`${rig.local}/Trip`], { parent: target });
    await expect.poll(() => held.struck).toBe(1);
    drive.remove('Target/Trip/Sub');
    held.letGo();
    const failed = (await rig.settled(batchId)).find(({ state }) => state === 'failed')!;
    await redirect(rig, failed, chosen);
    await expect.poll(() => drive.tree('Chosen')).toEqual(['Sub/', 'Sub/b.txt']);
    expect(drive.tree('Target')).toEqual(['Trip/']);
    expect((await rig.of(batchId)).map(({ name }) => name)).toEqual(['Trip']);
  });

  test('may go to another account', async () => {
    const browser = createTestBrowser();
    const own = await createTransferRig({ driveType: 'business', adjust: browser.adjust });
    await using rig = own;
    rig.clock.hold();
    const kim = await signInAs(rig, browser, 'Kim');
    rig.clock.letPass();
    const { drive } = rig.service;
    const there = rig.service.driveOf('kim@contoso.example');
    there.addFolder('Chosen');
    drive.addFolder('Target');
    const parent = refIn(drive, 'Target');
    drive.remove('Target');
    const [a] = await rig.upload([await rig.write('a.txt', 'a')], { parent });
    const to = { of: { batchId: a!.batchId }, accountId: kim.accountId, parent: refIn(there, 'Chosen') };
    const [sent] = await rig.settled((await rig.call('transfers.redirect', to)).batchId);
    expect(sent).toMatchObject({ state: 'done', accountId: kim.accountId });
    expect(there.tree('Chosen')).toEqual(['a.txt']);
  });
});

test('an upload into a folder that is view-only goes elsewhere, and what didn’t fail for its folder doesn’t', async () => {
  await using rig = await createTransferRig();
  const { accountId, root } = rig;
  const dana = rig.service.driveOf('dana@contoso.example');
  dana.addFolder('Team');
  dana.share('Team', 'read');
  await openListed(rig, { accountId, place: 'shared' });
  const [a] = await rig.upload([await rig.write('a.txt', 'a')], { parent: refIn(dana, 'Team') });
  expect(a).toMatchObject({ state: 'failed', failure: { code: 'addDenied' } });
  expect(await redirect(rig, a!, root)).toMatchObject([{ state: 'done' }]);
  expect(rig.service.drive.tree()).toContain('a.txt');
  const failure = await rig.failure('transfers.redirect', {
    of: { transferId: a!.transferId },
    accountId,
    parent: root,
  });
  expect(failure.code).toBe('notFound');
});

describe.each(['personal', 'business'] as const)('on a %s drive', (driveType) => {
  async function createScene(verb: 'move' | 'copy') {
    const rig = await createTransferRig({ driveType });
    const { drive } = rig.service;
    const { accountId } = rig;
    for (const name of ['a.txt', 'In/b.txt']) drive.addFile(`From/${name}`, `content of ${name}`);
    drive.addFolder('To');
    drive.addFolder('Chosen');
    for (const path of ['To', 'Chosen', 'From/In']) await openPath(rig, accountId, `myfiles/${path}`);
    const { viewId } = await openPath(rig, accountId, 'myfiles/From');
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    const { pickId } = await rig.call('items.pick', { accountId, selection });
    const to = refIn(drive, 'To');
    drive.remove('To');
    const began = await rig.call(`items.${verb}`, { pickId, accountId, to });
    await endOf(rig, began);
    const failed = await rig.of(began.batchId);
    expect(failed.map(({ failure }) => failure?.code)).toEqual(['folderGone', 'folderGone']);
    return { rig, drive, failed };
  }

  test.each(['move', 'copy'] as const)(
    'a %s whose target is gone ends in the chosen folder, which undo and the activity know',
    async (verb) => {
      const { rig: own, drive, failed } = await createScene(verb);
      await using rig = own;
      const to = {
        of: { transferId: failed[0]!.transferId },
        accountId: rig.accountId,
        parent: refIn(drive, 'Chosen'),
      };
      const outcome = await endOf(rig, await rig.call('transfers.redirect', to));
      expect(outcome).toMatchObject({
        kind: verb,
        doneCount: 2,
        failed: [],
        toPath: 'myfiles/Chosen',
        canUndo: true,
      });
      expect(drive.tree('Chosen')).toEqual(['In/', 'In/b.txt', 'a.txt']);
      const entries = await activityOf(rig);
      expect(entries.map(({ kind, toPath, result }) => [kind, toPath, result])).toEqual([
        [verb, 'myfiles/Chosen', 'done'],
        [verb, 'myfiles/Chosen', 'done'],
      ]);
      await undoAll(rig, outcome);
      expect(drive.tree('Chosen')).toEqual([]);
      expect(drive.tree('From')).toEqual(['In/', 'In/b.txt', 'a.txt']);
    },
  );

  test('a move can’t go into itself or to another drive, and says so', async () => {
    const { rig: own, drive, failed } = await createScene('move');
    await using rig = own;
    const { accountId } = rig;
    const of = { batchId: failed[0]!.batchId };
    const code = async (parent: ItemRef) =>
      (await rig.failure('transfers.redirect', { of, accountId, parent })).code;
    expect(await code(refIn(drive, 'From/In'))).toBe('intoItself');
    const dana = rig.service.driveOf('dana@contoso.example');
    dana.addFolder('Team');
    dana.share('Team', 'write');
    await openListed(rig, { accountId, place: 'shared' });
    expect(await code(refIn(dana, 'Team'))).toBe('otherDrive');
    expect((await rig.of(of.batchId)).map(({ state }) => state)).toEqual(['failed', 'failed']);
  });

  test('a move back to where the items are does nothing, and isn’t told as a move', async () => {
    const { rig: own, drive, failed } = await createScene('move');
    await using rig = own;
    const to = {
      of: { batchId: failed[0]!.batchId },
      accountId: rig.accountId,
      parent: refIn(drive, 'From'),
    };
    const { batchId } = await rig.call('transfers.redirect', to);
    await rig.settled(batchId);
    expect(drive.tree('From')).toEqual(['In/', 'In/b.txt', 'a.txt']);
    const entries = await activityOf(rig);
    expect(entries.filter(({ result }) => result === 'done')).toEqual([]);
  });
});

async function createFarScene() {
  const browser = createTestBrowser();
  const rig = await createTransferRig({ driveType: 'business', adjust: browser.adjust });
  rig.clock.hold();
  const kim = await signInAs(rig, browser, 'Kim');
  rig.clock.letPass();
  const { drive } = rig.service;
  const there = rig.service.driveOf('kim@contoso.example');
  for (const name of ['a.txt', 'In/b.txt']) drive.addFile(`From/${name}`, `content of ${name}`);
  there.addFolder('To');
  there.addFolder('Chosen');
  async function fail(verb: 'move' | 'copy'): Promise<Transfer[]> {
    const { accountId } = rig;
    const { viewId } = await openPath(rig, accountId, 'myfiles/From');
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    const { pickId } = await rig.call('items.pick', { accountId, selection });
    const to = refIn(there, 'To');
    there.remove('To');
    return rig.settled(
      (await rig.call('items.carry', { verb, pickId, accountId: kim.accountId, to })).batchId,
    );
  }
  return { rig, kim, drive, there, fail };
}

describe.each(['move', 'copy'] as const)('a %s to another account', (verb) => {
  test('whose target is gone ends in the chosen folder, with its folders, and can be undone from there', async () => {
    const { rig: own, kim, drive, there, fail } = await createFarScene();
    await using rig = own;
    const [failed] = await fail(verb);
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'folderGone' } });
    const { transferId } = failed!;
    const to = { of: { transferId }, accountId: kim.accountId, parent: refIn(there, 'Chosen') };
    const outcome = await endOf(rig, await rig.call('transfers.redirect', to));
    expect(outcome).toMatchObject({ kind: verb, doneCount: 2, toPath: 'myfiles/Chosen', canUndo: true });
    expect(there.tree('Chosen')).toEqual(['In/', 'In/b.txt', 'a.txt']);
    expect(drive.tree()).toEqual(
      verb === 'move' ? ['From/'] : ['From/', 'From/In/', 'From/In/b.txt', 'From/a.txt'],
    );
    await undoAll(rig, outcome);
    expect(there.tree('Chosen')).toEqual([]);
    expect(drive.tree('From')).toEqual(['In/', 'In/b.txt', 'a.txt']);
  });

  test('doesn’t end in the drive it comes from, and says so', async () => {
    const { rig: own, drive, there, fail } = await createFarScene();
    await using rig = own;
    const [failed] = await fail(verb);
    const to = { of: { batchId: failed!.batchId }, accountId: rig.accountId, parent: refIn(drive, 'From') };
    expect((await rig.failure('transfers.redirect', to)).code).toBe('sameDrive');
    expect([drive.tree('From'), there.tree()]).toEqual([['In/', 'In/b.txt', 'a.txt'], ['Chosen/']]);
  });
});

test('one file that a subfolder refuses goes elsewhere alone, and what is stored stays where it is', async () => {
  const { rig: own, drive, target, chosen } = await createUploadScene();
  await using rig = own;
  for (const name of ['a.txt', 'b.txt']) await rig.write(`Trip/${name}`, name);
  rig.service.faults.add({ route: /b\.txt/, method: 'PUT', status: 403, code: 'accessDenied' });
  const batchId = await rig.begin([`${rig.local}/Trip`], { parent: target });
  const failed = await rig.until(batchId, ({ state }) => state === 'failed');
  expect(failed).toMatchObject({ name: 'b.txt', failure: { code: 'addRefused' } });
  await rig.settled(batchId);
  const { rows } = await rig.call('transfers.rows', { filter: 'all', collapsed: [], from: 0, to: 9 });
  expect(rows[0]).toMatchObject({ type: 'batch', batch: { counts: { failed: 1, redirectable: 1 } } });
  expect(await redirect(rig, failed, chosen)).toMatchObject([{ name: 'b.txt', state: 'done' }]);
  expect([drive.tree('Target'), drive.tree('Chosen')]).toEqual([['Trip/', 'Trip/a.txt'], ['b.txt']]);
  expect((await rig.of(batchId)).map(({ name }) => name)).toEqual(['Trip', 'a.txt']);
});
