import { describe, expect, test } from 'vitest';
import type { CarryVerb } from '../../contract/changes.ts';
import type { Quirks } from '../../sample/options.ts';
import { endOf } from '../testing/change-steps.ts';
import { createKeptProfile } from '../testing/kept-profile.ts';
import { createTestBrowser, signInAs } from '../testing/sign-in-steps.ts';
import { openPath } from '../testing/steps.ts';
import { createTestVault } from '../testing/test-vault.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

type DriveType = 'personal' | 'business';

/** Two accounts: "From" lies in the drive of Alex, and all of it goes to "To" in the drive of Kim. */
async function createScene(driveType: DriveType, quirks: Partial<Quirks> = {}) {
  const browser = createTestBrowser();
  const vault = createTestVault();
  const rig = await createTransferRig({
    driveType,
    quirks,
    adjust(ports) {
      browser.adjust(ports);
      ports.vault = vault;
    },
  });
  rig.clock.hold();
  const kim = await signInAs(rig, browser, 'Kim', { keep: 'sealed' });
  rig.clock.letPass();
  const { drive } = rig.service;
  const there = rig.service.driveOf('kim@contoso.example');
  drive.addFolder('From');
  there.addFolder('To');
  const { accountId } = rig;
  const to = { driveId: there.id, itemId: there.idOf('To') };

  async function begin(verb: CarryVerb): Promise<{ batchId: string }> {
    const { viewId } = await openPath(rig, accountId, 'myfiles/From');
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    const { pickId } = await rig.call('items.pick', { accountId, selection });
    return rig.call('items.carry', { verb, pickId, accountId: kim.accountId, to });
  }

  async function lines(text = '') {
    const filter = { text, kind: null, accountId: null };
    return (await rig.call('activity.list', { filter, from: 0, to: 99 })).rows;
  }

  return {
    rig,
    drive,
    there,
    begin,
    lines,
    carry: async (verb: CarryVerb) => endOf(rig, await begin(verb)),
    plan: async (batchId: string) => (await rig.call('changes.planUndo', { batchId, entryIds: null })).plan,
    undo: async (batchId: string, entryIds: string[] | null = null) =>
      endOf(rig, await rig.call('changes.undo', { batchId, entryIds })),
    lineOf: async (name: string) => (await lines(name)).find((line) => line.name === name)!,
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

const tree = ['In/', 'In/deep/', 'In/deep/b.txt', 'In/none/', 'a.txt'];

function fill({ drive }: Awaited<ReturnType<typeof createScene>>): void {
  drive.addFile('From/a.txt', 'a');
  drive.addFile('From/In/deep/b.txt', 'b');
  drive.addFolder('From/In/none');
}

describe('the undo of a move to another account', () => {
  test('on a personal drive restores originals with their folders, removes the copies, and can be redone', async () => {
    await using scene = await createScene('personal');
    const { drive, there, rig } = scene;
    fill(scene);
    const ids = ['From/a.txt', 'From/In', 'From/In/deep/b.txt'].map((path) => drive.idOf(path));
    const moved = await scene.carry('move');
    expect(moved).toMatchObject({ kind: 'move', doneCount: 2, canUndo: true, toPath: 'myfiles/To' });
    expect([drive.tree('From'), there.tree('To')]).toEqual([[], tree]);
    expect(await scene.plan(moved.batchId)).toMatchObject({ method: 'restoreOriginal', count: 2 });
    const { accountId: to, fromAccountId: from } = await scene.lineOf('In');
    expect([to === rig.accountId, from]).toEqual([false, rig.accountId]);
    expect(await scene.lineOf('In')).toMatchObject({ canUndo: true, noUndo: null });

    const sent = rig.service.counters.count('PUT upload range') + rig.service.counters.count('PUT content');
    const back = await scene.undo(moved.batchId);
    expect(back).toMatchObject({ kind: 'move', failed: [], undoOf: moved.batchId, canUndo: true });
    expect([drive.tree('From'), there.tree('To')]).toEqual([tree, []]);
    expect(ids).toEqual(['From/a.txt', 'From/In', 'From/In/deep/b.txt'].map((path) => drive.idOf(path)));
    const { counters } = rig.service;
    expect(counters.count('PUT upload range') + counters.count('PUT content'), 'nothing is sent').toBe(sent);
    const done = (await scene.lines()).filter(({ batchId }) => batchId === moved.batchId);
    expect(done.map(({ isUndone, canUndo }) => [isUndone, canUndo])).toEqual(done.map(() => [true, false]));

    const redone = await scene.undo(back.batchId);
    expect(redone).toMatchObject({ failed: [] });
    expect([drive.tree('From'), there.tree('To')]).toEqual([[], tree]);
  });

  test('of one row undoes that file, and the last one removes its folders', async () => {
    await using scene = await createScene('personal');
    const { drive, there } = scene;
    fill(scene);
    await scene.carry('move');
    const { batchId, entryId } = await scene.lineOf('b.txt');
    await scene.undo(batchId, [entryId]);
    expect(drive.tree('From')).toEqual(['In/', 'In/deep/', 'In/deep/b.txt']);
    expect(there.tree('To')).toEqual(['In/', 'In/none/', 'a.txt']);
    const folder = await scene.lineOf('In');
    await scene.undo(batchId, [folder.entryId]);
    expect(drive.tree('From')).toEqual(['In/', 'In/deep/', 'In/deep/b.txt', 'In/none/']);
    expect(there.tree('To')).toEqual(['a.txt']);
  });

  test('keeps and reports copies changed since and items added beside them', async () => {
    await using scene = await createScene('personal');
    const { drive, there } = scene;
    fill(scene);
    const moved = await scene.carry('move');
    there.addFile('To/In/deep/b.txt', 'changed there');
    there.addFile('To/In/new.txt', 'new');
    const back = await scene.undo(moved.batchId);
    expect(back).toMatchObject({ failed: [{ name: 'b.txt', failure: { code: 'copyKept' } }] });
    expect(drive.tree('From')).toEqual(tree);
    expect(there.tree('To')).toEqual(['In/', 'In/deep/', 'In/deep/b.txt', 'In/new.txt']);
    expect(there.bytes('To/In/deep/b.txt').toString()).toBe('changed there');
    expect(await scene.lineOf('b.txt')).toMatchObject({ kind: 'restore', failure: { code: 'copyKept' } });
  });

  test('on a work drive moves it back as it is now, starting with the outermost folder', async () => {
    await using scene = await createScene('business');
    const { drive, there } = scene;
    fill(scene);
    const moved = await scene.carry('move');
    expect(await scene.plan(moved.batchId)).toMatchObject({ method: 'carryBack', count: 2 });
    expect(await scene.lineOf('b.txt')).toMatchObject({ canUndo: false, noUndo: 'withFolder' });
    there.addFile('To/In/deep/b.txt', 'changed there');
    const back = await scene.undo(moved.batchId);
    expect(back).toMatchObject({ kind: 'move', undoOf: moved.batchId, canUndo: true });
    expect([drive.tree('From'), there.tree('To')]).toEqual([tree, []]);
    expect(drive.bytes('From/In/deep/b.txt').toString()).toBe('changed there');
    const done = (await scene.lines()).filter(({ batchId }) => batchId === moved.batchId);
    expect(done.map(({ isUndone }) => isUndone)).toEqual(done.map(() => true));
  });

  test('isn’t offered if the move replaced or merged with existing items', async () => {
    await using scene = await createScene('personal');
    const { drive, there, rig } = scene;
    drive.addFile('From/same.txt', 'same');
    drive.addFile('From/other.txt', 'mine');
    there.addFile('To/same.txt', 'same');
    there.addFile('To/other.txt', 'theirs');
    const { batchId } = await scene.begin('move');
    const conflict = (await rig.settled(batchId)).find(({ state }) => state === 'conflict');
    await rig.resolve(conflict!, 'replace');
    for (const name of ['same.txt', 'other.txt'])
      expect(await scene.lineOf(name)).toMatchObject({ kind: 'move', canUndo: false, noUndo: 'otherDrive' });
    expect(await rig.failure('changes.undo', { batchId, entryIds: null })).toMatchObject({
      code: 'undoExpired',
    });
    expect(there.tree('To')).toEqual(['other.txt', 'same.txt']);
  });

  test('knows a move that replaced an unseen version as a move, not as a copy', async () => {
    await using scene = await createScene('personal', { sessionsForgetIfMatch: true });
    const { drive, there, rig } = scene;
    drive.addFile('From/a.bin', Buffer.alloc(5 * 1024 ** 2, 'a'));
    there.addFile('To/a.bin', 'theirs');
    const { batchId } = await scene.begin('move');
    const conflict = (await rig.settled(batchId)).find(({ state }) => state === 'conflict');
    const held = rig.service.faults.hold({ route: 'PUT upload range' });
    const resolved = rig.resolve(conflict!, 'replace');
    await expect.poll(() => held.struck).toBe(1);
    there.addFile('To/a.bin', 'theirs again');
    held.letGo();
    await resolved;
    await rig.settled(batchId);
    expect(await scene.lineOf('a.bin')).toMatchObject({ kind: 'move', failure: { code: 'versionReplaced' } });
    expect(drive.tree('From')).toEqual([]);
  });

  test.each([
    ['personal', 'POST restore', 2, 'afterEffect'],
    ['personal', 'DELETE item', 1, 'afterEffect'],
    ['personal', 'DELETE item', 2, 'afterEffect'],
    ['business', 'PUT upload range', 1, 'afterEffect'],
    ['business', 'DELETE item', 1, 'afterEffect'],
  ] as const)(
    'T27 that is killed on a %s drive at %s (%i, %s) loses nothing and does nothing twice',
    async (driveType, route, nth, reset) => {
      await using scene = await createScene(driveType);
      await using kept = await createKeptProfile();
      const { rig, drive, there } = scene;
      drive.addFile('From/In/b.txt', 'content of b');
      const moved = await scene.carry('move');
      const held = rig.service.faults.hold({ route, nth, reset });
      const { batchId } = await rig.call('changes.undo', { batchId: moved.batchId, entryIds: null });
      await expect.poll(() => held.struck).toBe(1);
      const copies = [drive.find('From/In/b.txt'), there.find('To/In/b.txt')].filter((one) => one !== null);
      expect(copies, 'at no moment there is neither of them').not.toEqual([]);
      await kept.keep(rig);
      await kept.startAgain(rig, () => held.letGo());
      await expect
        .poll(async () => (await rig.settled(batchId)).every(({ state }) => state === 'done'))
        .toBe(true);
      await expect.poll(() => there.tree('To')).toEqual([]);
      expect(drive.tree('From')).toEqual(['In/', 'In/b.txt']);
      expect(drive.bytes('From/In/b.txt').toString()).toBe('content of b');
      expect((await scene.lines()).filter(({ isUndo, result }) => isUndo && result !== 'done')).toEqual([]);
    },
  );

  test.each([
    ['personal', 'move', 'POST restore'],
    ['business', 'move', 'PUT upload range'],
    ['business', 'copy', 'DELETE item'],
  ] as const)(
    'T27 that is asked for again after a restart joins the one that is still running (%s, %s)',
    async (driveType, verb, route) => {
      await using scene = await createScene(driveType);
      await using kept = await createKeptProfile();
      const { rig, drive, there } = scene;
      drive.addFile('From/In/b.txt', 'content of b');
      const done = await scene.carry(verb);
      const about = { batchId: done.batchId, entryIds: null };
      const held = rig.service.faults.hold({ route, reset: 'beforeEffect' });
      const begun = await rig.call('changes.undo', about);
      await expect.poll(() => held.struck).toBe(1);
      await kept.keep(rig);
      let again = held;
      await kept.startAgain(
        rig,
        () => held.letGo(),
        () => (again = rig.service.faults.hold({ route })),
      );
      await expect.poll(() => again.struck).toBe(1);
      expect(await rig.call('changes.undo', about)).toMatchObject({ batchId: begun.batchId });
      again.letGo();
      await expect.poll(() => there.tree('To')).toEqual([]);
      const undoers = async () => (await scene.lines()).flatMap((line) => (line.isUndo ? line.batchId : []));
      await expect.poll(async () => new Set(await undoers())).toEqual(new Set([begun.batchId]));
      expect(drive.tree('From')).toEqual(['In/', 'In/b.txt']);
    },
  );
});

describe('the undo of a copy to another account', () => {
  test('deletes copies unchanged since, with the folders that become empty', async () => {
    await using scene = await createScene('business');
    const { drive, there } = scene;
    fill(scene);
    const copied = await scene.carry('copy');
    expect(copied).toMatchObject({ kind: 'copy', doneCount: 2, canUndo: true });
    expect(await scene.plan(copied.batchId)).toMatchObject({ method: 'deleteCopy', count: 2 });
    const folder = await scene.lineOf('In');
    expect(folder).toMatchObject({ kind: 'copy', canUndo: true });
    await scene.undo(copied.batchId, [folder.entryId]);
    expect(there.tree('To')).toEqual(['a.txt']);
    expect((await scene.lines()).find(({ entryId }) => entryId === folder.entryId)).toMatchObject({
      isUndone: true,
    });
    there.addFile('To/a.txt', 'changed there');
    expect(await scene.undo(copied.batchId)).toMatchObject({
      failed: [{ name: 'a.txt', failure: { code: 'changedMeanwhile' } }],
    });
    expect([drive.tree('From'), there.tree('To')]).toEqual([tree, ['a.txt']]);
  });

  test('can itself be undone on a personal drive: folders are restored before their contents', async () => {
    await using scene = await createScene('personal');
    const { there } = scene;
    fill(scene);
    const copied = await scene.carry('copy');
    const gone = await scene.undo(copied.batchId);
    expect(there.tree('To')).toEqual([]);
    expect(await scene.undo(gone.batchId)).toMatchObject({ failed: [] });
    expect(there.tree('To')).toEqual(['In/', 'In/deep/', 'In/deep/b.txt', 'In/none/', 'a.txt']);
  });

  test.each([
    [1, 'beforeEffect'],
    [1, 'afterEffect'],
    [2, 'afterEffect'],
  ] as const)(
    'T27 that is killed at its request (%i, %s) deletes the copies once and nothing else',
    async (nth, reset) => {
      await using scene = await createScene('business');
      await using kept = await createKeptProfile();
      const { rig, drive, there } = scene;
      drive.addFile('From/In/b.txt', 'b');
      there.addFile('To/theirs.txt', 'theirs');
      const copied = await scene.carry('copy');
      const held = rig.service.faults.hold({ route: 'DELETE item', nth, reset });
      const { batchId } = await rig.call('changes.undo', { batchId: copied.batchId, entryIds: null });
      await expect.poll(() => held.struck).toBe(1);
      await kept.keep(rig);
      await kept.startAgain(rig, () => held.letGo());
      await expect
        .poll(async () => (await rig.settled(batchId)).every(({ state }) => state === 'done'))
        .toBe(true);
      await expect.poll(() => there.tree('To')).toEqual(['theirs.txt']);
      expect(drive.tree('From')).toEqual(['In/', 'In/b.txt']);
    },
  );

  test('of a folder whose contents failed stays open until the folder is gone', async () => {
    await using scene = await createScene('business');
    const { drive, there } = scene;
    drive.addFile('From/In/b.txt', 'b');
    drive.flagMalware('From/In/b.txt', 'Eicar');
    await scene.carry('copy');
    const folder = await scene.lineOf('In');
    expect(folder).toMatchObject({ kind: 'copy', result: 'done', isUndone: false, canUndo: true });
    await scene.undo(folder.batchId, [folder.entryId]);
    expect(there.tree('To')).toEqual([]);
    expect(await scene.lineOf('In')).toMatchObject({ kind: 'delete', result: 'done' });
  });

  test('keeps a copied folder that received files since', async () => {
    await using scene = await createScene('business');
    const { drive, there } = scene;
    drive.addFolder('From/none');
    const copied = await scene.carry('copy');
    there.addFile('To/none/new.txt', 'new');
    expect(await scene.undo(copied.batchId)).toMatchObject({
      failed: [{ name: 'none', failure: { code: 'notEmpty' } }],
    });
    expect(there.tree('To')).toEqual(['none/', 'none/new.txt']);
  });

  test('gives the reason why an empty copied folder stays', async () => {
    await using scene = await createScene('business');
    const { drive, there } = scene;
    drive.addFolder('From/none');
    const copied = await scene.carry('copy');
    there.lock('To/none');
    expect(await scene.undo(copied.batchId)).toMatchObject({
      failed: [{ name: 'none', failure: { code: 'locked' } }],
    });
  });
});
