import { describe, expect, test } from 'vitest';
import { toFailure } from '../../../contract/errors.ts';
import type { Transfer } from '../../../contract/transfers.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { createRecord, emptyJournal, silentLog } from '../../testing/transfer-records.ts';
import { createTransferStore } from '../store/transfer-store.ts';
import { createTransferList, type TransferChanges } from './transfer-list.ts';

function createScene(clock = createManualClock()) {
  const told: TransferChanges[] = [];
  const store = createTransferStore({ journal: emptyJournal, log: silentLog });
  const list = createTransferList({ store, clock, notify: (changes) => told.push(changes) });
  const set = (transferId: string, patch: Partial<Transfer>) => store.patch(transferId, patch);
  return { clock, told, store, list, set };
}

describe('updates', () => {
  test('are sent at most ten times a second, with each changed transfer once in its current state', async () => {
    const { clock, told, store, set } = createScene();
    const record = createRecord();
    const { transferId } = record.transfer;
    void store.add([record]);
    await clock.advance(0);
    expect(told).toHaveLength(1);
    for (let bytesDone = 1; bytesDone <= 50; bytesDone += 1) store.progress(transferId, bytesDone);
    await set(transferId, { state: 'running' });
    await clock.advance(99);
    expect(told).toHaveLength(1);
    await clock.advance(1);
    expect(told).toHaveLength(2);
    expect(told[1]?.transfers).toMatchObject([{ transferId, state: 'running', bytesDone: 50 }]);
    expect(told[1]?.summary).toMatchObject({ active: 1, bytesDone: 50, bytesTotal: 100, safeToClose: false });
  });

  test('continue when the clock is set back, and so does the speed', async () => {
    const manual = createManualClock();
    let backMs = 0;
    const clock = { ...manual, now: () => manual.now() - backMs };
    const { told, store } = createScene(clock);
    const record = createRecord({ state: 'running' });
    const { transferId } = record.transfer;
    void store.add([record]);
    store.progress(transferId, 1);
    await manual.advance(0);
    expect(told).toHaveLength(1);
    backMs = 3_600_000;
    store.progress(transferId, 10);
    await manual.advance(100);
    expect(told).toHaveLength(2);
    await manual.advance(900);
    store.progress(transferId, 19);
    await manual.advance(100);
    expect(told.at(-1)?.transfers).toMatchObject([{ transferId, bytesDone: 19 }]);
    expect(told.at(-1)?.transfers[0]?.bytesPerSecond).toBeGreaterThan(5);
  });

  test('aren’t sent if nothing happens', async () => {
    const { clock, told, store } = createScene();
    void store.add([createRecord({ state: 'done' })]);
    await clock.advance(0);
    for (let second = 0; second < 5; second += 1) await clock.advance(1000);
    expect(told).toHaveLength(1);
  });

  test('T19 P25 stay short: of many changes at once, the latest ones, and that rows have moved', async () => {
    const { clock, told, store } = createScene();
    const records = Array.from({ length: 2500 }, () => createRecord({ state: 'done' }));
    void store.add(records);
    for (let turn = 0; turn < 5; turn += 1) await clock.advance(100);
    expect(told.map(({ transfers }) => transfers.length)).toEqual([100]);
    expect(told[0]?.summary.done).toBe(2500);
    expect(told[0]?.revision).toBeGreaterThan(0);
  });

  test('show by their revision whether a row was added, removed, or changed its state', async () => {
    const { clock, told, store, set } = createScene();
    const record = createRecord({ state: 'running' });
    const { transferId } = record.transfer;
    void store.add([record]);
    await clock.advance(0);
    store.progress(transferId, 10);
    await clock.advance(100);
    await set(transferId, { state: 'done' });
    await clock.advance(100);
    const [added, moved, ended] = told.map(({ revision }) => revision);
    expect(moved).toBe(added);
    expect(ended).toBeGreaterThan(moved ?? 0);
  });

  test('report each finished batch once, and none that had finished before', async () => {
    const { clock, told, store, set } = createScene();
    const [first, second] = [createRecord(), createRecord()];
    void store.add([first, second, createRecord({ batchId: 'old', state: 'done' })]);
    await clock.advance(0);
    await set(first.transfer.transferId, { state: 'done' });
    await clock.advance(100);
    await set(second.transfer.transferId, { state: 'failed' });
    await clock.advance(100);
    await set(second.transfer.transferId, { finalName: 'b.txt' });
    await clock.advance(100);
    expect(told.map(({ ended }) => ended.map(({ batchId }) => batchId))).toEqual([[], [], ['b'], []]);
    expect(told[2]?.ended[0]?.counts).toMatchObject({ all: 2, done: 1, failed: 1 });
  });

  test('report what was removed from the list', async () => {
    const { clock, told, store } = createScene();
    const record = createRecord({ state: 'done' });
    void store.add([record]);
    await clock.advance(0);
    store.remove([record.transfer.transferId]);
    await clock.advance(100);
    expect(told[1]).toMatchObject({ transfers: [], summary: { done: 0 } });
    expect(told[1]?.revision).toBeGreaterThan(told[0]?.revision ?? 0);
  });

  test('contain the speed of the last seconds, and none if nothing moves any more', async () => {
    const { clock, told, store, set } = createScene();
    const record = createRecord({ bytesTotal: 100_000 });
    const { transferId } = record.transfer;
    void store.add([record]);
    await set(transferId, { state: 'running' });
    for (let step = 0; step <= 10; step += 1) {
      store.progress(transferId, step * 1000);
      await clock.advance(500);
    }
    const speed = told.at(-1)?.transfers[0]?.bytesPerSecond ?? 0;
    expect(speed).toBeGreaterThan(1500);
    expect(speed).toBeLessThan(2500);
    expect(told.at(-1)?.summary.bytesPerSecond).toBe(speed);
    for (let second = 0; second < 8; second += 1) await clock.advance(1000);
    expect(told.at(-1)?.transfers).toMatchObject([{ transferId, bytesPerSecond: null }]);
  });
});

