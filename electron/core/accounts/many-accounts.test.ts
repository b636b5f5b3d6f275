import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRig, type Rig } from '../testing/rig.ts';
import { createTestBrowser, signInAs } from '../testing/sign-in-steps.ts';
import { namesOf, openListed } from '../testing/steps.ts';

async function twoPeople(more: object = {}) {
  const browser = createTestBrowser();
  const rig = await createRig({ driveType: 'business', adjust: browser.adjust, ...more });
  const alex = await signInAs(rig, browser, 'Alex');
  rig.events.length = 0;
  const kim = await signInAs(rig, browser, 'Kim');
  return { rig, browser, alex, kim };
}

test('T45 a throttle of one account does not stop another', async () => {
  const { rig, alex, kim } = await twoPeople();
  await using _ = rig;
  rig.service.faults.add({
    route: `GET drive`,
    status: 429,
    headers: { 'Retry-After': '600' },
  });
  const throttled = await rig.failure('app.quota', { accountId: alex.accountId });
  expect(throttled.code).toBe('throttled');
  await rig.waitForEvent(
    'account.waiting',
    ({ accountId, until }) => accountId === alex.accountId && until !== null,
  );
  expect(await rig.call('accounts.waiting', { accountId: kim.accountId })).toEqual({ until: null });
  await rig.call('app.quota', { accountId: kim.accountId });
  const { viewId } = await openListed(rig, { accountId: kim.accountId });
  expect(Array.isArray(await namesOf(rig, viewId))).toBe(true);
});

test('signing in again with the same account doesn’t add a second one', async () => {
  const { rig, browser, alex } = await twoPeople();
  await using _ = rig;
  await rig.call('accounts.rename', { accountId: alex.accountId, name: 'Work' });
  rig.events.length = 0;
  const again = await signInAs(rig, browser, 'Alex', { scopes: ['Files.Read'] });
  expect(again).toMatchObject({ accountId: alex.accountId, displayName: 'Work', canWrite: false });
  expect(await rig.call('accounts.list', {})).toHaveLength(2);
});

test('keeps names, order and headings', async () => {
  const { rig, alex, kim } = await twoPeople();
  await using _ = rig;
  await rig.call('accounts.rename', { accountId: alex.accountId, name: 'Work' });
  await rig.call('accounts.arrange', { accounts: [{ accountId: kim.accountId, group: 'Family' }] });
  const expected = [
    { accountId: kim.accountId, displayName: 'Kim Osei', group: 'Family' },
    { accountId: alex.accountId, displayName: 'Work', group: null },
  ];
  expect(await rig.call('accounts.list', {})).toMatchObject(expected);
  await rig.restart();
  expect(await rig.call('accounts.list', {})).toMatchObject(expected);
});

test('removing one account leaves the others', async () => {
  const { rig, alex, kim } = await twoPeople();
  await using _ = rig;
  await openListed(rig, { accountId: kim.accountId });
  await rig.call('accounts.remove', { accountId: alex.accountId, includeDocuments: false });
  await rig.call('app.quota', { accountId: kim.accountId });
  expect(await rig.call('accounts.list', {})).toMatchObject([{ accountId: kim.accountId }]);
});

function openIndexes({ userData }: Rig): string[] {
  const open = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  const mine = open.filter((path) => path.startsWith(join(userData, 'index')) && path.endsWith('.sqlite'));
  return [...new Set(mine.map((path) => basename(path)))];
}

const handles = () => {
  const counted: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counted[kind] = (counted[kind] ?? 0) + 1;
  return counted;
};

describe('five hundred accounts', () => {
  test('cost nothing until they are used', async () => {
    let asked = 0;
    await using rig = await createRig({
      driveType: 'business',
      adjust(ports) {
        const { http } = ports;
        ports.http = { request: (sent) => ((asked += 1), http.request(sent)), close: () => http.close() };
      },
    });
    const idle = handles();
    const accounts = Array.from({ length: 500 }, (_, at) => toRecord(`account-${at}`));
    writeFileSync(join(rig.userData, 'accounts.json'), JSON.stringify(accounts));
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toHaveLength(500);
    // The test runner's own timers fluctuate; five hundred would stand out.
    for (const kind of ['Timeout', 'TCPSocketWrap', 'MessagePort', 'Worker'])
      expect((handles()[kind] ?? 0) - (idle[kind] ?? 0), kind).toBeLessThan(5);
    expect(await rig.call('accounts.overview', {})).toHaveLength(500);
    expect(openIndexes(rig)).toEqual([]);
    expect(rig.core.openedCounts().clients).toBe(0);
    expect(asked).toBe(0);
    // Only the index of a used account opens.
    await rig.call('view.open', {
      accountId: 'account-7',
      place: 'myfiles',
      folder: null,
      sort: [],
      filter: '',
    });
    expect(openIndexes(rig)).toEqual(['account-7.sqlite']);
    await rig.call('storage.summary', {});
    expect(openIndexes(rig)).toEqual(['account-7.sqlite']);
  });
});

function toRecord(accountId: string): unknown {
  const root = { driveId: 'd', itemId: `root-${accountId}` };
  return {
    account: {
      accountId,
      kind: 'app',
      displayName: accountId,
      address: `${accountId}@contoso.example`,
      driveType: 'business',
      driveId: 'd',
      canUndoDelete: false,
      canWrite: true,
      tenant: 'contoso.example',
      places: ['myfiles'],
    },
    root,
    identity: {
      kind: 'app',
      registration: { cloud: 'global', tenant: 'contoso.example', clientId: 'daemon', authority: null },
      userId: accountId,
    },
  };
}
