import { describe, expect, test } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import type { ViewHead } from '../../contract/records.ts';
import { createFastClock } from '../testing/fast-clock.ts';
import { addSample, byName, namesOf, openListed, openPath, rowsOf } from '../testing/steps.ts';

describe('a big folder', () => {
  test('loads 10,000 items page by page, and any rows can be requested', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('Big', { files: 10_000, naming: 'file {n}.txt' });
    const accountId = await addSample(rig);
    const { viewId, head } = await openPath(rig, accountId, 'myfiles/Big');
    expect(head).toMatchObject({ count: 10_000, path: 'myfiles/Big' });
    expect(rig.service.counters.count('GET children')).toBe(10);
    const { rows } = await rig.call('view.rows', { viewId, from: 7_300, to: 7_303 });
    expect(rows.map(({ name }) => name)).toEqual(['file 7301.txt', 'file 7302.txt', 'file 7303.txt']);
    const itemId = rows[0]!.itemId;
    expect(await rig.call('view.locate', { viewId, itemId })).toEqual({ ordinal: 7_300 });
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [itemId] };
    expect(await rig.call('view.summarize', { selection })).toMatchObject({ count: 9_999, files: 9_999 });
  });

  test('P24 shows rows before the last page arrives, and requests only the pages', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('Big', { files: 3_000 });
    const accountId = await addSample(rig);
    const held = rig.service.faults.hold({ route: 'GET children', nth: 3 });
    const { folder } = await rig.call('paths.resolve', { accountId, text: 'myfiles/Big' });
    const opened = await rig.call('view.open', {
      accountId,
      place: 'myfiles',
      folder,
      sort: byName,
      filter: '',
    });
    const halfway = await rig.waitForEvent('view.changed', ({ count }) => count === 2_000);
    expect(halfway.freshness.state).toBe('loading');
    expect(await rowsOf(rig, opened.viewId)).toHaveLength(500);
    held.letGo();
    await rig.waitForEvent(
      'view.changed',
      ({ count, freshness }) => count === 3_000 && freshness.state === 'fresh',
    );
    expect(rig.service.counters.count('GET children')).toBeLessThanOrEqual(4);
    expect(rig.service.counters.count(/delta/)).toBe(0);
  });

  test('T18 P23 is listed in smaller pages if pages of a thousand are too big', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('Big', { files: 450 });
    rig.service.faults.add({
      route: /children\?\$top=(1000|500)&/,
      status: 504,
      times: Number.POSITIVE_INFINITY,
    });
    const accountId = await addSample(rig);
    const { head } = await openPath(rig, accountId, 'myfiles/Big');
    expect(head).toMatchObject({ count: 450, freshness: { state: 'fresh' } });
    expect(rig.service.counters.count(/children\?\$top=1000&/)).toBe(1);
    expect(rig.service.counters.count(/children\?\$top=500&/)).toBe(1);
  });

  test('restarts the listing once if a paging token has expired', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('Big', { files: 2_500 });
    const accountId = await addSample(rig);
    rig.service.faults.add({ route: 'GET children', nth: 2, status: 400, code: 'invalidRequest' });
    const { head } = await openPath(rig, accountId, 'myfiles/Big');
    expect(head).toMatchObject({ count: 2_500, freshness: { state: 'fresh' } });
    rig.service.faults.add({
      route: /skiptoken/i,
      status: 400,
      code: 'invalidRequest',
      times: Number.POSITIVE_INFINITY,
    });
    const again = await openPath(rig, accountId, 'myfiles/Big');
    expect(again.head).toMatchObject({ count: 2_500, freshness: { state: 'failed' } });
  });

  test('doesn’t end at an empty page with a next link', async () => {
    await using rig = await createRig({ content: 'empty', quirks: { emptyPages: true } });
    rig.service.drive.addFolder('Big', { files: 2_500 });
    const { head } = await openPath(rig, await addSample(rig), 'myfiles/Big');
    expect(head.count).toBe(2_500);
  });
});

describe('changes since a folder was listed', () => {
  test('items no longer in the folder disappear when it is listed again', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('Docs/a.txt', 'a');
    rig.service.drive.addFile('Docs/b.txt', 'b');
    const accountId = await addSample(rig);
    const { viewId } = await openPath(rig, accountId, 'myfiles/Docs');
    rig.service.drive.remove('Docs/a.txt');
    rig.service.drive.addFile('Docs/c.txt', 'c');
    rig.events.length = 0;
    const head = await rig.call('view.refresh', { viewId });
    expect(head.freshness.state).toBe('refreshing');
    await rig.waitForEvent('view.changed', ({ freshness }) => freshness.state === 'fresh');
    expect(await namesOf(rig, viewId)).toEqual(['b.txt', 'c.txt']);
  });

  test('two views of one folder share one listing', async () => {
    await using rig = await createRig({ content: 'empty' });
    const accountId = await addSample(rig);
    const opening = { accountId, place: 'myfiles' as const, folder: null, sort: byName, filter: '' };
    const heads = await Promise.all([rig.call('view.open', opening), rig.call('view.open', opening)]);
    for (const { viewId } of heads) {
      await rig.waitForEvent(
        'view.changed',
        (head) => head.viewId === viewId && head.freshness.state === 'fresh',
      );
    }
    expect(rig.service.counters.count('GET children')).toBe(1);
  });

  test('a deleted folder reports it and keeps its known rows', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('Docs/a.txt', 'a');
    const accountId = await addSample(rig);
    const { head: before } = await openPath(rig, accountId, 'myfiles/Docs');
    rig.service.drive.remove('Docs');
    const { head } = await openListed(rig, { accountId, folder: before.folder });
    expect(head).toMatchObject({ count: 1, freshness: { state: 'failed', failure: { code: 'notFound' } } });
    expect(head.freshness.listedAt).not.toBeNull();
  });
});