describe('the total', () => {
  test('counts folders separately, and separates received bytes from those in transit', async () => {
    const { store, list, set } = createScene();
    const folder = createRecord({ folder: { itemCount: 1 }, bytesTotal: 0, state: 'done' });
    const file = createRecord({ state: 'running', batchId: folder.transfer.batchId });
    void store.add([folder, file]);
    const folders = { kind: 'upload', files: 0, folders: 1 };
    const all = { ...folders, files: 1 };
    store.progress(file.transfer.transferId, 40, 25);
    expect(list.summary()).toMatchObject({ done: 1, did: [folders], bytesDone: 40, bytesInFlight: 25 });
    await set(file.transfer.transferId, { state: 'done', bytesDone: 100, bytesInFlight: 0 });
    expect(list.summary()).toMatchObject({ done: 2, did: [all], bytesInFlight: 0 });
    const rows = list.rows({ filter: 'all', collapsed: new Set(), from: 0, to: 1 });
    expect(rows.rows[0]).toMatchObject({
      batch: { counts: { all: 2, done: 2, folders: 1, doneFolders: 1 }, did: [all] },
    });
  });

  test('says what was done: a carried file is moved only if its original is gone, and a skipped one isn’t uploaded', () => {
    const { store, list } = createScene();
    const carried = { verb: 'move' as const, accountId: 'other', path: 'myfiles/From', name: 'a.txt' };
    const failure = toFailure('originalKept', 'a.txt');
    const done = { state: 'done', batchId: 'one' } as const;
    void store.add([
      createRecord({ ...done, carried, outcome: 'moved' }),
      createRecord({ ...done, carried, outcome: 'copied', failure }),
      createRecord({ ...done, outcome: 'identical' }),
      createRecord({ ...done, kind: 'move' }),
    ]);
    expect(list.summary()).toMatchObject({
      did: [
        { kind: 'move', files: 2, folders: 0 },
        { kind: 'copy', files: 1, folders: 0 },
        { kind: 'skipped', files: 1, folders: 0 },
      ],
      place: 'myfiles',
    });
    void store.add([createRecord({ state: 'done', batchId: 'other' })]);
    expect(list.summary()).toMatchObject({ place: null });
  });

  test('says to which folder on this computer files were downloaded', () => {
    const { store, list } = createScene();
    const download = { kind: 'download', state: 'done' } as const;
    void store.add([
      createRecord({ ...download, toFolder: 'Desk' }),
      createRecord({ ...download, toFolder: 'Sub' }),
    ]);
    expect(list.summary()).toMatchObject({ toFolder: 'Desk' });
  });

  test('counts transfers state by state', async () => {
    const { store, list, set } = createScene();
    const records = Array.from({ length: 8 }, () => createRecord());
    const ids = records.map(({ transfer }) => transfer.transferId);
    void store.add(records);
    await set(ids[0] ?? '', { state: 'running', bytesDone: 40 });
    await set(ids[1] ?? '', { state: 'waiting', waitReason: 'offline' });
    await set(ids[6] ?? '', { state: 'waiting', waitReason: 'signInNeeded' });
    await set(ids[7] ?? '', { state: 'waiting', waitReason: 'quotaFull' });
    await set(ids[2] ?? '', { state: 'conflict' });
    await set(ids[3] ?? '', { state: 'failed' });
    await set(ids[4] ?? '', { state: 'done', bytesDone: 100 });
    await set(ids[5] ?? '', { state: 'cancelled' });
    expect(list.summary()).toEqual({
      active: 1,
      running: 1,
      quiet: 0,
      waiting: 3,
      waitingForPerson: 2,
      paused: 0,
      conflicts: 1,
      failed: 1,
      retryable: 1,
      done: 1,
      cancelled: 1,
      did: [{ kind: 'upload', files: 1, folders: 0 }],
      place: 'myfiles',
      toFolder: null,
      bytesDone: 140,
      bytesInFlight: 0,
      bytesTotal: 600,
      runCount: 8,
      runEnded: 3,
      bytesPerSecond: 0,
      safeToClose: false,
      allPaused: false,
      startOver: 0,
      persisted: true,
      saveTrouble: null,
      damagedJournal: null,
      limits: { upload: null, download: null },
    });
  });

  test('starts over when everything has finished: a small file after a large one doesn’t start at 99 %', async () => {
    const { store, list, set } = createScene();
    const large = createRecord({ bytesTotal: 1_000_000 });
    void store.add([large]);
    await set(large.transfer.transferId, { state: 'done', bytesDone: 1_000_000 });
    expect(list.summary()).toMatchObject({
      bytesDone: 1_000_000,
      bytesTotal: 1_000_000,
      safeToClose: true,
    });
    const small = createRecord({ bytesTotal: 10 });
    void store.add([small]);
    expect(list.summary()).toMatchObject({ done: 1, active: 1, bytesDone: 0, bytesTotal: 10 });
    await set(small.transfer.transferId, { state: 'running', bytesDone: 5 });
    store.remove([large.transfer.transferId]);
    expect(list.summary()).toMatchObject({
      done: 0,
      active: 1,
      bytesDone: 5,
      bytesTotal: 10,
      safeToClose: false,
    });
  });
});

