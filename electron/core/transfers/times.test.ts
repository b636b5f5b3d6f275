import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFastClock } from '../testing/fast-clock.ts';
import { inMyFiles } from '../testing/download-steps.ts';
import { bytesOf, createTransferRig } from '../testing/transfer-steps.ts';
import { createTestVault } from '../testing/test-vault.ts';

const dayMs = 86_400_000;

describe('the time of a file', () => {
  test.each(['1969-12-31T23:59:58.000Z', '1965-06-01T12:00:00.000Z', '1901-12-14T00:00:00.000Z'])(
    'of %s is kept in both directions, in one request and in a session',
    async (time) => {
      await using rig = await createTransferRig();
      const files = [
        await rig.write('small.txt', 'text'),
        await rig.write('large.bin', bytesOf(5 * 1024 ** 2)),
      ];
      for (const path of files) await utimes(path, new Date(time), new Date(time));
      const uploads = await rig.upload(files);
      expect(uploads.map(({ state }) => state)).toEqual(['done', 'done']);
      for (const name of ['small.txt', 'large.bin'])
        expect(rig.service.drive.find(name)?.modifiedMs).toBe(Date.parse(time));
      await rig.download(['small.txt', 'large.bin']);
      for (const name of ['small.txt', 'large.bin'])
        expect((await stat(inMyFiles(rig, name))).mtime.toISOString()).toBe(time);
      expect((await rig.call('documents.list', {})).map(({ state }) => state)).toEqual([
        'present',
        'present',
      ]);
    },
  );
});

describe('a clock that is wrong', () => {
  test.each([-400, -1, 1, 400])(
    'by %i days stops no transfer, makes no copy look edited, and loses no session',
    async (days) => {
      const clock = createFastClock();
      const skewed = { ...clock, now: () => clock.now() + days * dayMs };
      await using rig = await createTransferRig({
        clock: skewed,
        adjust: (ports) => (ports.vault = createTestVault()),
      });
      const content = bytesOf(5 * 1024 ** 2);
      const path = await rig.write('a.bin', content);
      const stop = rig.service.faults.hold({ route: 'PUT upload range' });
      const batchId = await rig.begin([path]);
      await rig.until(batchId, () => stop.struck > 0);
      await rig.restart();
      stop.letGo();
      expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true }]);
      expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
      expect(await rig.download(['a.bin'])).toMatchObject([{ state: 'done', verified: true }]);
      await rig.restart();
      expect(await rig.call('documents.list', {})).toMatchObject([{ state: 'present' }]);
    },
  );

  test('and another time zone make no copy look edited, and repeat no download', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'Pacific/Kiritimati';
      await rig.download(['a.txt']);
      process.env['TZ'] = 'Pacific/Niue';
      await rig.restart();
      expect(await rig.call('documents.list', {})).toMatchObject([{ state: 'present' }]);
      const before = rig.service.counters.count('GET download');
      expect(await rig.download(['a.txt'])).toMatchObject([{ state: 'done' }]);
      expect(rig.service.counters.count('GET download')).toBe(before);
      expect((await stat(join(inMyFiles(rig), 'a.txt'))).size).toBe(4);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});
