import { expect, test } from 'vitest';
import { toPartName } from '../documents/local-target.ts';
import { emptyJournal, silentLog } from '../testing/transfer-records.ts';
import { toAbandonedParts } from './load-earlier.ts';
import { toDownloadRecord } from './model/new-record.ts';
import { createTransferStore } from './store/transfer-store.ts';

test('a partial file is abandoned once its download ended, unless it runs again', async () => {
  const store = createTransferStore({ journal: emptyJournal, log: silentLog });
  const entry = { driveId: 'd', itemId: 'i', name: 'a.txt', kind: 'file' as const, sizeBytes: 1 };
  const record = toDownloadRecord(entry, {
    batchId: 'b',
    accountId: 'a',
    path: 'myfiles',
    to: null,
    place: null,
    openAfter: false,
    nowMs: 0,
  });
  const { transferId } = record.transfer;
  await store.add([{ ...record, transfer: { ...record.transfer, state: 'failed' } }]);
  const isAbandoned = toAbandonedParts(store);
  const part = `/documents/${toPartName(transferId)}`;
  expect(isAbandoned(part)).toBe(true);
  await store.patch(transferId, { state: 'running' });
  expect(isAbandoned(part), 'its download needs it again').toBe(false);
  await store.patch(transferId, { state: 'failed' });
  store.remove([transferId]);
  expect(isAbandoned(part), 'nobody can continue it').toBe(true);
  expect(isAbandoned('/documents/.slipway-0123456789abcdef.part'), 'of another profile').toBe(false);
  await store.close();
});
