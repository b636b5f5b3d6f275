import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  createTransferRig,
  expectStored,
  threePieces,
  type TransferRig,
} from '../../../testing/transfer-steps.ts';
import { defaultPieceBytes } from '../byte-ranges.ts';

const mebibyte = 1024 ** 2;
type Json = Record<string, unknown>;
type Fault = Parameters<TransferRig['service']['faults']['add']>[0];

/** The file is stored, but the response can't be taken at face value. */
const oddAnswers: readonly (readonly [string, Fault])[] = [
  ['an empty body', { status: 201, afterEffect: true }],
  ['no content', { status: 204, afterEffect: true }],
  ['an empty object', { edit: () => ({}) }],
  ['no id', { edit: (item: Json) => ({ ...item, id: undefined }) }],
  ['no name', { edit: (item: Json) => ({ ...item, name: undefined }) }],
  ['another size and no hash', { edit: (item: Json) => ({ ...item, size: 7, file: {} }) }],
  ['no size and another hash', { edit: (item: Json) => ({ ...item, size: undefined, file: otherHash }) }],
  ['an id that is not known', { edit: (item: Json) => ({ ...item, id: 'unknown', size: 7, file: {} }) }],
  ['something that is no JSON', { status: 200, afterEffect: true, body: new Uint8Array([123, 34]) }],
];
const otherHash = { hashes: { quickXorHash: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' } };

const uploads = [
  ['a PUT', 'PUT content', 100, 'personal'],
  ['a session', 'PUT upload range', 5 * mebibyte, 'personal'],
  ['a session', 'PUT upload range', 100, 'business'],
] as const;

describe.each(uploads)('a file that %s stored (%s, %i bytes, %s)', (_, route, sizeBytes, driveType) => {
  test.each(oddAnswers)('is done if the response has %s', async (_answer, fault) => {
    await using rig = await createTransferRig({ driveType });
    const content = bytesOf(sizeBytes);
    const struck = rig.service.faults.add({ route, ...fault });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    expect(struck.struck).toBe(1);
    expect(rig.service.counters.count('DELETE upload session')).toBe(0);
    expect(rig.service.counters.count(route), 'it is sent once').toBe(1);
    expect(rig.bugs).toEqual([]);
  });

  test.each(oddAnswers)('is done over an existing file if the response has %s', async (_answer, fault) => {
    await using rig = await createTransferRig({ driveType });
    rig.service.drive.addFile('a.bin', 'older');
    const content = bytesOf(sizeBytes);
    rig.service.faults.add({ route, ...fault });
    const [transfer] = await rig.upload([await rig.write('a.bin', content)], { intent: 'save' });
    expect(transfer).toMatchObject({ state: 'done', outcome: 'updated', verified: true, failure: null });
    expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
    expect(rig.service.drive.find('a.bin')?.rare?.versions, 'it is stored once').toHaveLength(1);
  });

  test('is looked for again until it can be seen', async () => {
    await using rig = await createTransferRig({ driveType, quirks: { newFile404: 2 } });
    const content = bytesOf(sizeBytes);
    rig.service.faults.add({ route, status: 201, afterEffect: true });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    expect(rig.service.counters.count(route)).toBe(1);
  });

  test('is recognized by its size in a drive without hashes', async () => {
    await using rig = await createTransferRig({ driveType, quirks: { noHashes: true } });
    rig.service.faults.add({ route, status: 201, afterEffect: true });
    expect(await rig.upload([await rig.write('a.bin', bytesOf(sizeBytes))])).toMatchObject([
      { state: 'done', outcome: 'created', verified: null },
    ]);
    expect(rig.service.counters.count(route)).toBe(1);
  });
});

describe('a session’s response with few details', () => {
  test.each([
    ['progress with 200', { status: 200, body: { nextExpectedRanges: [`${defaultPieceBytes}-`] } }],
    ['nothing with 200', { status: 200 }],
    ['nothing with 202', { status: 202 }],
    ['no ranges', { status: 202, body: {} }],
    ['no ranges left, too early', { status: 202, body: { nextExpectedRanges: [] } }],
  ] as const)('%s: the upload continues with what is missing', async (_, answer) => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', afterEffect: true, ...answer });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    expect(rig.service.counters.count('PUT upload range')).toBe(3);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
  });

  test('nothing with 200 after a last piece that didn’t arrive: it is sent again', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', nth: 3, status: 200 });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
    expect(rig.service.counters.count('DELETE upload session')).toBe(0);
  });

  test('the finished item, in response to the status request', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', 'older');
    const content = bytesOf(threePieces);
    const item = { id: rig.service.drive.idOf('a.bin'), name: 'a.bin', size: threePieces };
    rig.service.faults.add({ route: 'PUT upload range', nth: 3, reset: 'afterEffect' });
    const asked = rig.service.faults.add({ route: 'GET upload status', status: 200, body: item });
    const transfers = await rig.upload([await rig.write('a.bin', content)], { intent: 'save' });
    expect(transfers).toMatchObject([{ state: 'done', outcome: 'updated', verified: true }]);
    expect(asked.struck).toBe(1);
    expect(rig.service.counters.count('PUT upload range')).toBe(3);
  });
});
