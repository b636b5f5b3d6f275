import { describe, expect, test } from 'vitest';
import type { Transfer } from '../../../contract/transfers.ts';
import { createRecord, emptyJournal, silentLog } from '../../testing/transfer-records.ts';
import type { TransferJournal } from './journal/journal.ts';
import { createTransferStore } from './transfer-store.ts';

function createScene(journal: TransferJournal = emptyJournal) {
  const store = createTransferStore({ journal, log: silentLog });
  const set = (transferId: string, patch: Partial<Transfer>) => store.patch(transferId, patch);
  return { store, set };
}

describe('the journal', () => {
  test('receives every change in order, a folder and its contents in one step, and no mere progress', async () => {
    const heard: string[] = [];
    const { store, set } = createScene({
      ...emptyJournal,
      put: async (records) => void heard.push(records.map(({ transfer }) => transfer.state).join('+')),
      remove: async (ids) => void heard.push(`removed ${ids.length}`),
    });
    const folder = createRecord();
    const { transferId } = folder.transfer;
    void store.add([folder]);
    void set(transferId, { state: 'running' });
    store.progress(transferId, 10);
    void store.updateAndAdd(
      transferId,
      (record) => ({ ...record, transfer: { ...record.transfer, state: 'done' } }),
      [createRecord(), createRecord()],
    );
    store.remove([transferId]);
    await store.close();
    expect(heard).toEqual(['queued', 'running', 'done+queued+queued', 'removed 1']);
  });

  test('doesn’t stop the transfers if it fails', async () => {
    const { store, set } = createScene({
      ...emptyJournal,
      put: () => Promise.reject(new Error('disk')),
    });
    const record = createRecord();
    void store.add([record]);
    await set(record.transfer.transferId, { state: 'done' });
    expect(store.get(record.transfer.transferId)?.transfer.state).toBe('done');
  });
});

test('records can be found by account and by batch, in order, while they are listed', () => {
  const { store } = createScene();
  const [first, second, other] = [
    createRecord(),
    createRecord(),
    createRecord({ accountId: 'other', batchId: 'c' }),
  ];
  void store.add([first, second, other]);
  expect(store.ofAccount('a')).toEqual([first, second]);
  expect(store.ofBatch('c')).toEqual([other]);
  expect(store.accountIds()).toEqual(['a', 'other']);
  store.remove([first.transfer.transferId, other.transfer.transferId]);
  expect(store.ofAccount('a')).toEqual([second]);
  expect(store.accountIds()).toEqual(['a']);
  expect(store.hasBatch('c')).toBe(false);
  const earlier = createRecord();
  store.restore([earlier]);
  expect(store.ofAccount('a')).toEqual([earlier, second]);
});
