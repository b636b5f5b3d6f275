import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createTestVault } from '../testing/test-vault.ts';
import { bytesOf, createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

interface OnDisk {
  transfer: { transferId: string; name: string };
  job: { session: { sealedUrl: string | null } | null };
}

/** What would be found after a kill at this moment. */
function readJournal(rig: TransferRig): OnDisk[] {
  const database = new DatabaseSync(join(rig.userData, 'transfers.sqlite'), { readOnly: true });
  try {
    const rows = database.prepare('SELECT record FROM transfers').all();
    return rows.map(({ record }) => JSON.parse(String(record)) as OnDisk);
  } finally {
    database.close();
  }
}

const createVaultRig = () => createTransferRig({ adjust: (ports) => (ports.vault = createTestVault()) });

test.each([
  ['PUT content', 100],
  ['POST createUploadSession', 5 * 1024 ** 2],
])('T27 a transfer is in the journal before its first request: %s', async (route, sizeBytes) => {
  await using rig = await createVaultRig();
  const held = rig.service.faults.hold({ route });
  const batchId = await rig.begin([await rig.write('a.bin', bytesOf(sizeBytes))]);
  const { transferId } = await rig.until(batchId, () => held.struck > 0);
  expect(readJournal(rig)).toMatchObject([{ transfer: { transferId, name: 'a.bin' } }]);
  held.letGo();
  await rig.settled(batchId);
});

test('T27 the URL of a session is in the journal before the first byte is sent', async () => {
  await using rig = await createVaultRig();
  const held = rig.service.faults.hold({ route: 'PUT upload range' });
  const batchId = await rig.begin([await rig.write('a.bin', bytesOf(5 * 1024 ** 2))]);
  await rig.until(batchId, () => held.struck > 0);
  expect(readJournal(rig)[0]?.job.session?.sealedUrl).toEqual(expect.any(String));
  held.letGo();
  await rig.settled(batchId);
});
