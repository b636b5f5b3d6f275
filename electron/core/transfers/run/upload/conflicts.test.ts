import { describe, expect, test } from 'vitest';
import { bytesOf, createTransferRig } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
/** A single PUT, and an upload session. */
const sizes = [
  ['small', 20],
  ['large', 5 * mebibyte],
] as const;

describe('a name that is taken', () => {
  test.each(sizes)(
    'T9 is a conflict that shows both sides, and nothing is written (%s)',
    async (_size, sizeBytes) => {
      await using rig = await createTransferRig();
      rig.service.drive.addFile('REPORT.pdf', 'theirs');
      const [transfer] = await rig.upload([await rig.write('report.pdf', bytesOf(sizeBytes))]);
      expect(transfer).toMatchObject({
        state: 'conflict',
        conflict: {
          local: { sizeBytes, modifiedBy: null },
          existing: { sizeBytes: 6, modifiedBy: 'Alex Sample' },
        },
      });
      expect(transfer?.conflict?.local.modifiedAt).toMatch(/^20/);
      expect(transfer?.conflict?.existing.modifiedAt).toMatch(/^20/);
      expect(rig.service.drive.bytes('REPORT.pdf').toString()).toBe('theirs');
      const { summary } = await rig.call('transfers.list', {});
      expect(summary).toMatchObject({ conflicts: 1, active: 0, safeToClose: false });
    },
  );

  test.each(sizes)('replaces the file if the user chooses so (%s)', async (_size, sizeBytes) => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', 'theirs');
    const id = rig.service.drive.idOf('a.bin');
    const content = bytesOf(sizeBytes);
    const [transfer] = await rig.upload([await rig.write('a.bin', content)]);
    const [replaced] = await rig.resolve(transfer!, 'replace');
    expect(replaced).toMatchObject({
      state: 'done',
      outcome: 'updated',
      finalName: 'a.bin',
      verified: true,
      conflict: null,
    });
    expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
    expect(rig.service.drive.idOf('a.bin'), 'the same item, with its history').toBe(id);
    expect(rig.service.drive.find('a.bin')?.rare?.versions).toHaveLength(1);
  });

  test.each(sizes)(
    'keeps both if the user chooses so, under the next free name (%s)',
    async (_size, sizeBytes) => {
      await using rig = await createTransferRig();
      rig.service.drive.addFile('a.tar.gz', 'theirs');
      rig.service.drive.addFile('a.tar 1.gz', 'another');
      const [transfer] = await rig.upload([await rig.write('a.tar.gz', bytesOf(sizeBytes))]);
      const [kept] = await rig.resolve(transfer!, 'keepBoth');
      expect(kept).toMatchObject({
        state: 'done',
        outcome: 'keptBoth',
        name: 'a.tar.gz',
        finalName: 'a.tar 2.gz',
      });
      expect(rig.service.drive.tree()).toEqual(['a.tar 1.gz', 'a.tar 2.gz', 'a.tar.gz']);
      expect(rig.service.drive.bytes('a.tar.gz').toString()).toBe('theirs');
    },
  );

  test('leaves the file alone if the user skips it', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'theirs');
    const [transfer] = await rig.upload([await rig.write('a.txt', 'mine')]);
    const [skipped] = await rig.resolve(transfer!, 'skip');
    expect(skipped).toMatchObject({ state: 'done', outcome: 'skipped', conflict: null, bytesDone: 0 });
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('theirs');
    expect((await rig.call('transfers.list', {})).summary.safeToClose).toBe(true);
  });

  test('is answered for the whole batch, for present and future conflicts', async () => {
    await using rig = await createTransferRig();
    const paths: string[] = [];
    for (let number = 0; number < 8; number += 1) {
      rig.service.drive.addFile(`${number}.txt`, 'theirs');
      paths.push(await rig.write(`${number}.txt`, `mine ${number}`));
    }
    const held = rig.service.faults.hold({ route: 'PUT content', nth: 5, times: 4 });
    const batchId = await rig.begin(paths);
    const first = await rig.until(batchId, ({ state }) => state === 'conflict');
    const ended = rig.resolve(first, 'replace', true);
    held.letGo();
    const transfers = await ended;
    expect(transfers.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 8 }, () => 'updated'));
    for (let number = 0; number < 8; number += 1) {
      expect(rig.service.drive.bytes(`${number}.txt`).toString()).toBe(`mine ${number}`);
    }
  });

  test.each(sizes)(
    'T51 is a conflict again if the file has another version by now, and shows it (%s)',
    async (_size, sizeBytes) => {
      await using rig = await createTransferRig();
      rig.service.drive.addFile('a.bin', 'theirs');
      const [transfer] = await rig.upload([await rig.write('a.bin', bytesOf(sizeBytes))]);
      rig.service.drive.addFile('a.bin', 'theirs, and longer');
      const [again] = await rig.resolve(transfer!, 'replace');
      expect(again).toMatchObject({ state: 'conflict', conflict: { existing: { sizeBytes: 18 } } });
      expect(rig.service.drive.bytes('a.bin').toString()).toBe('theirs, and longer');
      const [replaced] = await rig.resolve(again!, 'replace');
      expect(replaced).toMatchObject({ state: 'done', outcome: 'updated' });
    },
  );

  test('creates the file again if it is gone by now', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'theirs');
    const [transfer] = await rig.upload([await rig.write('a.txt', 'mine')]);
    rig.service.drive.remove('a.txt');
    const [gone] = await rig.resolve(transfer!, 'replace');
    expect(gone).toMatchObject({
      state: 'conflict',
      conflict: { existing: { sizeBytes: null, modifiedAt: null } },
    });
    const [made] = await rig.resolve(gone!, 'replace');
    expect(made).toMatchObject({ state: 'done', outcome: 'created' });
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('mine');
  });

  test.each(sizes)(
    'T12 by a folder can’t be replaced, but both can be kept (%s)',
    async (_size, sizeBytes) => {
      await using rig = await createTransferRig();
      rig.service.drive.addFolder('thing');
      const path = await rig.write('thing', bytesOf(sizeBytes));
      const [transfer] = await rig.upload([path]);
      const [refused] = await rig.resolve(transfer!, 'replace');
      expect(refused).toMatchObject({ state: 'failed', failure: { code: 'nameExists', subject: 'thing' } });
      const [second] = await rig.upload([path]);
      const [kept] = await rig.resolve(second!, 'keepBoth');
      expect(kept).toMatchObject({ state: 'done', finalName: 'thing 1' });
    },
  );

  test('T35 P18 after the upload started is a conflict, and the sent data is discarded', async () => {
    await using rig = await createTransferRig();
    const stop = rig.service.faults.hold({ route: 'PUT upload range' });
    const batchId = await rig.begin([await rig.write('a.bin', bytesOf(5 * mebibyte))]);
    await rig.until(batchId, () => stop.struck > 0);
    rig.service.drive.addFile('a.bin', 'quicker');
    stop.letGo();
    const [transfer] = await rig.settled(batchId);
    expect(transfer).toMatchObject({ state: 'conflict', conflict: { existing: { sizeBytes: 7 } } });
    expect(rig.service.counters.count('DELETE upload session')).toBe(1);
  });

  test('can’t be resolved if there is no conflict', async () => {
    await using rig = await createTransferRig();
    const [transfer] = await rig.upload([await rig.write('a.txt', 'text')]);
    const { transferId } = transfer!;
    const failure = await rig.failure('transfers.resolve', {
      transferId,
      choice: 'replace',
      applyToBatch: false,
    });
    expect(failure.code).toBe('notFound');
  });
});

