import { readFile, stat } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { filesOf, inMyFiles } from '../../../testing/download-steps.ts';
import { bytesOf, createTransferRig } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const forEver = Number.POSITIVE_INFINITY;

describe('a file that is downloaded', () => {
  test.each([0, 1, 100_000, 12 * mebibyte])(
    'of %i bytes is complete, verified, flushed and named',
    async (sizeBytes) => {
      await using rig = await createTransferRig();
      const content = Buffer.from(bytesOf(sizeBytes));
      rig.service.drive.addFile('Finance/a.bin', content);
      const [transfer] = await rig.download(['a.bin'], 'Finance');
      expect(transfer).toMatchObject({
        state: 'done',
        outcome: 'downloaded',
        finalName: 'a.bin',
        verified: true,
        failure: null,
        path: 'myfiles/Finance',
        bytesDone: sizeBytes,
        bytesTotal: sizeBytes,
      });
      expect((await readFile(inMyFiles(rig, 'Finance', 'a.bin'))).equals(content)).toBe(true);
      expect(await filesOf(rig)).toEqual(['a.bin']);
      expect(await rig.call('documents.list', {})).toMatchObject([
        {
          documentId: transfer?.documentId,
          name: 'a.bin',
          from: 'myfiles/Finance',
          sizeBytes,
          state: 'present',
          verified: true,
          accountName: 'Alex Sample',
        },
      ]);
    },
  );

  test('has the same time as in OneDrive', async () => {
    await using rig = await createTransferRig();
    const node = rig.service.drive.addFile('a.txt', 'text');
    node.modifiedMs = Date.UTC(2019, 4, 5, 6, 7, 8);
    await rig.download(['a.txt']);
    expect((await stat(inMyFiles(rig, 'a.txt'))).mtimeMs).toBe(node.modifiedMs);
  });

  test('in a folder keeps the folder structure, including empty folders', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Trip/day 1/a.txt', 'a');
    rig.service.drive.addFile('Trip/b.txt', 'b');
    rig.service.drive.addFolder('Trip/nothing/at all');
    const transfers = await rig.download(['Trip']);
    expect(transfers.every(({ state }) => state === 'done')).toBe(true);
    expect(await readFile(inMyFiles(rig, 'Trip', 'day 1', 'a.txt'), 'utf8')).toBe('a');
    expect(await readFile(inMyFiles(rig, 'Trip', 'b.txt'), 'utf8')).toBe('b');
    expect((await stat(inMyFiles(rig, 'Trip', 'nothing', 'at all'))).isDirectory()).toBe(true);
  });

  test.each([400, 401, 403, 404, 416, 500, 302])(
    'T66 P1 saves nothing that arrives with a %i',
    async (status) => {
      // Without a hash, and with a body of the right length, only the status tells.
      await using rig = await createTransferRig({ quirks: { noHashes: true } });
      rig.service.drive.addFile('a.txt', 'text');
      rig.service.faults.add({ route: 'GET download', status, times: forEver, body: Buffer.from('oops') });
      const [transfer] = await rig.download(['a.txt']);
      expect(transfer).toMatchObject({ state: 'failed', documentId: null, failure: { subject: 'a.txt' } });
      expect(await filesOf(rig)).toEqual([]);
      expect(rig.service.counters.count('GET download')).toBeLessThan(10);
    },
  );

  test('T66 P1 keeps an older copy if the newer one can’t be downloaded', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'old');
    await rig.download(['a.txt']);
    rig.service.drive.addFile('a.txt', 'newer');
    rig.service.faults.add({ route: 'GET download', status: 500, times: forEver });
    await rig.download(['a.txt']);
    expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('old');
    expect(await rig.call('documents.list', {})).toMatchObject([{ name: 'a.txt', state: 'present' }]);
  });

  test('T65 that is interrupted in the middle continues where it stopped', async () => {
    await using rig = await createTransferRig();
    const content = Buffer.from(bytesOf(3 * mebibyte));
    rig.service.drive.addFile('a.bin', content);
    rig.service.faults.add({ route: 'GET download', cutAfterBytes: mebibyte });
    const [transfer] = await rig.download(['a.bin']);
    expect(transfer).toMatchObject({ state: 'done', verified: true });
    expect((await readFile(inMyFiles(rig, 'a.bin'))).equals(content)).toBe(true);
    const ranges = rig.service.counters.seen
      .filter(({ label }) => label === 'GET download')
      .map(({ range }) => range);
    expect(ranges[0]).toBeNull();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  test('T65 starts over if the server sends everything again', async () => {
    await using rig = await createTransferRig({ quirks: { ignoresRange: true } });
    const content = Buffer.from(bytesOf(3 * mebibyte));
    rig.service.drive.addFile('a.bin', content);
    rig.service.faults.add({ route: 'GET download', cutAfterBytes: mebibyte });
    expect(await rig.download(['a.bin'])).toMatchObject([
      { state: 'done', verified: true, bytesDone: content.length },
    ]);
    expect((await readFile(inMyFiles(rig, 'a.bin'))).equals(content)).toBe(true);
    expect(rig.service.counters.count('GET download')).toBe(2);
  });

  test('T64 that changes halfway through starts over', async () => {
    await using rig = await createTransferRig({ downloadUrlLifeMs: 1000 });
    rig.service.drive.addFile('a.bin', Buffer.from(bytesOf(3 * mebibyte, 1)));
    const content = Buffer.from(bytesOf(2 * mebibyte, 2));
    rig.service.faults.add({ route: 'GET download', cutAfterBytes: mebibyte });
    const stop = rig.service.faults.hold({ route: 'GET download', nth: 2 });
    const batchId = await rig.beginDownload(['a.bin']);
    await rig.until(batchId, () => stop.struck > 0);
    rig.service.drive.addFile('a.bin', content);
    rig.service.clock.advance(60_000);
    stop.letGo();
    expect(await rig.settled(batchId)).toMatchObject([
      { state: 'done', verified: true, bytesDone: content.length },
    ]);
    expect((await readFile(inMyFiles(rig, 'a.bin'))).equals(content)).toBe(true);
    expect(rig.service.counters.count('GET download'), 'broken off, expired, whole').toBe(3);
  });

  test('T67 whose URL has expired requests a new one', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    rig.service.faults.add({ route: 'GET download', status: 401 });
    expect(await rig.download(['a.txt'])).toMatchObject([{ state: 'done', verified: true }]);
    expect(rig.service.counters.count('GET download')).toBe(2);
  });

  test('that is damaged during the download is downloaded again, and never kept damaged', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', Buffer.from(bytesOf(100_000)));
    rig.service.faults.add({ route: 'GET download', corrupt: true });
    expect(await rig.download(['a.bin'])).toMatchObject([{ state: 'done', verified: true }]);
    expect(rig.service.counters.count('GET download')).toBe(2);
    rig.service.drive.addFile('b.bin', Buffer.from(bytesOf(100_000, 2)));
    rig.service.faults.add({ route: 'GET download', corrupt: true, times: forEver });
    expect(await rig.download(['b.bin'])).toMatchObject([
      { state: 'failed', failure: { code: 'integrity', subject: 'b.bin' } },
    ]);
    expect(await filesOf(rig)).toEqual(['a.bin']);
  });

  test('T65 T70 without a hash is checked by its size and reported as not verified', async () => {
    await using rig = await createTransferRig({ quirks: { noHashes: true } });
    rig.service.drive.addFile('a.txt', 'text');
    expect(await rig.download(['a.txt'])).toMatchObject([{ state: 'done', verified: null }]);
    rig.service.drive.addFile('b.txt', 'text');
    rig.service.drive.misreport('b.txt', 3);
    expect(await rig.download(['b.txt'])).toMatchObject([
      { state: 'failed', failure: { code: 'integrity' } },
    ]);
    expect(await filesOf(rig)).toEqual(['a.txt']);
  });

  test('whose hash is reported only after its content arrived is checked by it', async () => {
    await using rig = await createTransferRig();
    const content = Buffer.from(bytesOf(100_000));
    rig.service.drive.addFile('a.bin', content);
    rig.service.faults.add({
      route: 'GET item',
      edit: (item) => ({ ...item, file: { mimeType: 'application/octet-stream' } }),
    });
    rig.service.faults.add({ route: 'GET download', corrupt: true });
    expect(await rig.download(['a.bin'])).toMatchObject([{ state: 'done', verified: true }]);
    expect((await readFile(inMyFiles(rig, 'a.bin'))).equals(content)).toBe(true);
    expect(rig.service.counters.count('GET download')).toBe(2);
  });

  test('T72 P35 is kept if it is a live photo that is listed larger than it is', async () => {
    await using rig = await createTransferRig({ quirks: { noHashes: true } });
    rig.service.drive.addFile('live.heic', 'picture');
    rig.service.drive.misreport('live.heic', 70);
    expect(await rig.download(['live.heic'])).toMatchObject([
      { state: 'done', verified: null, bytesDone: 7 },
    ]);
  });

  test('T72 P35 is kept and marked if a document always arrives with another checksum than listed', async () => {
    await using rig = await createTransferRig();
    const { drive, counters } = rig.service;
    const content = bytesOf(5000);
    drive.addFile('protected.docx', content);
    drive.misreport('protected.docx', 4000);
    expect(await rig.download(['protected.docx'])).toMatchObject([
      { state: 'done', outcome: 'downloaded', verified: false, bytesDone: 5000 },
    ]);
    expect((await readFile(inMyFiles(rig, 'protected.docx'))).equals(content)).toBe(true);
    expect(counters.count('GET download')).toBe(3);
  });

  test.each([
    ['other content each time', 'a.docx', { corrupt: true, nth: 2 }],
    ['a note in place of the document', 'a.docx', { status: 200, body: bytesOf(65), times: forEver }],
    ['a kind that is always listed right', 'a.bin', { delayMs: 0 }],
  ])('with another checksum than listed is discarded if it is %s', async (_, name, fault) => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile(name, bytesOf(5000));
    rig.service.drive.misreport(name, 4000);
    const struck = rig.service.faults.add({ route: 'GET download', ...fault });
    expect(await rig.download([name])).toMatchObject([{ state: 'failed', failure: { code: 'integrity' } }]);
    expect(struck.struck).toBeGreaterThan(0);
    expect(await filesOf(rig)).toEqual([]);
  });

  test('T71 is refused if it is malware, by its flag or by the download’s response', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('bad.exe', 'evil');
    rig.service.drive.flagMalware('bad.exe', 'EICAR');
    expect(await rig.download(['bad.exe'])).toMatchObject([
      { state: 'failed', failure: { code: 'malware', subject: 'bad.exe' } },
    ]);
    expect(rig.service.counters.count(/^GET (content|download)/), 'nothing of it is asked for').toBe(0);
    rig.service.drive.addFile('worse.exe', 'evil');
    rig.service.faults.add({
      route: 'GET download',
      status: 403,
      code: 'malwareDetected',
      headers: { 'X-Virus-Infected': 'EICAR' },
    });
    expect(await rig.download(['worse.exe'])).toMatchObject([
      { state: 'failed', failure: { code: 'malware' } },
    ]);
    expect(await filesOf(rig)).toEqual([]);
  });

  test('T71 P9 is refused if it is a notebook', async () => {
    await using rig = await createTransferRig({ content: 'showcase' });
    const { drive } = rig.service;
    const notebook = drive
      .tree()
      .map((path) => drive.find(path.replace(/\/$/, '')))
      .find((node) => node?.kind === 'package');
    const folder = notebook?.parent;
    expect(folder).toBeTruthy();
    const path = folder?.parent === null ? '' : (folder?.name ?? '');
    const [transfer] = await rig.download([notebook?.name ?? ''], path);
    expect(transfer).toMatchObject({
      state: 'failed',
      failure: { code: 'packageRefused', subject: notebook?.name },
    });
  });
});
