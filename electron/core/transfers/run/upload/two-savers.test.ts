import { describe, expect, test } from 'vitest';
import { createTestVault } from '../../../testing/test-vault.ts';
import {
  beginToPiece,
  bytesOf,
  createTransferRig,
  threePieces,
  type TransferRig,
} from '../../../testing/transfer-steps.ts';
import { defaultPieceBytes } from '../byte-ranges.ts';

const mebibyte = 1024 ** 2;
const driveTypes = ['personal', 'business', 'documentLibrary'] as const;
const sizes = [
  ['a small file', 100],
  ['one piece', 5 * mebibyte],
  ['several pieces', threePieces],
] as const;
const cases = driveTypes.flatMap((driveType) =>
  sizes.map(([size, bytes]) => [driveType, size, bytes] as const),
);

const isSession = (driveType: string, sizeBytes: number) =>
  sizeBytes > 4 * mebibyte || driveType !== 'personal';

/**
 * Saves over "a.bin"; another device saves the same version after the last check, while the last byte is in
 * flight.
 */
async function saveWhileOthersSave(
  rig: TransferRig,
  driveType: string,
  content: Uint8Array,
  theirs: Uint8Array | string = 'theirs',
) {
  rig.service.drive.addFile('a.bin', 'opened');
  const nth = Math.ceil(content.length / defaultPieceBytes);
  const held = isSession(driveType, content.length)
    ? rig.service.faults.hold({ route: 'PUT upload range', nth })
    : rig.service.faults.hold({ route: 'PUT content' });
  const batchId = await rig.begin([await rig.write('a.bin', content)], { intent: 'save' });
  await rig.until(batchId, () => held.struck > 0);
  rig.service.drive.addFile('a.bin', theirs);
  held.letGo();
  return rig.settled(batchId);
}

const versionsOf = (rig: TransferRig) =>
  (rig.service.drive.find('a.bin')?.rare?.versions ?? []).map(({ content }) =>
    Buffer.concat(content.read(0, Math.min(content.sizeBytes, 20))).toString(),
  );

describe('two devices that save the same version at the same moment', () => {
  test.each(cases)(
    'the later one gets a conflict and replaces nothing: %s, %s',
    async (driveType, _, bytes) => {
      await using rig = await createTransferRig({ driveType });
      expect(await saveWhileOthersSave(rig, driveType, bytesOf(bytes))).toMatchObject([
        { state: 'conflict', conflict: { existing: { sizeBytes: 6 } } },
      ]);
      expect(rig.service.drive.bytes('a.bin').toString()).toBe('theirs');
    },
  );

  test.each(cases)(
    'identical content is stored without leaving a session: %s, %s',
    async (driveType, _, bytes) => {
      await using rig = await createTransferRig({ driveType });
      const content = bytesOf(bytes);
      expect(await saveWhileOthersSave(rig, driveType, content, content)).toMatchObject([{ state: 'done' }]);
      expect(rig.service.world.uploads.open).toEqual([]);
      expect(versionsOf(rig)).toEqual(['opened']);
    },
  );

  test.each(cases.filter(([driveType, , bytes]) => isSession(driveType, bytes)))(
    'the later one learns what it replaced if the service doesn’t guard it: %s, %s',
    async (driveType, _, bytes) => {
      await using rig = await createTransferRig({ driveType, quirks: { sessionsForgetIfMatch: true } });
      const content = bytesOf(bytes);
      expect(await saveWhileOthersSave(rig, driveType, content)).toMatchObject([
        {
          state: 'done',
          outcome: 'updated',
          verified: true,
          failure: { code: 'versionReplaced', subject: 'a.bin', facts: { who: 'Alex Sample' } },
        },
      ]);
      expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
      expect(versionsOf(rig)).toEqual(['theirs', 'opened']);
    },
  );

  test.each(driveTypes)(
    'a save overtaken before its last piece is a conflict, though the service doesn’t guard it: %s',
    async (driveType) => {
      await using rig = await createTransferRig({ driveType, quirks: { sessionsForgetIfMatch: true } });
      rig.service.drive.addFile('a.bin', 'opened');
      const { batchId, letGo } = await beginToPiece(rig, 2, bytesOf(threePieces), { intent: 'save' });
      rig.service.drive.addFile('a.bin', 'theirs');
      letGo();
      expect(await rig.settled(batchId)).toMatchObject([
        { state: 'conflict', conflict: { existing: { sizeBytes: 6 } } },
      ]);
      expect(rig.service.drive.bytes('a.bin').toString()).toBe('theirs');
      expect(versionsOf(rig)).toEqual(['opened']);
    },
  );

  test('a save overtaken while the app is closed sends nothing more', async () => {
    await using rig = await createTransferRig({ adjust: (ports) => (ports.vault = createTestVault()) });
    rig.service.drive.addFile('a.bin', 'opened');
    const { batchId, letGo } = await beginToPiece(rig, 2, bytesOf(threePieces), { intent: 'save' });
    await rig.core.close();
    letGo();
    rig.service.drive.addFile('a.bin', 'theirs');
    await rig.restart();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'conflict' }]);
    // The first one, and the held one, which is counted when it ends.
    expect(rig.service.counters.count('PUT upload range')).toBeLessThanOrEqual(2);
    expect(rig.service.drive.bytes('a.bin').toString()).toBe('theirs');
  });

  test('the earlier one, replaced itself, reports nothing', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', 'opened');
    const check = rig.service.faults.hold({ route: 'GET versions', nth: 2 });
    const path = await rig.write('a.bin', bytesOf(5 * mebibyte));
    const batchId = await rig.begin([path], { intent: 'save' });
    await rig.until(batchId, () => check.struck > 0);
    rig.service.drive.addFile('a.bin', 'theirs, later');
    check.letGo();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true, failure: null }]);
  });

  test('saving two local files over one causes one conflict', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', 'opened');
    const paths = await Promise.all(
      [2, 3].map((seed) => rig.write(`${seed}/a.bin`, bytesOf(5 * mebibyte, seed))),
    );
    const held = rig.service.faults.hold({ route: 'PUT upload range', times: 2 });
    const batchId = await rig.begin(paths, { intent: 'save' });
    await rig.until(batchId, () => held.struck === 2);
    held.letGo();
    const transfers = await rig.settled(batchId);
    expect(transfers.map(({ state }) => state).toSorted()).toEqual(['conflict', 'done']);
    expect(versionsOf(rig)).toEqual(['opened']);
  });
});

