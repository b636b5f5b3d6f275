import { describe, expect, test } from 'vitest';
import type { ItemRef } from '../../contract/records.ts';
import { createFastClock } from '../testing/fast-clock.ts';
import { deleteAll, undoAll } from '../testing/change-steps.ts';
import { createRig } from '../testing/rig.ts';
import { addSample, namesOf, openListed, openPath, rowNamed, rowsOf, toRef } from '../testing/steps.ts';

const everything = (viewId: string) => ({ viewId, mode: 'allExcept' as const, itemIds: [] });

test('a rename to a name that is not allowed sends no request', async () => {
  await using rig = await createRig({ content: 'empty' });
  rig.service.drive.addFile('a.txt', 'text');
  const accountId = await addSample(rig);
  const { viewId } = await openListed(rig, { accountId });
  const item = toRef(await rowNamed(rig, viewId, 'a.txt'));
  expect(await rig.failure('items.rename', { accountId, item, name: 'a?.txt' })).toMatchObject({
    code: 'badName',
    facts: { offending: '?' },
  });
  expect(rig.service.counters.count(/^PATCH/)).toBe(0);
});

describe('creating a folder', () => {
  test('shows it in the open view at once, without listing again', async () => {
    await using rig = await createRig({ content: 'empty' });
    const accountId = await addSample(rig);
    const { viewId, head } = await openListed(rig, { accountId });
    const made = await rig.call('items.createFolder', { accountId, parent: head.folder!, name: 'Ideas' });
    expect(made).toMatchObject({ name: 'Ideas', kind: 'folder', childCount: 0 });
    expect(await namesOf(rig, viewId)).toEqual(['Ideas']);
    await rig.waitForEvent('view.changed', ({ count }) => count === 1);
    expect(rig.service.counters.count('GET children')).toBe(1);
    expect(rig.service.drive.tree()).toEqual(['Ideas/']);
  });

  test('T1 refuses a forbidden name before sending it, with what is wrong and a better name', async () => {
    await using rig = await createRig({ content: 'empty' });
    const accountId = await addSample(rig);
    const { head } = await openListed(rig, { accountId });
    const failure = await rig.failure('items.createFolder', {
      accountId,
      parent: head.folder!,
      name: 'What?',
    });
    expect(failure).toMatchObject({
      code: 'badName',
      subject: 'What?',
      facts: { offending: '?', suggestion: 'What-' },
    });
    expect(rig.service.counters.count('POST folder')).toBe(0);
  });

  test('reports a name that is taken, in any case', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('Ideas');
    const accountId = await addSample(rig);
    const { head } = await openListed(rig, { accountId });
    const failure = await rig.failure('items.createFolder', {
      accountId,
      parent: head.folder!,
      name: 'ideas',
    });
    expect(failure).toMatchObject({ code: 'nameExists', subject: 'ideas' });
  });

  test('succeeds if only the response was lost, without a second request', async () => {
    await using rig = await createRig({ content: 'empty' });
    const accountId = await addSample(rig);
    const { head, viewId } = await openListed(rig, { accountId });
    rig.service.faults.add({ route: 'POST folder', reset: 'afterEffect' });
    const parent = head.folder!;
    const made = await rig.call('items.createFolder', { accountId, parent, name: 'Ideas' });
    expect(made).toMatchObject({ name: 'Ideas', itemId: rig.service.drive.idOf('Ideas') });
    expect(await namesOf(rig, viewId)).toEqual(['Ideas']);
    expect(rig.service.counters.count('POST folder')).toBe(1);
  });

  test('doesn’t take a folder for its own that may have been there before', async () => {
    await using rig = await createRig({ content: 'empty', clock: createFastClock() });
    const { drive, faults } = rig.service;
    drive.addFolder('Ideas');
    const accountId = await addSample(rig);
    faults.add({ route: 'POST folder', status: 503, headers: { 'Retry-After': '1' } });
    const parent = { driveId: drive.id, itemId: drive.rootId };
    const failure = await rig.failure('items.createFolder', { accountId, parent, name: 'Ideas' });
    expect(failure.code).toBe('answerLost');
  });

  test('says that the outcome is unclear if that can’t be looked up, and lists the folder again', async () => {
    await using rig = await createRig({ content: 'empty' });
    const accountId = await addSample(rig);
    const { head } = await openListed(rig, { accountId });
    rig.service.faults.add({ route: 'POST folder', reset: 'afterEffect' });
    rig.service.faults.add({ route: 'GET item', reset: 'beforeEffect', times: 2 });
    const asked = { accountId, parent: head.folder!, name: 'Ideas' };
    expect(await rig.failure('items.createFolder', asked)).toMatchObject({
      code: 'answerLost',
      subject: 'Ideas',
    });
    await rig.waitForEvent('view.changed', ({ count }) => count === 1);
    expect(rig.service.drive.tree()).toEqual(['Ideas/']);
  });

  test('doesn’t take a folder for its own that was there before', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('Ideas');
    const accountId = await addSample(rig);
    const { head } = await openListed(rig, { accountId });
    rig.service.faults.add({ route: 'POST folder', status: 504 });
    const asked = { accountId, parent: head.folder!, name: 'Ideas' };
    expect((await rig.failure('items.createFolder', asked)).code).toBe('answerLost');
  });

  test('says that there is no connection if nothing was sent', async () => {
    const rig = await createRig({
      content: 'empty',
      adjust: (ports) => {
        const { http } = ports;
        const request: typeof http.request = async (asked) => {
          if (asked.method !== 'POST' || !asked.url.endsWith('/children')) return http.request(asked);
          throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
        };
        ports.http = { ...http, request };
      },
    });
    await using _ = rig;
    const accountId = await addSample(rig);
    const { head } = await openListed(rig, { accountId });
    rig.service.counters.reset();
    const asked = { accountId, parent: head.folder!, name: 'Ideas' };
    expect((await rig.failure('items.createFolder', asked)).code).toBe('offline');
    expect(rig.service.counters.count('GET item')).toBe(0);
  });

  test('updates the number of children of its folder', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('Docs', { files: 2 });
    const accountId = await addSample(rig);
    const top = await openListed(rig, { accountId });
    const docs = await openPath(rig, accountId, 'myfiles/Docs');
    await rig.call('items.createFolder', { accountId, parent: docs.head.folder!, name: 'New' });
    expect(await rowNamed(rig, top.viewId, 'Docs')).toMatchObject({ childCount: 3 });
  });
});

