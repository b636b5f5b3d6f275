import { describe, expect, test } from 'vitest';
import type { Transfer } from '../../../contract/records.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { createLedger, type LedgerNews } from './transfer-store.ts';
import { toTransfer } from '../model/new-record.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from './journal/transfer-journal.ts';

const quiet = { info() {}, warn() {}, error() {} };

/** For a list that ends with the test. */
const forgetful: TransferStore = {
  load: async () => ({ records: [], notes: new Map(), setAside: null }),
  put: async () => {},
  remove: async () => {},
  note: async () => {},
  forget: async () => {},
  close: async () => {},
};

function toRecord(patch: Partial<Transfer> = {}): TransferRecord {
  const transfer = toTransfer(
    { batchId: 'b', accountId: 'a', path: 'myfiles', nowMs: 0 },
    'upload',
    'a.txt',
    100,
  );
  return { transfer: { ...transfer, ...patch }, job: { kind: 'refused' }, postponed: null };
}

function createScene(store: TransferStore = forgetful) {
  const clock = createManualClock();
  const told: LedgerNews[] = [];
  const ledger = createLedger({ store, clock, log: quiet, tell: (news) => told.push(news) });
  const set = (transferId: string, patch: Partial<Transfer>) =>
    ledger.change(transferId, (record) => ({ ...record, transfer: { ...record.transfer, ...patch } }));
  return { clock, told, ledger, set };
}

