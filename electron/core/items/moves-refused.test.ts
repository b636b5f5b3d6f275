import { utimes } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { SITES } from '../../sample/model/sites.ts';
import { endOf, undoAll } from '../testing/change-steps.ts';
import { createTestBrowser, signInAs } from '../testing/sign-in-steps.ts';
import { openPath } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

type DriveType = 'personal' | 'business';

type Scene = Awaited<ReturnType<typeof createScene>>;

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
    const code = verb === 'move' ? 'changeRefused' : 'addRefused';
    expect(outcome.failed.map(({ name, failure }) => [name, failure.code])).toEqual([
      ['a.txt', code],
      ['b.txt', code],
    ]);
    expect(drive.tree()).toEqual(before);
  });
});

test('a folder doesn’t go into its own child, however the drive’s id is written', async () => {
  await using scene = await createScene('personal');
  const { rig, drive } = scene;
  const { accountId } = rig;
  drive.addFolder('From/In/Deep');
  const { viewId } = await openPath(rig, accountId, 'myfiles/From');
  await openPath(rig, accountId, 'myfiles/From/In');
  const selection = { viewId, mode: 'only' as const, itemIds: [drive.idOf('From/In')] };
  const { pickId } = await rig.call('items.pick', { accountId, selection });
  const itemId = drive.idOf('From/In/Deep');
  const driveIds = [drive.id, drive.id.toLowerCase(), drive.id.replace(/^0/, '')];
  expect(new Set(driveIds).size).toBe(3);
  for (const driveId of driveIds)
    for (const verb of ['items.move', 'items.copy'] as const)
      expect((await rig.failure(verb, { pickId, accountId, to: { driveId, itemId } })).code, driveId).toBe(
        'intoItself',
      );
  expect(drive.tree('From')).toEqual(['In/', 'In/Deep/', 'a.txt', 'b.txt']);
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

/** One end is a personal account, the other one a work account; "From" at one, "To" at the other. */
async function createFarScene(from: 'personal' | 'work') {
  const browser = createTestBrowser();
  const tenants = [{ domain: 'fabrikam.example', people: 1 }];
  const rig = await createTransferRig({ tenants, adjust: browser.adjust });
  rig.clock.hold();
  const work = await signInAs(rig, browser, 'Ada');
  rig.clock.letPass();
  expect(work.driveType).toBe('business');
  const mine = { drive: rig.service.drive, accountId: rig.accountId };
  const theirs = {
    drive: rig.service.driveOf('user001@fabrikam.example'),
    accountId: work.accountId,
  };
  const [here, there] = from === 'personal' ? [mine, theirs] : [theirs, mine];
  here.drive.addFile('From/a.txt', 'content of a');
  there.drive.addFolder('To');
  const to = { driveId: there.drive.id, itemId: there.drive.idOf('To') };
  async function ask(verb: 'move' | 'copy') {
    const { accountId } = here;
    const { viewId } = await openPath(rig, accountId, 'myfiles/From');
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    const { pickId } = await rig.call('items.pick', { accountId, selection });
    const about = { verb, pickId, accountId: there.accountId, to };
    await rig.call('items.planCarry', about);
    return { confirm: async () => (await rig.call('items.carry', about)).batchId };
  }
  return {
    rig,
    here: here.drive,
    there: there.drive,
    faults: rig.service.faults,
    ask,
    begin: async (verb: 'move' | 'copy') => (await ask(verb)).confirm(),
    endsOf: async (batchId: string) =>
      new Map((await rig.settled(batchId)).map(({ name, failure }) => [name, failure?.code ?? null])),
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

const farScenes = [
  { from: 'personal', verb: 'move' },
  { from: 'work', verb: 'copy' },
] as const;

describe.each(farScenes)('a $verb out of a $from account to the other kind', ({ from, verb }) => {
  test('says which names the other end doesn’t allow, brings the rest, and keeps those originals', async () => {
    await using scene = await createFarScene(from);
    const { here, there } = scene;
    const inner = here.addFolder('From/In');
    // Only work drives refuse other blanks than spaces at the end of a name.
    const names = from === 'personal' ? ['con.txt', 'b.txt\u00a0'] : ['con.txt'];
    for (const name of names) here.raw.add(inner, { kind: 'file', name, by: here.raw.owner });
    here.addFile('From/In/fine.txt', 'fine');
    const ends = await scene.endsOf(await scene.begin(verb));
    for (const name of names) expect([name, ends.get(name)]).toEqual([name, 'badName']);
    expect(there.tree('To')).toEqual(['In/', 'In/fine.txt', 'a.txt']);
    const kept = names.map((name) => `In/${name}`).sort();
    if (verb === 'move') expect(here.tree('From')).toEqual(['In/', ...kept]);
    else expect(here.tree('From')).toEqual(['In/', ...kept, 'In/fine.txt', 'a.txt'].sort());
  });

  test('to a full drive is reported, loses nothing, and can be tried again once there is space', async () => {
    await using scene = await createFarScene(from);
    const { rig, here, there } = scene;
    const { quotaBytes } = there.raw;
    there.raw.quotaBytes = 1;
    const batchId = await scene.begin(verb);
    expect(await scene.endsOf(batchId)).toEqual(new Map([['a.txt', 'quotaFull']]));
    expect([here.tree('From'), there.tree('To')]).toEqual([['a.txt'], []]);
    there.raw.quotaBytes = quotaBytes;
    await rig.call('transfers.retry', { batchId });
    await rig.until(batchId, ({ state }) => state === 'done');
    expect([here.tree('From'), there.tree('To')]).toEqual([verb === 'move' ? [] : ['a.txt'], ['a.txt']]);
  });

  test('into a folder that somebody deleted meanwhile changes nothing and reports which folder is gone', async () => {
    await using scene = await createFarScene(from);
    const { here, there } = scene;
    const asked = await scene.ask(verb);
    there.remove('To');
    expect(await scene.endsOf(await asked.confirm())).toEqual(new Map([['a.txt', 'folderGone']]));
    const { counters } = scene.rig.service;
    const tries = counters.count('PUT content') + counters.count('POST createUploadSession');
    expect(tries, 'nobody waits for the folder').toBe(1);
    expect([here.tree('From'), there.tree()]).toEqual([['a.txt'], []]);
  });

  test('brings only what was selected before the question, although more was added and some deleted', async () => {
    await using scene = await createFarScene(from);
    const { here, there } = scene;
    here.addFile('From/b.txt', 'content of b');
    const asked = await scene.ask(verb);
    here.addFile('From/later.txt', 'later');
    here.remove('From/b.txt');
    expect(await scene.endsOf(await asked.confirm())).toEqual(
      new Map([
        ['a.txt', null],
        ['b.txt', 'originalGone'],
      ]),
    );
    expect(there.tree('To')).toEqual(['a.txt']);
    expect(here.find('From/later.txt')).not.toBeNull();
  });

  test('that a retention policy there refuses is reported, and leaves everything where it is', async () => {
    await using scene = await createFarScene(from);
    const { rig, here, there, faults } = scene;
    const error = { code: 'accessDenied', message: 'It is under a retention policy.' };
    const headers = { 'Content-Type': 'application/json' };
    for (const route of ['PUT upload range', 'POST createUploadSession', 'PUT content'])
      faults.add({ route, status: 403, headers, body: JSON.stringify({ error }), times: Infinity });
    const [one] = await rig.settled(await scene.begin(verb));
    expect(one).toMatchObject({ state: 'failed', failure: { code: 'addRefused', subject: 'a.txt' } });
    expect([here.tree('From'), there.tree('To')]).toEqual([['a.txt'], []]);
  });
});

test.each([
  ['locked', 'personal', 423, 'resourceLocked', 'The resource is locked.'],
  ['checked out', 'work', 423, 'resourceLocked', 'The file is checked out to Dana Reyes.'],
  ['under retention', 'work', 403, 'accessDenied', 'The item is on hold.'],
] as const)(
  'the original of a move that is %s stays in its %s account, and that is reported',
  async (_, from, status, code, message) => {
    await using scene = await createFarScene(from);
    const { rig, here, there, faults } = scene;
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ error: { code, message } });
    faults.add({ route: 'DELETE item', status, headers, body, times: Infinity });
    const batchId = await scene.begin('move');
    expect(await scene.endsOf(batchId)).toEqual(new Map([['a.txt', 'originalKept']]));
    expect([here.tree('From'), there.tree('To')]).toEqual([['a.txt'], ['a.txt']]);
    const told = await endOf(rig, { batchId });
    expect(told, 'not counted as moved').toMatchObject({
      doneCount: 0,
      failedCount: 1,
      failed: [{ name: 'a.txt', failure: { code: 'originalKept' } }],
    });
  },
);

/** Answers each PATCH of the item by its id with 204 and does nothing, as personal drives are known to. */
function ignoreChangesById({ rig }: Scene, itemId: string): void {
  const path = `/items/${encodeURIComponent(itemId)}$`.replaceAll(/!|%21/g, '(!|%21)');
  rig.service.faults.add({ method: 'PATCH', route: new RegExp(path), status: 204, times: Infinity });
}

test('a move and a rename that OneDrive accepts without making them are sent again by path', async () => {
  await using scene = await createScene('personal');
  const { rig, drive } = scene;
  const { accountId } = rig;
  const item = { driveId: drive.id, itemId: drive.idOf('From/a.txt') };
  ignoreChangesById(scene, item.itemId);
  expect(await endOf(rig, await scene.begin('move'))).toMatchObject({ doneCount: 2, failed: [] });
  expect(drive.tree()).toEqual(['From/', 'To/', 'To/a.txt', 'To/b.txt']);
  const renamed = await rig.call('items.rename', { accountId, item, name: 'c #1.txt' });
  expect(renamed).toMatchObject({ name: 'c #1.txt' });
  expect(drive.tree('To')).toEqual(['b.txt', 'c #1.txt']);
});

test('a rename that OneDrive never makes is reported as refused', async () => {
  await using scene = await createScene('personal');
  const { rig, drive, faults } = scene;
  const { accountId } = rig;
  faults.add({ route: 'PATCH item', status: 204, times: Infinity });
  const item = { driveId: drive.id, itemId: drive.idOf('From/a.txt') };
  const asked = { accountId, item, name: 'c.txt' };
  expect(await rig.failure('items.rename', asked)).toMatchObject({ code: 'changeRefused', subject: 'a.txt' });
  expect(drive.tree('From')).toEqual(['a.txt', 'b.txt']);
});

test('the time of an uploaded file is kept, although changes by id are not made', async () => {
  await using rig = await createTransferRig();
  const { drive, faults } = rig.service;
  faults.add({ method: 'PATCH', route: /\/items\/[^:]*$/, status: 204, times: Infinity });
  const path = await rig.write('a.txt', 'a');
  await utimes(path, 1_500_000_000, 1_500_000_000);
  expect(await rig.upload([path])).toMatchObject([{ state: 'done' }]);
  expect(drive.find('a.txt')?.modifiedMs).toBe(1_500_000_000_000);
});

describe.each(['personal', 'business'] as const)(
  'a move on a %s drive that OneDrive accepts',
  (driveType) => {
    test.each([
      ['once without making it is sent again', 1, ['a.txt', 'b.txt']],
      ['without ever making it is reported as refused', Infinity, ['b.txt']],
    ] as const)('%s', async (_, times, moved) => {
      await using scene = await createScene(driveType);
      const { rig, drive, faults } = scene;
      const { graphUrl, accessToken } = rig.service;
      const headers = { Authorization: `Bearer ${accessToken}` };
      const response = await fetch(`${graphUrl}/me/drive/root:/From/a.txt`, { headers });
      const body = (await response.json()) as { id: string };
      const itemId = encodeURIComponent(body.id).replaceAll(/!/g, '(!|%21)');
      const route = new RegExp(`${itemId}$|/a\\.txt:`);
      faults.add({ method: 'PATCH', route, times, status: 200, body });
      const outcome = await endOf(rig, await scene.begin('move'));
      expect(drive.tree('To')).toEqual(moved);
      const refused = moved.length === 2 ? [] : [{ name: 'a.txt', failure: { code: 'changeRefused' } }];
      expect(outcome).toMatchObject({ doneCount: moved.length, failed: refused });
      expect(drive.tree('From')).toEqual(moved.length === 2 ? [] : ['a.txt']);
    });
  },
);