describe('a rename', () => {
  test('moves the row to its place', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('', { files: 3, naming: '{n}.txt' });
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const item = toRef(await rowNamed(rig, viewId, '1.txt'));
    expect(await rig.call('items.rename', { accountId, item, name: '9.txt' })).toMatchObject({
      name: '9.txt',
    });
    expect(await namesOf(rig, viewId)).toEqual(['2.txt', '3.txt', '9.txt']);
  });

  test('T9 may change only the case', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('report.txt', 'a');
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const item = toRef(await rowNamed(rig, viewId, 'report.txt'));
    await rig.call('items.rename', { accountId, item, name: 'Report.TXT' });
    expect(rig.service.drive.tree()).toEqual(['Report.TXT']);
  });

  test('to a name that is taken is refused and changes nothing', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('', { files: 2, naming: '{n}.txt' });
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const item = toRef(await rowNamed(rig, viewId, '1.txt'));
    expect(await rig.failure('items.rename', { accountId, item, name: '2.TXT' })).toMatchObject({
      code: 'nameExists',
      subject: '2.TXT',
    });
    expect(await namesOf(rig, viewId)).toEqual(['1.txt', '2.txt']);
  });

  test('of a locked file reports that it is locked', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('a.docx', 'a');
    rig.service.drive.lock('a.docx');
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const item = toRef(await rowNamed(rig, viewId, 'a.docx'));
    expect(await rig.failure('items.rename', { accountId, item, name: 'b.docx' })).toMatchObject({
      code: 'locked',
      subject: 'a.docx',
    });
  });

  test('of a folder updates the path of every view below it', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('Docs/Old');
    const accountId = await addSample(rig);
    const { head } = await openPath(rig, accountId, 'myfiles/Docs/Old');
    const docs = head.crumbs[1]!.ref!;
    await rig.call('items.rename', { accountId, item: docs, name: 'Papers' });
    await rig.waitForEvent('view.changed', ({ path }) => path === 'myfiles/Papers/Old');
  });
});