describe('trouble while listing', () => {
  test('T43 429 pauses the account, shows until when, and the listing continues afterward', async () => {
    const clock = createManualClock();
    await using rig = await createRig({ content: 'empty', clock });
    const accountId = await addSample(rig);
    rig.service.faults.add({ route: 'GET children', status: 429, headers: { 'Retry-After': '42' } });
    const opening = { accountId, place: 'myfiles' as const, folder: null, sort: byName, filter: '' };
    await rig.call('view.open', opening);
    const { until } = await rig.waitForEvent('account.waiting', (waiting) => waiting.until !== null);
    expect(Date.parse(until!) - clock.now()).toBe(42_000);
    const hasty = await rig.failure('app.quota', { accountId });
    expect(hasty).toMatchObject({ code: 'throttled', facts: { waitMs: 42_000 } });
    const asked = rig.service.counters.count();
    await clock.advance(41_999);
    expect(rig.service.counters.count()).toBe(asked);
    await clock.advance(1);
    await rig.waitForEvent('account.waiting', (waiting) => waiting.until === null);
    await rig.waitForEvent('view.changed', ({ freshness }) => freshness.state === 'fresh');
  });

  test('T37 a temporary 503 isn’t shown', async () => {
    const clock = createFastClock();
    await using rig = await createRig({ content: 'empty', clock });
    const accountId = await addSample(rig);
    rig.service.faults.add({ route: 'GET children', status: 503, times: 3 });
    const { head } = await openListed(rig, { accountId });
    expect(head.freshness.state).toBe('fresh');
  });

  test('T37 a lasting failure is shown with its request ID', async () => {
    const clock = createFastClock();
    await using rig = await createRig({ content: 'empty', clock });
    const accountId = await addSample(rig);
    rig.service.faults.add({ route: 'GET children', status: 500, times: Number.POSITIVE_INFINITY });
    const { head } = await openListed(rig, { accountId });
    expect(head.freshness).toMatchObject({
      state: 'failed',
      failure: { code: 'serviceUnavailable', details: { status: 500 } },
    });
    expect(head.freshness.failure?.details?.requestId).not.toBeNull();
  });

  test('T47 known rows stay without a network', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const { head: before } = await openListed(rig, { accountId });
    await rig.service.close();
    const { head } = await openListed(rig, { accountId });
    expect(head).toMatchObject({
      count: before.count,
      freshness: { state: 'failed', failure: { code: 'offline' } },
    });
  });

  test('T47 a hotel network’s page isn’t taken for a response', async () => {
    await using rig = await createRig({ content: 'empty' });
    const accountId = await addSample(rig);
    rig.service.faults.add({
      route: 'GET children',
      status: 200,
      body: '<html>Welcome</html>',
      headers: { 'content-type': 'text/html' },
    });
    const { head } = await openListed(rig, { accountId });
    expect(head.freshness).toMatchObject({ state: 'failed', failure: { code: 'networkSignIn' } });
  });

  test('a link to another host isn’t followed: the token stays here', async () => {
    await using rig = await createRig({ content: 'empty' });
    const accountId = await addSample(rig);
    const body = { value: [], '@odata.nextLink': 'https://evil.example/v1.0/next' };
    rig.service.faults.add({ route: 'GET children', status: 200, body });
    const { head } = await openListed(rig, { accountId });
    expect(head.freshness).toMatchObject({
      failure: { code: 'unexpectedAnswer', details: { serviceCode: 'strangeLink' } },
    });
  });
});

test.each([
  ['the network is back', (rig: Rig) => rig.call('app.networkBack', {})],
  ['another folder was listed', (rig: Rig, accountId: string) => openPath(rig, accountId, 'myfiles/Finance')],
])('what couldn’t be listed without a network is listed automatically once %s', async (_, happens) => {
  await using rig = await createRig();
  const accountId = await addSample(rig);
  const { viewId } = await openPath(rig, accountId, 'myfiles/Documents');
  const cut = rig.service.faults.add({ route: 'GET children', reset: 'beforeEffect', times: Infinity });
  await rig.call('view.refresh', { viewId });
  const ofView = (state: string, after: string) => (head: ViewHead) =>
    head.viewId === viewId && head.freshness.state === state && (head.freshness.listedAt ?? '') >= after;
  const { freshness } = await rig.waitForEvent('view.changed', ofView('failed', ''));
  cut.remove();
  const since = new Date(Date.parse(freshness.listedAt ?? '') + 1).toISOString();
  await happens(rig, accountId);
  await rig.waitForEvent('view.changed', ofView('fresh', since));
});