describe('save', () => {
  test.each(sizes)(
    'T58 creates missing files, updates existing ones, and reports which (%s)',
    async (_size, sizeBytes) => {
      await using rig = await createTransferRig();
      const path = await rig.write('a.bin', bytesOf(sizeBytes, 1));
      const [created] = await rig.upload([path], { intent: 'save' });
      expect(created).toMatchObject({ state: 'done', outcome: 'created' });
      const content = bytesOf(sizeBytes, 2);
      await rig.write('a.bin', content);
      const [updated] = await rig.upload([path], { intent: 'save' });
      expect(updated).toMatchObject({ state: 'done', outcome: 'updated', verified: true });
      expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
      expect(rig.service.drive.find('a.bin')?.rare?.versions, 'T42 P32 one version per save').toHaveLength(1);
    },
  );

  test('T13 P19 can empty a file and fill an empty one', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('full.txt', 'text');
    rig.service.drive.addFile('empty.txt', '');
    await rig.upload([await rig.write('full.txt', ''), await rig.write('empty.txt', 'text')], {
      intent: 'save',
    });
    expect(rig.service.drive.bytes('full.txt').toString()).toBe('');
    expect(rig.service.drive.bytes('empty.txt').toString()).toBe('text');
  });

  test.each(sizes)(
    'asks if the file changed between the check and the save (%s)',
    async (_size, sizeBytes) => {
      await using rig = await createTransferRig();
      rig.service.drive.addFile('a.bin', 'theirs');
      const route = sizeBytes > mebibyte ? 'PUT upload range' : 'PUT content';
      const stop = rig.service.faults.hold({ route, status: 500 });
      const batchId = await rig.begin([await rig.write('a.bin', bytesOf(sizeBytes))], { intent: 'save' });
      await rig.until(batchId, () => stop.struck > 0);
      rig.service.drive.addFile('a.bin', 'theirs, newer');
      stop.letGo();
      const [transfer] = await rig.settled(batchId);
      expect(transfer).toMatchObject({ state: 'conflict', conflict: { existing: { sizeBytes: 13 } } });
      expect(rig.service.drive.bytes('a.bin').toString()).toBe('theirs, newer');
    },
  );

  test.each(sizes)('T50 continues if only the eTag is newer (%s)', async (_size, sizeBytes) => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', 'theirs');
    rig.service.faults.add({ route: 'PUT content', status: 412, code: 'resourceModified', times: 1 });
    const [transfer] = await rig.upload([await rig.write('a.bin', bytesOf(sizeBytes))], { intent: 'save' });
    expect(transfer).toMatchObject({ state: 'done', outcome: 'updated' });
  });

  test.each([
    ['PUT content', 100],
    ['POST createUploadSession', 5 * 1024 ** 2],
  ] as const)(
    'P31 is retried once if the service doesn’t find an existing file (%s), then reports it',
    async (route, sizeBytes) => {
      await using rig = await createTransferRig({ driveType: 'personal' });
      rig.service.drive.addFile('a.docx', 'theirs');
      const path = await rig.write('a.docx', bytesOf(sizeBytes));
      rig.service.faults.add({ route, status: 404, code: 'itemNotFound' });
      expect(await rig.upload([path], { intent: 'save' })).toMatchObject([
        { state: 'done', outcome: 'updated', verified: true },
      ]);
      rig.service.faults.add({ route, status: 404, code: 'itemNotFound', times: Number.POSITIVE_INFINITY });
      await rig.write('a.docx', bytesOf(sizeBytes, 2));
      expect(await rig.upload([path], { intent: 'save' })).toMatchObject([
        { state: 'failed', failure: { code: 'notFound', subject: 'a.docx' } },
      ]);
      expect(rig.service.drive.bytes('a.docx').equals(bytesOf(sizeBytes))).toBe(true);
    },
  );

  test('T55 ends with a reason if the service always answers 412', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'theirs');
    // Updates address the item, new files their folder and a path.
    const fault = rig.service.faults.add({
      route: /^PUT [^:]*\/content/,
      status: 412,
      code: 'resourceModified',
      times: Number.POSITIVE_INFINITY,
    });
    const [transfer] = await rig.upload([await rig.write('a.txt', 'mine')], { intent: 'save' });
    expect(transfer).toMatchObject({
      state: 'failed',
      failure: { code: 'changedMeanwhile', subject: 'a.txt' },
    });
    expect(fault.struck).toBe(3);
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('theirs');
    expect(await rig.resolve(transfer!, 'keepBoth'), 'the way out that is offered').toMatchObject([
      { state: 'done', outcome: 'keptBoth', finalName: 'a 1.txt', failure: null },
    ]);
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('theirs');
  });

  test('T56 P34 of a file that somebody has open waits and continues once it is closed, while others continue', async () => {
    await using rig = await createTransferRig();
    const { drive } = rig.service;
    drive.addFile('a.txt', 'theirs');
    const fault = rig.service.faults.add({
      route: /^PUT [^:]*\/content/,
      status: 423,
      code: 'notAllowed',
      times: 2,
    });
    rig.clock.hold();
    const batchId = await rig.begin([await rig.write('a.txt', 'mine')], { intent: 'save' });
    const locked = await rig.until(batchId, ({ waitReason }) => waitReason === 'locked');
    expect(locked.state).toBe('waiting');
    expect(await rig.upload([await rig.write('b.txt', 'other')])).toMatchObject([{ state: 'done' }]);
    rig.clock.letPass();
    await rig.settled(batchId);
    expect(fault.struck).toBe(2);
    expect(drive.bytes('a.txt').toString()).toBe('mine');
  });

  test('T56 of a file that somebody has open can be saved as a copy instead of waiting', async () => {
    await using rig = await createTransferRig();
    const { drive } = rig.service;
    drive.addFile('a.txt', 'theirs');
    drive.lock('a.txt');
    rig.clock.hold();
    const batchId = await rig.begin([await rig.write('a.txt', 'mine')], { intent: 'save' });
    const locked = await rig.until(batchId, ({ waitReason }) => waitReason === 'locked');
    expect(await rig.resolve(locked, 'keepBoth')).toMatchObject([{ state: 'done', outcome: 'keptBoth' }]);
    expect(drive.bytes('a.txt').toString()).toBe('theirs');
    expect(drive.bytes('a 1.txt').toString()).toBe('mine');
  });

  test('T56 of a file that stays open ends with a reason', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'theirs');
    rig.service.drive.lock('a.txt');
    const [transfer] = await rig.upload([await rig.write('a.txt', 'mine')], { intent: 'save' });
    expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'locked', subject: 'a.txt' } });
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('theirs');
    rig.service.drive.lock('a.txt', false);
    await rig.call('transfers.retry', { transferIds: [transfer!.transferId] });
    expect(await rig.settled(transfer!.batchId)).toMatchObject([{ state: 'done', outcome: 'updated' }]);
  });
});
