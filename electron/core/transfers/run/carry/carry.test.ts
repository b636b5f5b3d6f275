import { describe, expect, test } from 'vitest';
import type { CarryVerb } from '../../../../contract/changes.ts';
import type { Transfer } from '../../../../contract/transfers.ts';
import { endOf } from '../../../testing/change-steps.ts';
import { createKeptProfile } from '../../../testing/kept-profile.ts';
import type { RigOptions } from '../../../testing/rig.ts';
import { createTestBrowser, signInAs } from '../../../testing/sign-in-steps.ts';
import { openListed, openPath } from '../../../testing/steps.ts';
import { createTestVault } from '../../../testing/test-vault.ts';
import { createTransferRig, threePieces } from '../../../testing/transfer-steps.ts';

async function createScene(options: RigOptions = {}) {
  const browser = createTestBrowser();
  const vault = createTestVault();
  const rig = await createTransferRig({
    driveType: 'business',
    adjust(ports) {
      browser.adjust(ports);
      ports.vault = vault;
    },
    ...options,
  });
  rig.clock.hold();
  const kim = await signInAs(rig, browser, 'Kim', { keep: 'sealed' });
  rig.clock.letPass();
  const { drive } = rig.service;
  const there = rig.service.driveOf('kim@contoso.example');
  const to = { driveId: there.id, itemId: there.rootId };
  const { accountId } = rig;
  drive.addFolder('From');

  async function pick(): Promise<string> {
    const { viewId } = await openPath(rig, accountId, 'myfiles/From');
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    return (await rig.call('items.pick', { accountId, selection })).pickId;
  }

  const of = async (verb: CarryVerb) => ({ verb, pickId: await pick(), accountId: kim.accountId, to });
  return {
    rig,
    kim,
    drive,
    there,
    of,
    begin: async (verb: CarryVerb) => rig.call('items.carry', await of(verb)),
    carry: async (verb: CarryVerb) => rig.settled((await rig.call('items.carry', await of(verb))).batchId),
    count: (label: string) => rig.service.counters.count(label),
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

const bytesOf = (length: number, seed: number): Uint8Array =>
  Buffer.alloc(length, `row ${seed} of the file. `);

const byName = (transfers: Transfer[], name: string) => transfers.find((one) => one.name === name);

describe('a copy to another account', () => {
  test.each([
    ['personal', { route: 'PUT content', status: 401 }],
    ['business', { route: 'PUT upload range', status: 503 }],
  ] as const)(
    'never stores what arrived damaged when it was fetched again: %s',
    async (driveType, refusal) => {
      await using scene = await createScene({ driveType });
      const { rig, drive, there } = scene;
      drive.addFile('From/a.bin', bytesOf(50_000, 3));
      rig.service.faults.add(refusal);
      rig.service.faults.add({ route: 'GET download', corrupt: true, nth: 2 });
      const [failed] = await scene.carry('copy');
      expect(failed).toMatchObject({ state: 'failed', failure: { code: 'originalChanged' } });
      expect(there.find('a.bin')).toBeNull();
      await rig.call('transfers.retry', { batchId: failed!.batchId });
      expect(await rig.settled(failed!.batchId)).toMatchObject([{ state: 'done', verified: true }]);
    },
  );

  test.each(['personal', 'business'] as const)(
    'T72 stores a document that always arrives with another checksum and size than listed, and marks it: %s',
    async (driveType) => {
      await using scene = await createScene({ driveType });
      const { drive, there } = scene;
      for (const [name, length] of [
        ['small.docx', 5000],
        ['large.pdf', threePieces],
      ] as const) {
        drive.addFile(`From/${name}`, bytesOf(length, 1));
        drive.misreport(`From/${name}`, length - 100);
      }
      const transfers = await scene.carry('copy');
      expect(transfers).toMatchObject([
        { state: 'done', outcome: 'copied', verified: false },
        { state: 'done', outcome: 'copied', verified: false },
      ]);
      expect(there.tree()).toEqual(drive.tree('From'));
    },
  );

  test('T72 a move keeps a live photo, whose video is not delivered', async () => {
    await using scene = await createScene({ quirks: { noHashes: true } });
    const { drive, there } = scene;
    drive.addFile('From/live.heic', 'picture');
    drive.misreport('From/live.heic', 70);
    expect(await scene.carry('move')).toMatchObject([
      { state: 'done', verified: false, failure: { code: 'originalKept' } },
    ]);
    expect(there.tree()).toEqual(drive.tree('From'));
  });

  test.each([
    ['other content each time', 'a.docx', { corrupt: true, nth: 2 }],
    ['a kind that is always listed right', 'a.bin', { delayMs: 0 }],
  ])('stores nothing with another checksum than listed if it is %s', async (_, name, fault) => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    drive.addFile(`From/${name}`, bytesOf(5000, 1));
    drive.misreport(`From/${name}`, 5000);
    const struck = rig.service.faults.add({ route: 'GET download', ...fault });
    expect(await scene.carry('copy')).toMatchObject([
      { state: 'failed', failure: { code: 'originalChanged' } },
    ]);
    expect(struck.struck).toBeGreaterThan(0);
    expect(there.find(name)).toBeNull();
  });

  test('shows its size first, goes through this computer completely, and is recognized the second time', async () => {
    await using scene = await createScene();
    const { rig, drive, there, kim } = scene;
    const large = bytesOf(threePieces, 1);
    drive.addFile('From/large.bin', large);
    drive.addFile('From/In/deep/small.txt', 'small');
    drive.addFile('From/In/empty.txt', '');
    drive.addFolder('From/nothing in it');
    drive.setTimes('From/large.bin', { modified: '2001-02-03T04:05:06Z' });
    expect(await rig.call('items.planCarry', await scene.of('copy'))).toMatchObject({
      count: 3,
      folders: 2,
      sizeBytes: threePieces + 5,
      toAccountId: kim.accountId,
    });
    const transfers = await scene.carry('copy');
    expect(byName(transfers, 'large.bin')).toMatchObject({
      kind: 'upload',
      accountId: kim.accountId,
      path: 'myfiles',
      outcome: 'copied',
      verified: true,
      carried: { verb: 'copy', accountId: rig.accountId, path: 'myfiles/From' },
    });
    expect(byName(transfers, 'small.txt')).toMatchObject({
      path: 'myfiles/In/deep',
      carried: { path: 'myfiles/From/In/deep' },
    });
    expect(there.tree()).toEqual(drive.tree('From'));
    expect(Buffer.compare(there.bytes('large.bin'), large)).toBe(0);
    const { viewId } = await openListed(rig, { accountId: kim.accountId });
    const { rows } = await rig.call('view.rows', { viewId, from: 0, to: 10 });
    expect(rows.find(({ name }) => name === 'large.bin')).toMatchObject({
      modifiedAt: '2001-02-03T04:05:06.000Z',
    });

    const filter = { text: 'large', kind: null, accountId: null };
    const logged = await rig.call('activity.list', { filter, from: 0, to: 9 });
    expect(logged.rows).toMatchObject([
      { kind: 'copy', path: 'myfiles/From', toPath: 'myfiles', result: 'done', canUndo: true },
    ]);

    const again = await scene.carry('copy');
    expect((await rig.call('activity.list', { filter, from: 0, to: 9 })).count, 'nothing changed').toBe(1);
    const { batchId, entryId } = logged.rows[0]!;
    await endOf(rig, await rig.call('changes.undo', { batchId, entryIds: [entryId] }));
    expect(there.find('large.bin')).toBeNull();
    expect(byName(again, 'large.bin')).toMatchObject({ outcome: 'identical' });
    expect(byName(again, 'In')).toMatchObject({ outcome: 'folderExisted' });
  });

  test('to a name that is taken asks, and can keep both', async () => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    drive.addFile('From/a.txt', 'mine');
    there.addFile('a.txt', 'theirs');
    const [conflict] = await scene.carry('copy');
    expect(conflict).toMatchObject({ state: 'conflict', conflict: { local: { sizeBytes: 4 } } });
    expect(await rig.resolve(conflict!, 'keepBoth')).toMatchObject([
      { outcome: 'keptBoth', finalName: 'a 1.txt' },
    ]);
    expect([there.bytes('a.txt').toString(), there.bytes('a 1.txt').toString()]).toEqual(['theirs', 'mine']);
  });

  test('of a file that changes during the copy is never a mix of two versions', async () => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    drive.addFile('From/a.bin', bytesOf(threePieces, 1));
    const newer = bytesOf(threePieces, 2);
    const held = rig.service.faults.hold({ route: 'PUT upload range', nth: 2 });
    const { batchId } = await scene.begin('copy');
    await expect.poll(() => held.struck).toBe(1);
    drive.addFile('From/a.bin', newer);
    held.letGo();
    const [failed] = await rig.settled(batchId);
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'originalChanged', subject: 'a.bin' } });
    expect(there.tree()).toEqual([]);
    await rig.call('transfers.retry', { batchId });
    await rig.until(batchId, ({ state }) => state === 'done');
    expect(Buffer.compare(there.bytes('a.bin'), newer)).toBe(0);
  });

  test('waits while either of its accounts is paused', async () => {
    await using scene = await createScene();
    const { rig, kim, drive, there } = scene;
    const pause = (isPaused: boolean, ...accountIds: string[]) =>
      rig.call('accounts.pause', { accountIds, isPaused });
    const states = async () => (await rig.call('transfers.list', {})).transfers.map(({ state }) => state);
    drive.addFile('From/a.bin', bytesOf(threePieces, 1));
    const held = rig.service.faults.hold({ route: 'PUT upload range', nth: 2 });
    const { batchId } = await scene.begin('copy');
    await expect.poll(() => held.struck).toBe(1);
    await pause(true, rig.accountId);
    held.letGo();
    expect(await states()).toEqual(['paused']);
    await pause(true, kim.accountId);
    await pause(false, rig.accountId);
    expect(await states()).toEqual(['paused']);
    await pause(false, kim.accountId);
    await rig.until(batchId, ({ state }) => state === 'done');
    expect(there.tree()).toEqual(['a.bin']);
    await pause(true, rig.accountId);
    await scene.begin('copy');
    expect(await states()).toEqual(['done', 'paused']);
  });

  test.each(['copy', 'move'] as const)(
    'of a file whose content may be seen only (%s) says that it may not be copied',
    async (verb) => {
      await using scene = await createScene();
      const { rig, drive, there } = scene;
      drive.addFile('From/a.txt', 'a');
      rig.service.faults.add({ route: 'GET download', status: 403, code: 'accessDenied', times: Infinity });
      expect(await scene.carry(verb)).toMatchObject([
        { state: 'failed', failure: { code: 'copyRefused', subject: 'a.txt' } },
      ]);
      expect([drive.tree('From'), there.tree()]).toEqual([['a.txt'], []]);
    },
  );

  test('of an item that was deleted or is no longer readable reports it, and tries nothing else', async () => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    for (const name of ['gone', 'denied']) drive.addFile(`From/${name}.txt`, name);
    rig.service.faults.add({
      route: new RegExp(`^GET .*${drive.idOf('From/denied.txt')}`),
      status: 403,
      code: 'accessDenied',
    });
    const begun = await scene.of('copy');
    drive.remove('From/gone.txt');
    const { batchId } = await rig.call('items.carry', begun);
    const transfers = await rig.settled(batchId);
    expect(byName(transfers, 'gone.txt')).toMatchObject({ failure: { code: 'originalGone' } });
    expect(byName(transfers, 'denied.txt')).toMatchObject({ failure: { code: 'originalUnreadable' } });
    expect(there.tree()).toEqual([]);
    await rig.call('transfers.retry', { batchId });
    await rig.until(batchId, ({ name, state }) => name === 'denied.txt' && state === 'done');
  });

  test.each([
    ['is throttled where it comes from', { status: 429, headers: { 'Retry-After': '30' } }],
    ['breaks off where it comes from', { cutAfterBytes: 100_000 }],
    ['is damaged where it comes from', { corrupt: true }],
  ])('that %s finishes completely or not at all', async (_, fault) => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    const content = bytesOf(threePieces, 3);
    drive.addFile('From/a.bin', content);
    rig.service.faults.add({ route: 'GET download', nth: 2, ...fault });
    const [one] = await scene.carry('copy');
    if (one?.state === 'failed') expect([one.failure?.code, there.tree()]).toEqual(['originalChanged', []]);
    else expect(Buffer.compare(there.bytes('a.bin'), content)).toBe(0);
  });
});