describe('a batch', () => {
  test('is sent with its totals and speed whenever one of its transfers is sent', async () => {
    const { clock, told, store, set } = createScene();
    const [one, two, other] = [createRecord(), createRecord(), createRecord({ batchId: 'c' })];
    void store.add([one, two, other]);
    for (const { transfer } of [one, two]) await set(transfer.transferId, { state: 'running' });
    await clock.advance(100);
    for (const bytesDone of [10, 20, 30]) {
      store.progress(one.transfer.transferId, bytesDone);
      store.progress(two.transfer.transferId, bytesDone / 2);
      await clock.advance(1000);
    }
    const batch = told.at(-1)?.batches.find(({ batchId }) => batchId === 'b');
    expect(batch).toMatchObject({ bytesDone: 45, bytesTotal: 200, counts: { all: 2, active: 2 } });
    expect(batch?.bytesPerSecond).toBe(told.at(-1)?.summary.bytesPerSecond);
    expect(batch?.bytesPerSecond).toBeGreaterThan(0);
    expect(told.at(-1)?.batches).toHaveLength(1);
    for (const { transfer } of [one, two]) await set(transfer.transferId, { state: 'waiting' });
    await clock.advance(100);
    expect(told.at(-1)).toMatchObject({
      batches: [{ bytesPerSecond: null }],
      summary: { bytesPerSecond: 0 },
    });
  });

  test('doesn’t count bytes that will never be transferred', () => {
    const { store, list } = createScene();
    void store.add([
      createRecord({ state: 'done', bytesDone: 100 }),
      createRecord({ state: 'failed', bytesDone: 30 }),
      createRecord({ state: 'cancelled' }),
    ]);
    const { rows } = list.rows({ filter: 'all', collapsed: new Set(['b']), from: 0, to: 1 });
    expect(rows).toMatchObject([{ batch: { bytesDone: 100, bytesTotal: 100, bytesPerSecond: null } }]);
  });
});

describe('transfers from an earlier session', () => {
  test('are listed like all others, older than new ones', () => {
    const { store, list } = createScene();
    const fresh = createRecord({ batchId: 'new' });
    const kept = createRecord({ batchId: 'old', state: 'failed' });
    void store.add([fresh]);
    store.restore([kept]);
    expect(store.ofBatch('old')).toEqual([kept]);
    expect(store.ofBatch('new')).toEqual([fresh]);
    const { count, rows } = list.rows({
      filter: 'all',
      collapsed: new Set(['old', 'new']),
      from: 0,
      to: 9,
    });
    expect(count).toBe(2);
    expect(rows).toMatchObject([{ batch: { batchId: 'new' } }, { batch: { batchId: 'old' } }]);
    expect(list.top(9).transfers).toHaveLength(2);
    expect(list.summary()).toMatchObject({ active: 1, failed: 1 });
  });
});