describe('a delete', () => {
  test('deletes the selection and offers undo, which restores it', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('', { files: 52 });
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const [kept] = await rowsOf(rig, viewId);
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [kept!.itemId] };
    expect(await rig.call('items.planDelete', { accountId, selection })).toMatchObject({
      ask: 'many',
      count: 51,
    });
    expect(rig.service.counters.count('DELETE item')).toBe(0);
    const outcome = await deleteAll(rig, { accountId, selection });
    expect(outcome).toMatchObject({ doneCount: 51, failed: [] });
    expect(await namesOf(rig, viewId)).toEqual([kept!.name]);
    expect(rig.service.drive.tree()).toEqual([kept!.name]);

    const back = await undoAll(rig, outcome);
    expect(back).toMatchObject({ doneCount: 51, failed: [] });
    expect(await namesOf(rig, viewId)).toHaveLength(52);
    expect(rig.service.drive.tree()).toHaveLength(52);
    const again = await rig.failure('changes.undo', { batchId: outcome.batchId, entryIds: null });
    expect(again.code).toBe('undoExpired');
  });

  test('P8 of folders shows how much is in them at any depth, unless the service doesn’t report it', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('Trip/a.bin', { sizeBytes: 1_000 });
    rig.service.drive.addFile('Trip/day 1/b.bin', { sizeBytes: 20_000 });
    rig.service.drive.addFile('Work/c.bin', { sizeBytes: 300_000 });
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    const known = { ask: 'folder', folders: 2, inFolders: 3 };
    expect(await rig.call('items.planDelete', { accountId, selection })).toMatchObject({
      ...known,
      folderBytes: 321_000,
    });
    rig.service.faults.add({ route: 'GET item', status: 403, times: 2 });
    expect(await rig.call('items.planDelete', { accountId, selection })).toMatchObject({
      ...known,
      folderBytes: null,
    });
  });

  test('skips a file that someone changed since it was listed', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('a.txt', 'as listed');
    rig.service.drive.addFile('b.txt', 'b');
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    rig.service.drive.addFile('a.txt', 'changed by someone');
    const outcome = await deleteAll(rig, { accountId, selection: everything(viewId) });
    expect(outcome).toMatchObject({
      doneCount: 1,
      failed: [{ name: 'a.txt', failure: { code: 'changedMeanwhile' } }],
    });
    expect(rig.service.drive.tree()).toEqual(['a.txt']);
    expect(await namesOf(rig, viewId)).toEqual(['a.txt']);
  });

  test('skips what was added since it was planned', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('a.txt', 'a');
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const selection = everything(viewId);
    await rig.call('items.planDelete', { accountId, selection });
    rig.service.drive.addFile('new.txt', 'nobody has seen this');
    await rig.call('view.refresh', { viewId });
    await rig.waitForEvent('view.changed', ({ count }) => count === 2);
    expect(await deleteAll(rig, { accountId, selection })).toMatchObject({ doneCount: 1 });
    expect(rig.service.drive.tree()).toEqual(['new.txt']);
  });

  test('names what it could not delete and continues with the rest', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('', { files: 3, naming: '{n}.txt' });
    rig.service.drive.lock('2.txt');
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const outcome = await deleteAll(rig, { accountId, selection: everything(viewId) });
    expect(outcome).toMatchObject({
      doneCount: 2,
      failed: [{ name: '2.txt', failure: { code: 'locked' } }],
    });
    expect(await namesOf(rig, viewId)).toEqual(['2.txt']);
  });

  test('of missing items succeeds, without undo for them', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('a.txt', 'a');
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    rig.service.drive.remove('a.txt');
    const outcome = await deleteAll(rig, { accountId, selection: everything(viewId) });
    expect(outcome).toMatchObject({ doneCount: 1, failed: [], canUndo: false });
    expect(await namesOf(rig, viewId)).toEqual([]);
  });

  test('can’t be undone on a work drive, and says so before', async () => {
    await using rig = await createRig({ content: 'empty', driveType: 'business' });
    rig.service.drive.addFile('a.txt', 'a');
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const selection = everything(viewId);
    expect(await rig.call('items.planDelete', { accountId, selection })).toMatchObject({
      ask: 'noUndo',
      canUndo: false,
    });
    expect(await deleteAll(rig, { accountId, selection })).toMatchObject({
      doneCount: 1,
      canUndo: false,
    });
  });

  test('is not reverted by a page requested before it', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('a.txt', 'a');
    rig.service.drive.addFile('b.txt', 'b');
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const item = await rowNamed(rig, viewId, 'a.txt');
    // This listing's response is computed, then held until the file is gone.
    const body = { value: [toWire(rig.service.drive, 'a.txt'), toWire(rig.service.drive, 'b.txt')] };
    const held = rig.service.faults.hold({ route: 'GET children', status: 200, body });
    rig.events.length = 0;
    await rig.call('view.refresh', { viewId });
    await deleteAll(rig, {
      accountId,
      selection: { viewId, mode: 'only', itemIds: [item.itemId] },
    });
    held.letGo();
    await rig.waitForEvent('view.changed', ({ freshness }) => freshness.state === 'fresh');
    expect(await namesOf(rig, viewId)).toEqual(['b.txt']);
  });
});