test('a copy from the list of shared items brings files and folders into My files and leaves the originals', async () => {
  await using scene = await createScene();
  const { rig, there, drive } = scene;
  const { accountId, root } = rig;
  there.addFile('HR/Forms/Leave.txt', 'form');
  there.addFile('Plan.txt', 'plan');
  for (const path of ['HR', 'Plan.txt']) there.share(path, 'read');
  const { viewId } = await openListed(rig, { accountId, place: 'shared' });
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const { pickId, paths } = await rig.call('items.pick', { accountId, selection });
  expect(paths.toSorted()).toEqual(['shared/HR', 'shared/Plan.txt']);
  const input = { verb: 'copy' as const, pickId, accountId, to: root };
  expect(await rig.call('items.planCarry', input)).toMatchObject({ count: 2, folders: 1, sizeBytes: 8 });
  const transfers = await rig.settled((await rig.call('items.carry', input)).batchId);
  expect(byName(transfers, 'Plan.txt')).toMatchObject({ outcome: 'copied', carried: { path: 'shared' } });
  expect(byName(transfers, 'Leave.txt')).toMatchObject({ carried: { path: 'shared/HR/Forms' } });
  expect(drive.tree()).toEqual(expect.arrayContaining(there.tree()));
  expect(there.bytes('HR/Forms/Leave.txt').toString()).toBe('form');
});