describe('a service that is wrong about the version', () => {
  test.each(['POST createUploadSession', 'PUT upload range'])(
    'and refuses the current one at %s: the file is still saved, once',
    async (route) => {
      await using rig = await createTransferRig();
      rig.service.drive.addFile('a.bin', 'opened');
      rig.service.faults.add({ route, status: 412, code: 'resourceModified' });
      const content = bytesOf(5 * mebibyte);
      const transfers = await rig.upload([await rig.write('a.bin', content)], { intent: 'save' });
      expect(transfers).toMatchObject([{ state: 'done', outcome: 'updated', verified: true, failure: null }]);
      expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
      expect(versionsOf(rig)).toEqual(['opened']);
    },
  );

  test('and always refuses it: that is reported, with the option to keep both', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', 'opened');
    const times = Number.POSITIVE_INFINITY;
    rig.service.faults.add({ route: 'PUT upload range', status: 412, code: 'resourceModified', times });
    const path = await rig.write('a.bin', bytesOf(5 * mebibyte));
    expect(await rig.upload([path], { intent: 'save' })).toMatchObject([
      { state: 'failed', failure: { code: 'changedMeanwhile', subject: 'a.bin' } },
    ]);
    expect(rig.service.drive.bytes('a.bin').toString()).toBe('opened');
  });

  test('and changes its eTag without its content: the file is saved', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', 'opened');
    const held = rig.service.faults.hold({ route: 'PUT upload range' });
    const batchId = await rig.begin([await rig.write('a.bin', bytesOf(5 * mebibyte))], { intent: 'save' });
    await rig.until(batchId, () => held.struck > 0);
    rig.service.drive.setTimes('a.bin', { created: '2020-01-01T00:00:00Z' });
    held.letGo();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', outcome: 'updated', failure: null }]);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
  });
});

test('a save succeeds in a drive that doesn’t list its versions', async () => {
  await using rig = await createTransferRig({ driveType: 'business' });
  rig.service.drive.addFile('a.bin', 'opened');
  const times = Number.POSITIVE_INFINITY;
  rig.service.faults.add({ route: 'GET versions', status: 403, code: 'accessDenied', times });
  const transfers = await rig.upload([await rig.write('a.bin', 'mine')], { intent: 'save' });
  expect(transfers).toMatchObject([{ state: 'done', outcome: 'updated', verified: true, failure: null }]);
});