describe('news', () => {
  test('come at most ten times a second, each changed transfer once, as it is then', async () => {
    const { clock, told, ledger, set } = createScene();
    const record = toRecord();
    const { transferId } = record.transfer;
    void ledger.add([record]);
    await clock.advance(0);
    expect(told).toHaveLength(1);
    for (let bytesDone = 1; bytesDone <= 50; bytesDone += 1) ledger.progress(transferId, bytesDone);
    await set(transferId, { state: 'running' });
    await clock.advance(99);
    expect(told).toHaveLength(1);
    await clock.advance(1);
    expect(told).toHaveLength(2);
    expect(told[1]?.transfers).toMatchObject([{ transferId, state: 'running', bytesDone: 50 }]);
    expect(told[1]?.summary).toMatchObject({ active: 1, bytesDone: 50, bytesTotal: 100, safeToClose: false });
  });

  test('go on when the clock is set back, and so does the speed', async () => {
    const manual = createManualClock();
    let backMs = 0;
    const clock = { ...manual, now: () => manual.now() - backMs };
    const told: LedgerNews[] = [];
    const ledger = createLedger({ store: forgetful, clock, log: quiet, tell: (news) => told.push(news) });
    const record = toRecord({ state: 'running' });
    const { transferId } = record.transfer;
    void ledger.add([record]);
    ledger.progress(transferId, 1);
    await manual.advance(0);
    expect(told).toHaveLength(1);
    backMs = 3_600_000;
    ledger.progress(transferId, 10);
    await manual.advance(100);
    expect(told).toHaveLength(2);
    await manual.advance(900);
    ledger.progress(transferId, 19);
    await manual.advance(100);
    expect(told.at(-1)?.transfers).toMatchObject([{ transferId, bytesDone: 19 }]);
    expect(told.at(-1)?.transfers[0]?.bytesPerSecond).toBeGreaterThan(5);
  });

  test('are silent when nothing happens', async () => {
    const { clock, told, ledger } = createScene();
    void ledger.add([toRecord({ state: 'done' })]);
    await clock.advance(0);
    for (let second = 0; second < 5; second += 1) await clock.advance(1000);
    expect(told).toHaveLength(1);
  });

  test('T19 P25 are short however much there is: of many at once the latest, and that lines have moved', async () => {
    const { clock, told, ledger } = createScene();
    const records = Array.from({ length: 2500 }, () => toRecord({ state: 'done' }));
    void ledger.add(records);
    for (let turn = 0; turn < 5; turn += 1) await clock.advance(100);
    expect(told.map(({ transfers }) => transfers.length)).toEqual([100]);
    expect(told[0]?.summary.done).toBe(2500);
    expect(told[0]?.revision).toBeGreaterThan(0);
  });

  test('say by their revision whether a line came, went, or is in another state', async () => {
    const { clock, told, ledger, set } = createScene();
    const record = toRecord({ state: 'running' });
    const { transferId } = record.transfer;
    void ledger.add([record]);
    await clock.advance(0);
    ledger.progress(transferId, 10);
    await clock.advance(100);
    await set(transferId, { state: 'done' });
    await clock.advance(100);
    const [added, moved, ended] = told.map(({ revision }) => revision);
    expect(moved).toBe(added);
    expect(ended).toBeGreaterThan(moved ?? 0);
  });

  test('tell once of each batch that has ended, and not of one that had ended before', async () => {
    const { clock, told, ledger, set } = createScene();
    const [first, second] = [toRecord(), toRecord()];
    void ledger.add([first, second, toRecord({ batchId: 'old', state: 'done' })]);
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

  test('tell what has left the list', async () => {
    const { clock, told, ledger } = createScene();
    const record = toRecord({ state: 'done' });
    void ledger.add([record]);
    await clock.advance(0);
    ledger.remove([record.transfer.transferId]);
    await clock.advance(100);
    expect(told[1]).toMatchObject({ transfers: [], summary: { done: 0 } });
    expect(told[1]?.revision).toBeGreaterThan(told[0]?.revision ?? 0);
  });

  test('carry the speed of the last seconds, and none when nothing moves any more', async () => {
    const { clock, told, ledger, set } = createScene();
    const record = toRecord({ bytesTotal: 100_000 });
    const { transferId } = record.transfer;
    void ledger.add([record]);
    await set(transferId, { state: 'running' });
    for (let step = 0; step <= 10; step += 1) {
      ledger.progress(transferId, step * 1000);
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

describe('the sum', () => {
  test('counts what is, state by state', async () => {
    const { ledger, set } = createScene();
    const records = Array.from({ length: 8 }, () => toRecord());
    const ids = records.map(({ transfer }) => transfer.transferId);
    void ledger.add(records);
    await set(ids[0] ?? '', { state: 'running', bytesDone: 40 });
    await set(ids[1] ?? '', { state: 'waiting', waitReason: 'offline' });
    await set(ids[6] ?? '', { state: 'waiting', waitReason: 'signInNeeded' });
    await set(ids[7] ?? '', { state: 'waiting', waitReason: 'quotaFull' });
    await set(ids[2] ?? '', { state: 'conflict' });
    await set(ids[3] ?? '', { state: 'failed' });
    await set(ids[4] ?? '', { state: 'done', bytesDone: 100 });
    await set(ids[5] ?? '', { state: 'cancelled' });
    expect(ledger.summary()).toEqual({
      active: 1,
      running: 1,
      waiting: 3,
      waitingForPerson: 2,
      paused: 0,
      conflicts: 1,
      failed: 1,
      done: 1,
      cancelled: 1,
      bytesDone: 140,
      bytesTotal: 600,
      bytesPerSecond: 0,
      safeToClose: false,
      held: false,
      kept: true,
      limits: { upload: null, download: null },
    });
  });

  test('starts anew when everything had ended: a small file after a large one does not start at 99 %', async () => {
    const { ledger, set } = createScene();
    const large = toRecord({ bytesTotal: 1_000_000 });
    void ledger.add([large]);
    await set(large.transfer.transferId, { state: 'done', bytesDone: 1_000_000 });
    expect(ledger.summary()).toMatchObject({
      bytesDone: 1_000_000,
      bytesTotal: 1_000_000,
      safeToClose: true,
    });
    const small = toRecord({ bytesTotal: 10 });
    void ledger.add([small]);
    expect(ledger.summary()).toMatchObject({ done: 1, active: 1, bytesDone: 0, bytesTotal: 10 });
    await set(small.transfer.transferId, { state: 'running', bytesDone: 5 });
    ledger.remove([large.transfer.transferId]);
    expect(ledger.summary()).toMatchObject({
      done: 0,
      active: 1,
      bytesDone: 5,
      bytesTotal: 10,
      safeToClose: false,
    });
  });
});

describe('the store', () => {
  test('hears of every change in order, of a folder and what lies in it in one step, and of no mere progress', async () => {
    const heard: string[] = [];
    const { ledger, set } = createScene({
      ...forgetful,
      put: async (records) => void heard.push(records.map(({ transfer }) => transfer.state).join('+')),
      remove: async (ids) => void heard.push(`removed ${ids.length}`),
    });
    const folder = toRecord();
    const { transferId } = folder.transfer;
    void ledger.add([folder]);
    void set(transferId, { state: 'running' });
    ledger.progress(transferId, 10);
    void ledger.follow(
      transferId,
      (record) => ({ ...record, transfer: { ...record.transfer, state: 'done' } }),
      [toRecord(), toRecord()],
    );
    ledger.remove([transferId]);
    await ledger.close();
    expect(heard).toEqual(['queued', 'running', 'done+queued+queued', 'removed 1']);
  });

  test('that fails does not stop the transfers', async () => {
    const { ledger, set } = createScene({
      ...forgetful,
      put: () => Promise.reject(new Error('disk')),
    });
    const record = toRecord();
    void ledger.add([record]);
    await set(record.transfer.transferId, { state: 'done' });
    expect(ledger.get(record.transfer.transferId)?.transfer.state).toBe('done');
  });
});

describe('a batch', () => {
  test('is told with its sums and its speed whenever one of its transfers is told', async () => {
    const { clock, told, ledger, set } = createScene();
    const [one, two, other] = [toRecord(), toRecord(), toRecord({ batchId: 'c' })];
    void ledger.add([one, two, other]);
    for (const { transfer } of [one, two]) await set(transfer.transferId, { state: 'running' });
    await clock.advance(100);
    for (const bytesDone of [10, 20, 30]) {
      ledger.progress(one.transfer.transferId, bytesDone);
      ledger.progress(two.transfer.transferId, bytesDone / 2);
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

  test('leaves what will never move out of its bytes', () => {
    const { ledger } = createScene();
    void ledger.add([
      toRecord({ state: 'done', bytesDone: 100 }),
      toRecord({ state: 'failed', bytesDone: 30 }),
      toRecord({ state: 'cancelled' }),
    ]);
    const { lines } = ledger.lines({ filter: 'all', collapsed: new Set(['b']), from: 0, to: 1 });
    expect(lines).toMatchObject([{ batch: { bytesDone: 100, bytesTotal: 100, bytesPerSecond: null } }]);
  });
});

describe('what was kept from earlier', () => {
  test('is in the list like everything else, older than what came meanwhile', () => {
    const { ledger } = createScene();
    const fresh = toRecord({ batchId: 'new' });
    const kept = toRecord({ batchId: 'old', state: 'failed' });
    void ledger.add([fresh]);
    ledger.restore([kept]);
    expect([...ledger.idsOf('old')]).toEqual([kept.transfer.transferId]);
    expect([...ledger.idsOf('new')]).toEqual([fresh.transfer.transferId]);
    const { count, lines } = ledger.lines({
      filter: 'all',
      collapsed: new Set(['old', 'new']),
      from: 0,
      to: 9,
    });
    expect(count).toBe(2);
    expect(lines).toMatchObject([{ batch: { batchId: 'new' } }, { batch: { batchId: 'old' } }]);
    expect(ledger.top(9).transfers).toHaveLength(2);
    expect(ledger.summary()).toMatchObject({ active: 1, failed: 1 });
  });
});