describe('a move to another account', () => {
  test('deletes originals and emptied folders, and leaves what it couldn’t move', async () => {
    await using scene = await createScene();
    const { drive, there } = scene;
    drive.addFile('From/all/goes/a.txt', 'a');
    drive.addFile('From/all/b.txt', 'b');
    drive.addFolder('From/all/empty');
    drive.addFile('From/some/stays.txt', 'stays');
    drive.addFile('From/some/goes.txt', 'goes');
    drive.lock('From/some/stays.txt');
    const transfers = await scene.carry('move');
    expect(there.tree()).toEqual([
      'all/',
      'all/b.txt',
      'all/empty/',
      'all/goes/',
      'all/goes/a.txt',
      'some/',
      'some/goes.txt',
      'some/stays.txt',
    ]);
    expect(drive.tree('From')).toEqual(['some/', 'some/stays.txt']);
    expect(byName(transfers, 'a.txt')).toMatchObject({ outcome: 'moved', failure: null });
    expect(byName(transfers, 'stays.txt')).toMatchObject({
      state: 'done',
      failure: { code: 'originalKept' },
    });
    const filter = { text: '.txt', kind: null, accountId: null };
    const { rows } = await scene.rig.call('activity.list', { filter, from: 0, to: 9 });
    const told = rows
      .map(({ name, kind, canUndo, noUndo }) => [name, kind, canUndo, noUndo])
      .sort((a, b) => (String(a) < String(b) ? -1 : 1));
    expect(told).toEqual([
      ['a.txt', 'move', false, 'withFolder'],
      ['b.txt', 'move', false, 'withFolder'],
      ['goes.txt', 'move', false, 'withFolder'],
      ['stays.txt', 'copy', true, null],
    ]);
  });

  test('counts as moved if only an emptied folder can’t be read or deleted, and names that folder', async () => {
    for (const fault of [
      { route: /children\?\$top=1&/, status: 400, times: Infinity },
      { method: 'DELETE', route: /FOLDER/, status: 403, times: Infinity },
    ]) {
      await using scene = await createScene();
      const { rig, drive, there } = scene;
      drive.addFile('From/Old/a.txt', 'a');
      const route = new RegExp(fault.route.source.replace('FOLDER', drive.idOf('From/Old')));
      rig.service.faults.add({ ...fault, route });
      const transfers = await scene.carry('move');
      expect(byName(transfers, 'a.txt')).toMatchObject({
        state: 'done',
        outcome: 'moved',
        failure: { code: 'folderKept', subject: 'Old' },
      });
      expect([drive.tree('From'), there.tree()]).toEqual([['Old/'], ['Old/', 'Old/a.txt']]);
    }
  });

  test('keeps an emptied folder of a personal drive to which somebody added a file after the last look', async () => {
    await using scene = await createScene({ driveType: 'personal' });
    const { rig, drive, there } = scene;
    drive.addFile('From/Box/a.txt', 'a');
    let listings = 0;
    rig.service.faults.add({
      route: /children\?\$top=1&/,
      times: Infinity,
      edit(json) {
        listings += 1;
        if (listings === 2) drive.addFile('From/Box/theirs.txt', 'theirs');
        return json;
      },
    });
    expect(byName(await scene.carry('move'), 'a.txt')).toMatchObject({ state: 'done', outcome: 'moved' });
    expect(listings).toBe(2);
    expect([drive.tree('From'), there.tree()]).toEqual([
      ['Box/', 'Box/theirs.txt'],
      ['Box/', 'Box/a.txt'],
    ]);
  });

  test('looks up nothing more after an original was refused', async () => {
    await using scene = await createScene();
    const { rig, drive } = scene;
    drive.addFile('From/a.txt', 'a');
    drive.lock('From/a.txt');
    const itemId = drive.idOf('From/a.txt');
    expect(await scene.carry('move')).toMatchObject([{ failure: { code: 'originalKept' } }]);
    const seen = rig.service.counters.seen.filter(({ target }) => target.includes(itemId));
    expect(seen.at(-1)?.method).toBe('DELETE');
  });

  test('of a folder containing a shortcut deletes nothing from the shortcut’s owner', async () => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    const dana = rig.service.driveOf('dana@contoso.example');
    dana.addFile('Plans/plan.txt', 'a plan');
    dana.share('Plans', 'write');
    drive.addFile('From/In/mine.txt', 'mine');
    for (const name of ['From/In/Theirs', 'From/In/Theirs too'])
      drive.addShortcut(name, { driveId: dana.id, itemId: dana.idOf('Plans') });
    await scene.carry('move');
    expect(there.tree()).toEqual([
      'In/',
      'In/Theirs too/',
      'In/Theirs too/plan.txt',
      'In/Theirs/',
      'In/Theirs/plan.txt',
      'In/mine.txt',
    ]);
    expect(dana.tree()).toEqual(['Plans/', 'Plans/plan.txt']);
    expect(drive.find('From/In/mine.txt')).toBeNull();
    expect(drive.find('From/In/Theirs')).not.toBeNull();
  });

  test.each(['copy', 'move'] as const)(
    'of shortcuts that lead back to their origin ends after one round and deletes nothing of others: %s',
    async (verb) => {
      await using scene = await createScene();
      const { rig, drive, there } = scene;
      const dana = rig.service.driveOf('dana@contoso.example');
      drive.addFile('From/In/mine.txt', 'mine');
      dana.addFile('D/theirs.txt', 'theirs');
      dana.share('D', 'write');
      drive.addShortcut('From/In/To D', { driveId: dana.id, itemId: dana.idOf('D') });
      dana.addShortcut('D/To In', { driveId: drive.id, itemId: drive.idOf('From/In') });
      const transfers = await scene.carry(verb);
      expect(there.tree()).toEqual(['In/', 'In/To D/', 'In/To D/theirs.txt', 'In/mine.txt']);
      expect(byName(transfers, 'To In')).toMatchObject({
        state: 'done',
        outcome: 'skipped',
        failure: { code: 'shortcutLoops', subject: 'To In' },
      });
      expect(dana.tree()).toEqual(['D/', 'D/To In/', 'D/theirs.txt']);
      expect(drive.find('From/In/mine.txt') === null).toBe(verb === 'move');
    },
  );

  test('keeps an original whose copy can’t be proven identical', async () => {
    await using scene = await createScene({ quirks: { rewritesOfficeFiles: true } });
    const { drive, there } = scene;
    drive.addFile('From/report.docx', 'a report');
    const [report] = await scene.carry('move');
    expect(report).toMatchObject({ state: 'done', verified: false, failure: { code: 'originalKept' } });
    expect([drive.tree('From'), there.tree()]).toEqual([['report.docx'], ['report.docx']]);
  });

  test('keeps an original whose account has to sign in, says so, and deletes it when tried again', async () => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    drive.addFile('From/a.txt', 'a');
    const refused = rig.service.faults.add({ route: 'DELETE item', status: 401, times: Infinity });
    const { batchId } = await scene.begin('move');
    expect(await rig.settled(batchId)).toMatchObject([
      { state: 'failed', failure: { code: 'originalUnreadable', subject: 'a.txt' } },
    ]);
    expect([drive.tree('From'), there.tree()]).toEqual([['a.txt'], ['a.txt']]);
    refused.remove();
    const uploads = scene.count('PUT upload range');
    await rig.call('transfers.retry', { batchId });
    await rig.until(batchId, ({ state, outcome }) => state === 'done' && outcome === 'moved');
    expect([drive.tree('From'), scene.count('PUT upload range')]).toEqual([[], uploads]);
  });

  test('is done even if nobody may see whether its folder is empty then', async () => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    drive.addFile('From/In/a.txt', 'a');
    rig.service.faults.add({
      route: /children\?\$top=1&/,
      status: 403,
      code: 'accessDenied',
      times: Infinity,
    });
    const transfers = await scene.carry('move');
    expect(transfers.map(({ state, failure }) => [state, failure])).toEqual(
      transfers.map(() => ['done', null]),
    );
    expect([drive.tree('From'), there.tree()]).toEqual([['In/'], ['In/', 'In/a.txt']]);
    const [added] = await rig.upload([await rig.write('more.txt', 'more')], { parent: rig.root });
    expect(added).toMatchObject({ state: 'done' });
  });

  test('doesn’t delete what somebody saved over the original meanwhile', async () => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    drive.addFile('From/a.txt', 'old');
    const held = rig.service.faults.hold({ route: 'POST batch', times: 9 });
    const heldDelete = rig.service.faults.hold({ method: 'DELETE' });
    const { batchId } = await scene.begin('move');
    await expect.poll(() => held.struck + heldDelete.struck).toBe(1);
    drive.addFile('From/a.txt', 'newer');
    held.letGo();
    heldDelete.letGo();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', failure: { code: 'originalKept' } }]);
    expect([drive.bytes('From/a.txt').toString(), there.bytes('a.txt').toString()]).toEqual(['newer', 'old']);
  });

  test('says beforehand whether others see the destination', async () => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    drive.addFile('From/a.txt', 'a');
    there.addFolder('Team/Plans');
    there.addFolder('Private');
    there.share('Team', 'read', 'dana@contoso.example');
    const about = await scene.of('copy');
    const planFor = async (item: string) =>
      (await rig.call('items.planCarry', { ...about, to: { driveId: there.id, itemId: there.idOf(item) } }))
        ?.entersShared;
    expect([await planFor('Team/Plans'), await planFor('Private')]).toEqual([true, false]);
    // A folder of someone else, which that person sees.
    const theirs = { driveId: drive.id, itemId: drive.idOf('From') };
    drive.share('From', 'write', 'kim@contoso.example');
    const ofKim = { ...about, to: theirs };
    expect(await rig.call('items.planCarry', ofKim)).toMatchObject({ entersShared: true });
  });

  test('never moves what others own, or anything into itself', async () => {
    await using scene = await createScene();
    const { rig, drive, kim } = scene;
    drive.addFolder('From/In/deep');
    const { viewId } = await openPath(rig, rig.accountId, 'myfiles/From');
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    const { pickId } = await rig.call('items.pick', { accountId: rig.accountId, selection });
    const into = { driveId: drive.id, itemId: drive.idOf('From/In/deep') };
    const carry = { verb: 'copy' as const, pickId, accountId: rig.accountId, to: into };
    expect(await rig.failure('items.carry', carry)).toMatchObject({ code: 'intoItself' });
    expect(await rig.call('items.planCarry', carry)).toBeNull();
    expect(kim.accountId).not.toBe(rig.accountId);
  });

  test.each([
    ['GET download', 1, 'beforeEffect'],
    ['POST createUploadSession', 1, 'beforeEffect'],
    ['PUT upload range', 1, 'beforeEffect'],
    ['PUT upload range', 1, 'afterEffect'],
    ['DELETE item', 1, 'beforeEffect'],
    ['DELETE item', 1, 'afterEffect'],
    ['GET children', 2, 'beforeEffect'],
    ['DELETE item', 2, 'afterEffect'],
  ] as const)(
    'T27 that is killed at %s (%i, %s) loses nothing and does nothing twice',
    async (route, nth, reset) => {
      await using scene = await createScene();
      await using kept = await createKeptProfile();
      const { rig, drive, there } = scene;
      // Only one file: a session lost by a kill reserves its name for a day.
      drive.addFile('From/In/b.txt', 'content of b');
      const pickId = (await scene.of('move')).pickId;
      const held = rig.service.faults.hold({ route, nth, reset });
      const to = { driveId: there.id, itemId: there.rootId };
      const { batchId } = await rig.call('items.carry', {
        verb: 'move',
        pickId,
        accountId: scene.kim.accountId,
        to,
      });
      await expect.poll(() => held.struck).toBe(1);
      await kept.keep(rig);
      await kept.startAgain(rig, () => held.letGo());
      const files = (await rig.settled(batchId)).filter(({ name }) => name !== 'In');
      expect(files.map(({ state, failure }) => [state, failure])).toEqual(files.map(() => ['done', null]));
      expect(there.tree()).toEqual(['In/', 'In/b.txt']);
      expect(there.bytes('In/b.txt').toString()).toBe('content of b');
      expect(drive.tree('From')).toEqual([]);
    },
  );

  test.each([
    ['sends nothing twice', null, { restartReason: null }],
    [
      'sends what the original became meanwhile, from its beginning',
      bytesOf(threePieces, 5),
      { restartReason: 'originalChanged' },
    ],
  ])('of a large file can be paused, survives a restart, and %s', async (_, newer, told) => {
    await using scene = await createScene();
    const { rig, drive, there } = scene;
    const content = bytesOf(threePieces, 4);
    drive.addFile('From/a.bin', content);
    const held = rig.service.faults.hold({ route: 'PUT upload range', nth: 2 });
    const { batchId } = await scene.begin('move');
    await expect.poll(() => held.struck).toBe(1);
    const paused = rig.call('transfers.pause', { batchId });
    held.letGo();
    await paused;
    if (newer !== null) drive.addFile('From/a.bin', newer);
    await rig.restart();
    const before = scene.count('PUT upload range');
    await rig.call('transfers.resume', { batchId });
    const done = await rig.until(batchId, ({ state }) => state === 'done');
    expect(scene.count('PUT upload range') - before).toBe(newer === null ? 2 : 3);
    expect(done).toMatchObject({ ...told, failure: null });
    expect(Buffer.compare(there.bytes('a.bin'), newer ?? content)).toBe(0);
    expect(drive.tree('From')).toEqual([]);
  });
});

test.each([
  ['move', 'personal'],
  ['move', 'business'],
  ['copy', 'personal'],
  ['copy', 'business'],
] as const)(
  'a %s into its own folder, also as another account sees it, leaves everything there (%s)',
  async (verb, driveType) => {
    await using scene = await createScene({ driveType });
    const { rig, kim, drive } = scene;
    drive.addFile('From/small.txt', 'small');
    drive.addFile('From/large.bin', bytesOf(threePieces, 7));
    drive.addFile('From/In/b.txt', 'content of b');
    drive.share('From', 'write', 'kim@contoso.example');
    // At work, Kim would need another permission.
    const { accountId } = driveType === 'personal' ? kim : rig;
    if (driveType === 'personal') await openListed(rig, { accountId, place: 'shared' });
    const to = { driveId: drive.id, itemId: drive.idOf('From') };
    const { batchId } = await rig.call('items.carry', { ...(await scene.of(verb)), accountId, to });
    const transfers = await rig.settled(batchId);
    expect(transfers.map(({ state, outcome }) => [state, outcome])).toEqual(
      transfers.map(() => ['done', 'skipped']),
    );
    expect(drive.tree('From')).toEqual(['In/', 'In/b.txt', 'large.bin', 'small.txt']);
  },
);
