import { describe, expect, test } from 'vitest';
import { bytesOf, createTransferRig, type TransferRig } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;

const createWorkRig = (): Promise<TransferRig> =>
  createTransferRig({ driveType: 'business', quirks: { rewritesOfficeFiles: true } });

describe('a file that SharePoint rewrites on arrival, so that neither size nor hash identify it', () => {
  test.each(['create', 'update'] as const)(
    'T22 T41 P30 is no conflict if the last response of an upload that was to %s it is lost',
    async (mode) => {
      await using rig = await createWorkRig();
      if (mode === 'update') rig.service.drive.addFile('a.docx', 'old');
      rig.service.faults.add({ route: 'PUT upload range', reset: 'afterEffect' });
      const path = await rig.write('a.docx', 'text');
      const [transfer] = await rig.upload([path], { intent: 'save' });
      expect(transfer).toMatchObject({
        state: 'done',
        outcome: mode === 'create' ? 'created' : 'updated',
        verified: false,
      });
      expect(rig.service.drive.tree()).toEqual(['a.docx']);
      expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
    },
  );

  test('T22 T27 T41 is recognized after a restart that came when all of it was stored', async () => {
    await using rig = await createWorkRig();
    rig.service.faults.add({ route: 'PUT upload range', afterEffect: true, status: 500 });
    const stop = rig.service.faults.hold({ route: 'GET upload status' });
    const batchId = await rig.begin([await rig.write('a.docx', bytesOf(5 * mebibyte))]);
    await rig.until(batchId, () => stop.struck > 0);
    await rig.restart();
    stop.letGo();
    expect(await rig.settled(batchId)).toMatchObject([
      { state: 'done', outcome: 'created', verified: false },
    ]);
    expect(rig.service.drive.tree()).toEqual(['a.docx']);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
  });

  test('T41 is still a conflict if nothing of it was sent yet: times alone prove nothing', async () => {
    await using rig = await createWorkRig();
    const path = await rig.write('a.html', 'mine');
    await rig.upload([path]);
    await rig.call('settings.change', { transfersHeld: true });
    const batchId = await rig.begin([path]);
    await rig.restart();
    await rig.call('settings.change', { transfersHeld: false });
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'conflict' }]);
  });
});
