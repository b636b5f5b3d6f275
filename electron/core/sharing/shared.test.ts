import { describe, expect, test } from 'vitest';
import { deleteAll } from '../testing/change-steps.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { addSample, namesOf, openListed, openPath, rowNamed, rowsOf, toRef } from '../testing/steps.ts';

describe('T81 P14 the list of what others share with me', () => {
  test('names the items and their owners, and can’t be written to', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const { viewId, head } = await openListed(rig, { accountId, place: 'shared' });
    expect(head).toMatchObject({ path: 'shared', name: 'Shared', folder: null, canWrite: false });
    const rows = await rowsOf(rig, viewId);
    expect(rows.map(({ name }) => name)).toEqual([
      'Brand assets',
      'HR',
      'Quarterly figures.xlsx',
      'Team offsite agenda.docx',
    ]);
    for (const row of rows) expect(row).toMatchObject({ sharing: 'withMe', sharedBy: expect.any(String) });
  });

  test.each(['personal', 'business'] as const)(
    'opens a shared folder of a %s drive at its remote place',
    async (driveType) => {
      await using rig = await createRig({ driveType });
      const accountId = await addSample(rig);
      const { viewId, head } = await openPath(rig, accountId, 'shared/HR/Forms');
      expect(head).toMatchObject({ place: 'shared', path: 'shared/HR/Forms', owner: expect.any(String) });
      expect((await namesOf(rig, viewId)).length).toBeGreaterThan(0);
      const [row] = await rowsOf(rig, viewId);
      expect(row!.driveId).not.toBe(rig.service.drive.id);
    },
  );
});

test('T81 P27 downloading an item whose owner stopped sharing it reports that it is no longer shared', async () => {
  await using rig = await createRig();
  const accountId = await addSample(rig);
  const { viewId } = await openListed(rig, { accountId, place: 'shared' });
  const revoked = await rowNamed(rig, viewId, 'Quarterly figures.xlsx');
  const selection = { viewId, mode: 'only' as const, itemIds: [revoked.itemId] };
  await rig.call('transfers.download', { accountId, selection });
  const { transfers } = await rig.waitForEvent('transfers.changed', (news) =>
    news.transfers.some(({ state }) => state === 'failed'),
  );
  expect(transfers[0]).toMatchObject({ state: 'failed', failure: { code: 'accessRevoked' } });
});

test('every folder listing asks OneDrive to include folders added as shortcuts', async () => {
  const asked: (string | undefined)[] = [];
  await using rig = await createRig({
    adjust: (ports) => {
      const { http } = ports;
      ports.http = {
        request: (sent) => {
          if (sent.url.includes('/children?')) asked.push(sent.headers['prefer']);
          return http.request(sent);
        },
        close: () => http.close(),
      };
    },
  });
  const accountId = await addSample(rig);
  await openListed(rig, { accountId });
  expect(asked).toEqual(['Include-Feature=AddToOneDrive']);
});

const addFolder = async (rig: Rig, path: string) => {
  const accountId = await addSample(rig);
  const { head } = await openPath(rig, accountId, path);
  return { accountId, head, add: { accountId, parent: head.folder!, name: 'Mine' } };
};

describe('writing to a shared folder', () => {
  test('detects that a folder shared for reading is read-only', async () => {
    await using rig = await createRig();
    const { head } = await addFolder(rig, 'shared/Brand assets');
    await rig.waitForEvent('view.changed', ({ viewId, canWrite }) => viewId === head.viewId && !canWrite);
    expect(rig.service.counters.count('GET permissions')).toBe(1);
  });

  test('allows new folders in a folder shared for writing, and in its subfolders', async () => {
    await using rig = await createRig();
    const { add } = await addFolder(rig, 'shared/HR/Forms');
    expect(await rig.call('items.createFolder', add)).toMatchObject({ name: 'Mine', sharing: 'withMe' });
    const { head } = await openPath(rig, add.accountId, 'shared/HR/Forms');
    expect(head.canWrite).toBe(true);
  });

  test('learns from the first refusal if permissions can’t be read', async () => {
    await using rig = await createRig();
    rig.service.faults.add({
      route: 'GET permissions',
      status: 403,
      code: 'accessDenied',
      times: Number.POSITIVE_INFINITY,
    });
    const { head, add } = await addFolder(rig, 'shared/Brand assets');
    expect(head.canWrite).toBe(true);
    expect(await rig.failure('items.createFolder', add)).toMatchObject({
      code: 'addDenied',
      subject: 'Mine',
    });
    await rig.waitForEvent('view.changed', ({ viewId, canWrite }) => viewId === head.viewId && !canWrite);
  });
});

describe('an item whose owner stopped sharing it', () => {
  test('is marked when it is opened, reports it, and stays in the list', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const list = await openListed(rig, { accountId, place: 'shared' });
    const folder = toRef(await rowNamed(rig, list.viewId, 'HR'));
    rig.service.world.drives.byId(folder.driveId)!.byId(folder.itemId, false)!.rare!.grants = [];
    const { head } = await openListed(rig, { accountId, place: 'shared', folder });
    expect(head.freshness).toMatchObject({ state: 'failed', failure: { code: 'accessRevoked' } });
    await openListed(rig, { accountId, place: 'shared' });
    expect(await rowNamed(rig, list.viewId, 'HR')).toMatchObject({ problem: 'revoked' });
  });

  test('reports it when it is a file and opened, and stays in the list, marked', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId, place: 'shared' });
    const item = toRef(await rowNamed(rig, viewId, 'Quarterly figures.xlsx'));
    expect(await rig.failure('items.open', { accountId, item })).toMatchObject({
      code: 'accessRevoked',
      facts: { who: 'Kim Osei' },
      subject: 'Quarterly figures.xlsx',
    });
    expect(await rowNamed(rig, viewId, 'Quarterly figures.xlsx')).toMatchObject({ problem: 'revoked' });
  });
});

test('a shortcut in My Files opens its target, and the path leads through My Files', async () => {
  await using rig = await createRig();
  const { service } = rig;
  const accountId = await addSample(rig);
  const list = await openListed(rig, { accountId, place: 'shared' });
  const target = toRef(await rowNamed(rig, list.viewId, 'HR'));
  const stub = service.drive.addFolder('Links/HR of Dana');
  stub.rare = { ...stub.rare, shortcut: target };

  const { viewId } = await openPath(rig, accountId, 'myfiles/Links');
  const row = await rowNamed(rig, viewId, 'HR of Dana');
  expect(row).toMatchObject({ ...target, kind: 'folder', sharing: 'withMe' });
  const { head } = await openListed(rig, { accountId, folder: target });
  expect(head).toMatchObject({ path: 'myfiles/Links/HR of Dana', freshness: { state: 'fresh' } });

  await rig.call('items.rename', { accountId, item: target, name: 'People' });
  expect(service.drive.tree('Links')[0]).toContain('People');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  expect(await rig.call('items.planDelete', { accountId, selection })).toMatchObject({
    ask: 'no',
    sharedCount: 0,
  });
  await deleteAll(rig, { accountId, selection });
  expect(service.drive.tree('Links')).toEqual([]);
  expect(service.world.drives.byId(target.driveId)!.byId(target.itemId, false)).not.toBeNull();
});
