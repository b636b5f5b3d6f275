import { describe, expect, test } from 'vitest';
import type { Transfer } from '../../contract/transfers.ts';
import { deleteAll, endOf, undoAll } from '../testing/change-steps.ts';
import { namesOf, openPath, rowNamed } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';
import type { RigOptions } from '../testing/rig.ts';

async function createScene(names: readonly string[], options: RigOptions = {}) {
  const rig = await createTransferRig(options);
  const { drive } = rig.service;
  for (const name of names) drive.addFile(`From/${name}`, `content of ${name}`);
  if (names.length === 0) drive.addFolder('From', { files: 60, naming: '{n}.txt' });
  drive.addFolder('To');
  const { accountId } = rig;
  const { viewId } = await openPath(rig, accountId, 'myfiles/From');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const refOf = (path: string) => ({ driveId: drive.id, itemId: drive.idOf(path) });
  const pick = async () => (await rig.call('items.pick', { accountId, selection })).pickId;
  return {
    rig,
    drive,
    viewId,
    refOf,
    textOf: (path: string) => drive.bytes(path).toString(),
    count: (label: string | RegExp) => rig.service.counters.count(label),
    move: async (to = 'To') => rig.call('items.move', { pickId: await pick(), accountId, to: refOf(to) }),
    copy: async (to = 'To') => rig.call('items.copy', { pickId: await pick(), accountId, to: refOf(to) }),
    failMove: async (to: string) =>
      rig.failure('items.move', { pickId: await pick(), accountId, to: refOf(to) }),
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

type Scene = Awaited<ReturnType<typeof createScene>>;

const conflictOf = (rig: TransferRig, batchId: string): Promise<Transfer> =>
  rig.until(batchId, ({ state }) => state === 'conflict');

describe('a move', () => {
  test('says whether people lose or gain access: out of a shared folder, into one, between two, and within one', async () => {
    await using rig = await createTransferRig();
    const { drive } = rig.service;
    const { accountId } = rig;
    for (const name of ['a.txt', 'b.txt', 'c.txt']) drive.addFile(`Team/Plans/${name}`, name);
    drive.addFolder('Others/Deep/Deeper');
    drive.addFolder('Team/Done');
    drive.addFolder('Private');
    const refOf = (path: string) => ({ driveId: drive.id, itemId: drive.idOf(path) });
    const invited = { recipients: [{ email: 'someone@example.com' }], roles: ['read'], requireSignIn: true };
    for (const name of ['Team', 'Others']) {
      const response = await fetch(
        `${rig.service.graphUrl}/drives/${drive.id}/items/${drive.idOf(name)}/invite`,
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${rig.service.accessToken}`,
            'content-type': 'application/json',
          },
          body: JSON.stringify(invited),
        },
      );
      expect(response.status).toBe(200);
    }
    await openPath(rig, accountId, 'myfiles');
    await openPath(rig, accountId, 'myfiles/Team');
    const { viewId } = await openPath(rig, accountId, 'myfiles/Team/Plans');
    for (const [name, to, leavesShared, entersShared] of [
      ['a.txt', 'Team/Done', false, false],
      ['b.txt', 'Private', true, false],
      ['c.txt', 'Others/Deep/Deeper', true, true],
    ] as const) {
      const { itemId } = await rowNamed(rig, viewId, name);
      const selection = { viewId, mode: 'only' as const, itemIds: [itemId] };
      const picked = await rig.call('items.pick', { accountId, selection });
      expect(picked).toMatchObject({ sharedCount: 0, isInShared: true });
      const move = { pickId: picked.pickId, accountId, to: refOf(to) };
      expect(await rig.call('items.planMove', move)).toEqual({ leavesShared, entersShared });
      const batch = await rig.call('items.move', move);
      expect(batch).toMatchObject({ leavesShared, entersShared });
      await endOf(rig, batch);
    }
    const home = await openPath(rig, accountId, 'myfiles/Private');
    const { itemId } = await rowNamed(rig, home.viewId, 'b.txt');
    const selection = { viewId: home.viewId, mode: 'only' as const, itemIds: [itemId] };
    const { pickId } = await rig.call('items.pick', { accountId, selection });
    const into = { pickId, accountId, to: refOf('Others') };
    expect(await rig.call('items.planMove', into)).toEqual({ leavesShared: false, entersShared: true });
    for (const [to, entersShared] of [
      ['Others', true],
      ['Private', false],
    ] as const) {
      const copied = await rig.call('items.copy', { ...into, to: refOf(to) });
      expect(copied).toMatchObject({ entersShared });
      await endOf(rig, copied);
    }
  });

  test('sends twenty items to a request, updates both lists, and can be undone and redone', async () => {
    await using scene = await createScene([]);
    const { rig, drive, viewId } = scene;
    const target = await openPath(rig, rig.accountId, 'myfiles/To');
    const outcome = await endOf(rig, await scene.move());
    expect(outcome).toMatchObject({ kind: 'move', doneCount: 60, failed: [], toPath: 'myfiles/To' });
    expect([scene.count('POST batch'), scene.count('PATCH item')]).toEqual([3, 60]);
    expect((await rig.of(outcome.batchId))[59]).toMatchObject({ outcome: 'moved', toPath: 'myfiles/To' });
    expect(await namesOf(rig, viewId)).toEqual([]);
    expect(await namesOf(rig, target.viewId)).toHaveLength(60);
    expect(drive.tree().filter((path) => path.startsWith('From/'))).toEqual(['From/']);

    const back = await undoAll(rig, outcome);
    expect(back).toMatchObject({ kind: 'move', doneCount: 60, undoOf: outcome.batchId, canUndo: true });
    expect(await namesOf(rig, viewId)).toHaveLength(60);
    await undoAll(rig, back);
    expect(await namesOf(rig, target.viewId)).toHaveLength(60);
  });

  test.each([
    ['keepBoth', ['To/a 1.txt', 'To/a.txt']],
    ['replace', ['To/a.txt']],
    ['skip', ['To/a.txt']],
  ] as const)('to a name that is taken asks once for all: %s', async (choice, there) => {
    await using scene = await createScene(['a.txt', 'b.txt', 'c.txt']);
    const { rig, drive, textOf } = scene;
    drive.addFile('To/a.txt', 'other');
    drive.addFile('To/b.txt', 'other');
    const { batchId } = await scene.move();
    const conflict = await conflictOf(rig, batchId);
    await rig.until(batchId, ({ name, state }) => name === 'b.txt' && state === 'conflict');
    expect(textOf('To/a.txt')).toBe('other');
    await rig.call('transfers.resolve', { transferId: conflict.transferId, choice, applyToBatch: true });
    const outcome = await endOf(rig, { batchId });
    expect(outcome).toMatchObject({ doneCount: choice === 'skip' ? 1 : 3, cancelledCount: 0, failed: [] });
    expect(drive.tree().filter((path) => path.startsWith('To/a'))).toEqual(there);
    expect(textOf('To/a.txt')).toBe(choice === 'replace' ? 'content of a.txt' : 'other');
    expect(drive.find('From/a.txt') === null).toBe(choice !== 'skip');
    expect(textOf('To/c.txt')).toBe('content of c.txt');
    const filter = { text: '', kind: null, accountId: null };
    const { rows } = await rig.call('activity.list', { filter, from: 0, to: 10 });
    const changed = choice === 'skip' ? ['c.txt'] : ['a.txt', 'b.txt', 'c.txt'];
    expect(rows.map(({ name }) => name).sort(), 'what stays where it was is no move').toEqual(changed);
  });

  test('replaces no folder, also if files with taken names are replaced together', async () => {
    await using scene = await createScene(['a.txt', 'b.txt']);
    const { rig, drive, textOf } = scene;
    drive.addFile('To/a.txt', 'other');
    drive.addFile('To/b.txt/inside.txt', 'kept');
    const { batchId } = await scene.move();
    const file = await rig.until(batchId, ({ name, state }) => name === 'a.txt' && state === 'conflict');
    const beside = await rig.until(batchId, ({ name, state }) => name === 'b.txt' && state === 'conflict');
    expect([file.conflict?.canReplace, beside.conflict?.canReplace]).toEqual([true, false]);
    const all = { choice: 'replace', applyToBatch: true } as const;
    await rig.call('transfers.resolve', { transferId: file.transferId, ...all });
    const isReplaced = () => drive.find('To/a.txt') !== null && textOf('To/a.txt') === 'content of a.txt';
    await rig.until(batchId, isReplaced);
    const { transfers } = await rig.call('transfers.list', {});
    expect(transfers.find(({ name }) => name === 'b.txt')).toMatchObject({
      state: 'conflict',
      failure: null,
    });
    await rig.call('transfers.resolve', { ...all, transferId: beside.transferId, choice: 'keepBoth' });
    await endOf(rig, { batchId });
    expect([textOf('To/a.txt'), textOf('To/b.txt/inside.txt')]).toEqual(['content of a.txt', 'kept']);
    expect(textOf('To/b 1.txt')).toBe('content of b.txt');
  });

  test('over a file that somebody changes meanwhile keeps both and reports it', async () => {
    await using scene = await createScene(['a.txt']);
    const { rig, drive, textOf } = scene;
    drive.addFile('To/a.txt', 'other');
    const { batchId } = await scene.move();
    const { transferId } = await conflictOf(rig, batchId);
    drive.addFile('To/a.txt', 'newer');
    await rig.call('transfers.resolve', { transferId, choice: 'replace', applyToBatch: false });
    await endOf(rig, { batchId });
    expect([textOf('To/a.txt'), textOf('To/a 1.txt')]).toEqual(['newer', 'content of a.txt']);
  });

  test('over a file that somebody moves away meanwhile leaves that file in its new place', async () => {
    await using scene = await createScene(['a.txt']);
    const { rig, drive, textOf } = scene;
    drive.addFile('To/a.txt', 'other');
    const { batchId } = await scene.move();
    const { transferId } = await conflictOf(rig, batchId);
    drive.raw.place(drive.find('To/a.txt')!, drive.addFolder('Elsewhere'), 'a.txt', drive.raw.owner);
    await rig.call('transfers.resolve', { transferId, choice: 'replace', applyToBatch: false });
    await endOf(rig, { batchId });
    expect([textOf('Elsewhere/a.txt'), textOf('To/a.txt')]).toEqual(['other', 'content of a.txt']);
  });

  test('of a folder into itself or below is refused without a request', async () => {
    await using scene = await createScene(['In/deep/a.txt']);
    for (const to of ['From/In', 'From/In/deep'])
      expect(await scene.failMove(to)).toMatchObject({ code: 'intoItself', subject: 'In' });
    expect(scene.count(/^PATCH/)).toBe(0);
    expect(await scene.move('From'), 'what is there already').toMatchObject({ count: 0 });
  });
});

describe('a copy', () => {
  test('is made by OneDrive, followed to its end, shown, and can be undone', async () => {
    await using scene = await createScene(['a.txt', 'In/b.txt']);
    const { rig, drive, textOf } = scene;
    const target = await openPath(rig, rig.accountId, 'myfiles/To');
    const outcome = await endOf(rig, await scene.copy());
    expect(outcome).toMatchObject({ kind: 'copy', doneCount: 2, failed: [] });
    expect(await namesOf(rig, target.viewId)).toEqual(['In', 'a.txt']);
    expect(textOf('To/In/b.txt')).toBe('content of In/b.txt');
    expect(await undoAll(rig, outcome)).toMatchObject({ kind: 'delete', doneCount: 2 });
    expect(drive.tree()).toEqual(['From/', 'From/In/', 'From/In/b.txt', 'From/a.txt', 'To/']);
  });

  test('of many items has a row for each with its result', async () => {
    await using scene = await createScene([]);
    const { rig } = scene;
    const { batchId } = await endOf(rig, await scene.copy());
    const [first, ...others] = await rig.of(batchId);
    expect(first).toMatchObject({ outcome: 'copied', state: 'done', percent: 50 });
    expect(others).toHaveLength(59);
  });

  test('in the same folder gets the next free number', async () => {
    await using scene = await createScene(['a.txt']);
    await endOf(scene.rig, await scene.copy('From'));
    expect(await namesOf(scene.rig, scene.viewId)).toEqual(['a 1.txt', 'a.txt']);
  });

  test('isn’t undone if it was edited since', async () => {
    await using scene = await createScene(['a.txt']);
    const { rig, drive, textOf } = scene;
    const outcome = await endOf(rig, await scene.copy());
    drive.addFile('To/a.txt', 'edited');
    const back = await undoAll(rig, outcome);
    expect(back).toMatchObject({ doneCount: 0, failed: [{ failure: { code: 'changedMeanwhile' } }] });
    expect(textOf('To/a.txt')).toBe('edited');
  });

  test.each(['personal', 'business'] as const)(
    'is made once if the response is lost (%s)',
    async (driveType) => {
      await using scene = await createScene(['a.txt'], { driveType });
      const { rig, drive } = scene;
      rig.service.faults.add({ route: 'POST copy', reset: 'afterEffect' });
      const outcome = await endOf(rig, await scene.copy());
      expect(outcome).toMatchObject({ doneCount: 1, failed: [] });
      expect(drive.tree().filter((path) => path.startsWith('To/'))).toEqual(['To/', 'To/a.txt']);
    },
  );

  test.each(['personal', 'business'] as const)(
    'isn’t mistaken for what was there before if it can’t be tracked (%s)',
    async (driveType) => {
      await using scene = await createScene(['a.txt'], { driveType });
      const { rig, drive, textOf } = scene;
      drive.addFile('To/a.txt', 'other');
      rig.service.faults.add({ route: 'GET copy monitor', status: 404, times: Infinity });
      const { batchId } = await scene.copy();
      expect(await conflictOf(rig, batchId)).toMatchObject({ finalName: null });
      expect(textOf('To/a.txt')).toBe('other');
    },
  );

  test('isn’t mistaken for a folder that was there before if its request failed for a while', async () => {
    await using scene = await createScene(['In/a.txt'], { driveType: 'business' });
    const { rig, drive } = scene;
    drive.addFile('To/In/b.txt', 'other');
    rig.service.faults.add({ route: 'POST copy', status: 429, headers: { 'Retry-After': '1' } });
    const { batchId } = await scene.copy();
    expect(await conflictOf(rig, batchId)).toMatchObject({ finalName: null });
  });

  test('of a folder isn’t undone once something has been added to it', async () => {
    await using scene = await createScene(['In/a.txt']);
    const { rig, drive } = scene;
    const { batchId } = await endOf(rig, await scene.copy());
    drive.addFile('To/In/b.txt', 'new');
    const undo = { batchId, entryIds: null };
    expect(await rig.failure('changes.undo', undo)).toMatchObject({ code: 'notEmpty', subject: 'In' });
    drive.remove('To/In/b.txt');
    expect(await endOf(rig, await rig.call('changes.undo', undo))).toMatchObject({ doneCount: 1 });
  });

  test.each([
    ['added', 'In/deep/new.txt', 'new'],
    ['added without content', 'In/deep/empty.txt', ''],
    ['edited', 'In/deep/a.txt', 'same long'],
  ])('of a folder isn’t undone once something was %s below', async (_, path, text) => {
    await using scene = await createScene(['In/deep/a.txt']);
    const { rig, drive, textOf } = scene;
    drive.addFile('From/In/deep/a.txt', 'text long');
    const { batchId } = await endOf(rig, await scene.copy());
    drive.addFile(`To/${path}`, text);
    const undo = { batchId, entryIds: null };
    expect(await rig.failure('changes.undo', undo)).toMatchObject({ code: 'notEmpty', subject: 'In' });
    expect(textOf(`To/${path}`)).toBe(text);
  });

  test('is reported as failed if OneDrive stops it', async () => {
    await using scene = await createScene(['a.txt']);
    const { rig } = scene;
    const body = {
      operation: 'ItemCopy',
      percentageComplete: 10,
      status: 'failed',
      errorCode: 'unknownReason',
    };
    rig.service.faults.add({ route: 'GET copy monitor', status: 200, body });
    const outcome = await endOf(rig, await scene.copy());
    expect(outcome).toMatchObject({
      doneCount: 0,
      failed: [{ name: 'a.txt', failure: { code: 'copyFailed' } }],
    });
  });

  test('of more than 30,000 items is refused with what to do, at once or by the monitor', async () => {
    await using scene = await createScene(['In/a.txt']);
    const { rig, drive } = scene;
    const tooLarge = { failed: [{ name: 'In', failure: { code: 'copyTooLarge', subject: 'In' } }] };
    const errorCode = 'totalAffectedItemCountExceeded';
    const body = { operation: 'ItemCopy', percentageComplete: 0, status: 'failed', errorCode };
    rig.service.faults.add({ route: 'GET copy monitor', status: 200, body });
    drive.addFolder('Late');
    expect(await endOf(rig, await scene.copy('Late'))).toMatchObject(tooLarge);
    drive.addFolder('From/In', { files: 30_000, naming: '{n}.txt' });
    expect(await endOf(rig, await scene.copy())).toMatchObject(tooLarge);
    expect(drive.tree('To')).toEqual([]);
  });
});

const rename = ({ rig, refOf }: Scene, path: string, name: string) =>
  rig.call('items.rename', { accountId: rig.accountId, item: refOf(path), name });

describe('a move beside a rename', () => {
  test('keeps the new name: of a file cut before it, renamed during the move, or undone afterward', async () => {
    await using scene = await createScene(['a.txt']);
    const { rig, drive, viewId, refOf } = scene;
    const to = { accountId: rig.accountId, to: refOf('To') };
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    const { pickId } = await rig.call('items.pick', { accountId: rig.accountId, selection });
    await rename(scene, 'From/a.txt', 'b.txt');
    const moved = await endOf(rig, await rig.call('items.move', { pickId, ...to }));
    expect(drive.tree('To')).toEqual(['b.txt']);
    await undoAll(rig, moved);
    expect(drive.tree('From')).toEqual(['b.txt']);

    const held = rig.service.faults.hold({ route: 'PATCH item' });
    const batch = await scene.move();
    await expect.poll(() => held.struck).toBe(1);
    await rename(scene, 'From/b.txt', 'c.txt');
    held.letGo();
    await endOf(rig, batch);
    expect(drive.tree('To')).toEqual(['c.txt']);
    await rename(scene, 'To/c.txt', 'd.txt');
    await undoAll(rig, batch);
    expect(drive.tree('From')).toEqual(['d.txt']);
    expect(await namesOf(rig, viewId)).toEqual(['d.txt']);
  });

  test('to a folder that has a file of the new name asks about that file', async () => {
    await using scene = await createScene(['a.txt']);
    const { rig, drive } = scene;
    drive.addFile('To/b.txt', 'other');
    const held = rig.service.faults.hold({ route: 'PATCH item' });
    const { batchId } = await scene.move();
    await expect.poll(() => held.struck).toBe(1);
    await rename(scene, 'From/a.txt', 'b.txt');
    held.letGo();
    const { transferId } = await conflictOf(rig, batchId);
    await rig.call('transfers.resolve', { transferId, choice: 'keepBoth', applyToBatch: false });
    await endOf(rig, { batchId });
    expect(drive.tree('To')).toEqual(['b 1.txt', 'b.txt']);
  });

  test('appears in the right place when the earlier rename is undone', async () => {
    await using scene = await createScene(['a.txt']);
    const { rig, drive, viewId } = scene;
    const target = await openPath(rig, rig.accountId, 'myfiles/To');
    await rename(scene, 'From/a.txt', 'b.txt');
    const renamed = await rig.waitForEvent('changes.ended', ({ kind }) => kind === 'rename');
    await endOf(rig, await scene.move());
    await undoAll(rig, renamed);
    expect(drive.tree('To')).toEqual(['a.txt']);
    expect([await namesOf(rig, viewId), await namesOf(rig, target.viewId)]).toEqual([[], ['a.txt']]);
  });
});

describe('undo', () => {
  test('that is requested twice at once runs once', async () => {
    await using scene = await createScene(['a.txt', 'b.txt']);
    const { rig, drive, count } = scene;
    const { batchId } = await endOf(rig, await scene.move());
    const sent = count('PATCH item');
    const undo = () => rig.call('changes.undo', { batchId, entryIds: null });
    const [one, other] = await Promise.all([undo(), undo()]);
    expect(other).toEqual(one);
    await endOf(rig, one);
    expect(drive.tree('From')).toEqual(['a.txt', 'b.txt']);
    expect(count('PATCH item') - sent).toBe(2);
  });

  test('works for a rename and for a new folder, unless something was added to it', async () => {
    await using scene = await createScene(['a.txt']);
    const { rig, drive, viewId } = scene;
    const { accountId } = rig;
    const [a, from] = [scene.refOf('From/a.txt'), scene.refOf('From')];
    await rig.call('items.rename', { accountId, item: a, name: 'b.txt' });
    await undoAll(rig, await rig.waitForEvent('changes.ended', ({ kind }) => kind === 'rename'));
    expect(await namesOf(rig, viewId)).toEqual(['a.txt']);
    await rig.call('items.createFolder', { accountId, parent: from, name: 'New' });
    const made = await rig.waitForEvent('changes.ended', ({ kind }) => kind === 'newFolder');
    drive.addFile('From/New/x.txt', 'x');
    const undo = { batchId: made.batchId, entryIds: null };
    expect(await rig.failure('changes.undo', undo)).toMatchObject({ code: 'notEmpty', subject: 'New' });
    drive.remove('From/New/x.txt');
    expect(await undoAll(rig, made)).toMatchObject({ doneCount: 1 });
    expect(await rig.failure('changes.undo', undo)).toMatchObject({ code: 'undoExpired' });
    expect(await namesOf(rig, viewId)).toEqual(['a.txt']);
  });

  test('keeps a new folder that received a file just before its delete arrives', async () => {
    await using scene = await createScene([]);
    const { rig, drive } = scene;
    const { accountId } = rig;
    await rig.call('items.createFolder', { accountId, parent: scene.refOf('From'), name: 'New' });
    const { batchId } = await rig.waitForEvent('changes.ended', ({ kind }) => kind === 'newFolder');
    const held = rig.service.faults.hold({ route: 'DELETE item' });
    const undo = await rig.call('changes.undo', { batchId, entryIds: null });
    await expect.poll(() => held.struck).toBe(1);
    drive.addFile('From/New/theirs.txt', 'theirs');
    held.letGo();
    expect(await endOf(rig, undo)).toMatchObject({
      failed: [{ name: 'New', failure: { code: 'notEmpty' } }],
    });
    expect(drive.tree('From/New')).toEqual(['theirs.txt']);
  });

  test('works for a folder that undo restored, unless something was added to it at any depth', async () => {
    await using scene = await createScene(['Kept/Deep/a.txt']);
    const { rig, drive, viewId } = scene;
    const itemIds = [drive.idOf('From/Kept')];
    const selection = { viewId, mode: 'only' as const, itemIds };
    const restored = await undoAll(rig, await deleteAll(rig, { accountId: rig.accountId, selection }));
    expect(drive.tree('From')).toEqual(['Kept/', 'Kept/Deep/', 'Kept/Deep/a.txt']);
    const undo = { batchId: restored.batchId, entryIds: null };
    for (const mine of ['From/Kept/mine.txt', 'From/Kept/Deep/mine.txt']) {
      drive.addFile(mine, 'mine');
      expect(await rig.failure('changes.undo', undo), mine).toMatchObject({
        code: 'notEmpty',
        subject: 'Kept',
      });
      drive.remove(mine);
    }
    expect(await undoAll(rig, restored)).toMatchObject({ doneCount: 1 });
    expect(drive.tree('From')).toEqual([]);
  });
});