function toWire(drive: { idOf(path: string): string; id: string; rootId: string }, name: string) {
  return { id: drive.idOf(name), name, file: {}, parentReference: { driveId: drive.id, id: drive.rootId } };
}

async function beginEmpty(quirks: { newFolder404?: number }) {
  const clock = createFastClock();
  const rig = await createRig({ content: 'empty', clock, quirks });
  const accountId = await addSample(rig);
  const { head } = await openListed(rig, { accountId });
  return { rig, accountId, root: head.folder! };
}

describe('C3 a folder created a moment ago that the service can’t find yet', () => {
  test('can contain a new folder, be renamed, listed and deleted', async () => {
    const { rig: made, accountId, root } = await beginEmpty({ newFolder404: 2 });
    await using rig = made;
    const create = async (parent: ItemRef, name: string) =>
      toRef(await rig.call('items.createFolder', { accountId, parent, name }));
    const trip = await create(root, 'Trip');
    const day = await create(trip, 'Day');
    expect(await rig.call('items.rename', { accountId, item: day, name: 'Day 1' })).toMatchObject({
      name: 'Day 1',
    });
    const night = await create(trip, 'Night');
    const { viewId, head } = await openListed(rig, { accountId, folder: night });
    expect(head.freshness).toMatchObject({ state: 'fresh', failure: null });
    expect(await namesOf(rig, viewId)).toEqual([]);
    const { viewId: tripView } = await openListed(rig, { accountId, folder: trip });
    const late = await create(trip, 'Late');
    const selection = { viewId: tripView, mode: 'only' as const, itemIds: [late.itemId] };
    expect(await deleteAll(rig, { accountId, selection })).toMatchObject({
      doneCount: 1,
      failed: [],
    });
    expect(rig.service.drive.tree()).toEqual(['Trip/', 'Trip/Day 1/', 'Trip/Night/']);
  });

  test('is gone after undo', async () => {
    const { rig: made, accountId, root } = await beginEmpty({ newFolder404: 2 });
    await using rig = made;
    await rig.call('items.createFolder', { accountId, parent: root, name: 'Trip' });
    const { batchId } = await rig.waitForEvent('changes.ended', ({ kind }) => kind === 'newFolder');
    expect(await undoAll(rig, { batchId })).toMatchObject({ doneCount: 1, failed: [] });
    expect(rig.service.drive.tree()).toEqual([]);
  });

  test('fails after about half a minute; a folder removed by others is reported at once', async () => {
    const { rig: made, accountId, root } = await beginEmpty({});
    await using rig = made;
    const { drive, counters } = rig.service;
    const parent = toRef(await rig.call('items.createFolder', { accountId, parent: root, name: 'Trip' }));
    drive.remove('Trip');
    expect(await rig.failure('items.createFolder', { accountId, parent, name: 'Day' })).toMatchObject({
      code: 'folderGone',
      subject: 'Day',
    });
    expect(counters.count('POST folder')).toBe(7);
    drive.addFolder('Old');
    const { viewId } = await openListed(rig, { accountId });
    const old = toRef(await rowNamed(rig, viewId, 'Old'));
    drive.remove('Old');
    counters.reset();
    expect(await rig.failure('items.createFolder', { accountId, parent: old, name: 'Day' })).toMatchObject({
      code: 'folderGone',
    });
    expect(counters.count('POST folder')).toBe(1);
  });
});
