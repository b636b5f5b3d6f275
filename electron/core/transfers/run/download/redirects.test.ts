import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { filesOf, inMyFiles } from '../../../testing/download-steps.ts';
import { bytesOf, createTransferRig, type TransferRig } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const forEver = Number.POSITIVE_INFINITY;

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const downloads = (rig: TransferRig) => rig.service.counters.count('GET download');

test.each([1, 2, 5])('follows %i redirects of a download URL to the file', async (downloadHops) => {
  await using rig = await createTransferRig({ quirks: { downloadHops } });
  rig.service.drive.addFile('a.txt', 'text');
  expect(await rig.download(['a.txt'])).toMatchObject([{ state: 'done', verified: true }]);
  expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('text');
  expect(downloads(rig)).toBe(downloadHops + 1);
});

test('a large file arrives in pieces, each through its own redirects', async () => {
  await using rig = await createTransferRig({ quirks: { downloadHops: 2 } });
  const content = Buffer.from(bytesOf(33 * mebibyte));
  rig.service.drive.addFile('a.bin', content);
  expect(await rig.download(['a.bin'])).toMatchObject([{ state: 'done', verified: true }]);
  expect(sha(await readFile(inMyFiles(rig, 'a.bin')))).toBe(sha(content));
  const asked = rig.service.counters.seen.filter(({ label }) => label === 'GET download');
  expect(asked.every(({ range }) => range !== null)).toBe(true);
});

test.each([6, forEver])(
  '%i redirects are an unexpected response, and no file is saved',
  async (downloadHops) => {
    await using rig = await createTransferRig({ quirks: { downloadHops } });
    rig.service.drive.addFile('a.txt', 'text');
    expect(await rig.download(['a.txt'])).toMatchObject([
      { state: 'failed', failure: { code: 'unexpectedAnswer', subject: 'a.txt' } },
    ]);
    expect(downloads(rig)).toBe(6);
    expect(await filesOf(rig)).toEqual([]);
  },
);

test('an expired URL behind a redirect is requested again', async () => {
  await using rig = await createTransferRig({ quirks: { downloadHops: 1 } });
  rig.service.drive.addFile('a.txt', 'text');
  rig.service.faults.add({ route: 'GET download', nth: 2, status: 401 });
  expect(await rig.download(['a.txt'])).toMatchObject([{ state: 'done', verified: true }]);
  expect(downloads(rig)).toBe(4);
});

test('a busy host behind a redirect is retried after its wait', async () => {
  await using rig = await createTransferRig({ quirks: { downloadHops: 1 } });
  rig.service.drive.addFile('a.txt', 'text');
  rig.service.faults.add({
    route: 'GET download',
    nth: 2,
    status: 429,
    headers: { 'Retry-After': '7' },
  });
  expect(await rig.download(['a.txt'])).toMatchObject([{ state: 'done', verified: true }]);
});

test('a redirect to an insecure address means that the network asks for a sign-in', async () => {
  await using rig = await createTransferRig({ quirks: { downloadHops: 1 } });
  rig.service.drive.addFile('a.txt', 'text');
  const portal = rig.service.faults.add({
    route: 'GET download',
    redirect: 'http://hotel.example/welcome',
    times: forEver,
  });
  const batchId = await rig.beginDownload(['a.txt']);
  const waiting = await rig.until(batchId, ({ state }) => state === 'waiting' || state === 'failed');
  expect(waiting).toMatchObject({ state: 'waiting', waitReason: 'networkSignIn' });
  portal.remove();
  expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true }]);
});

test('a redirect without an address isn’t content', async () => {
  await using rig = await createTransferRig();
  rig.service.drive.addFile('a.txt', 'text');
  rig.service.faults.add({ route: 'GET download', status: 308, times: forEver });
  expect(await rig.download(['a.txt'])).toMatchObject([
    { state: 'failed', failure: { code: 'unexpectedAnswer', subject: 'a.txt' } },
  ]);
  expect(downloads(rig)).toBe(1);
});

test.each([0, 1])(
  'an item without a download URL is downloaded by its content URL, over %i hops',
  async (downloadHops) => {
    await using rig = await createTransferRig({ quirks: { hidesDownloadUrls: true, downloadHops } });
    rig.service.drive.addFile('a.txt', 'text');
    expect(await rig.download(['a.txt'])).toMatchObject([{ state: 'done', verified: true }]);
    expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('text');
  },
);

test('an item without a download URL reports why its content is refused', async () => {
  await using rig = await createTransferRig({ quirks: { hidesDownloadUrls: true } });
  rig.service.drive.addFile('a.txt', 'text');
  rig.service.faults.add({ method: 'GET', route: /\/content/, status: 403, times: forEver });
  expect(await rig.download(['a.txt'])).toMatchObject([
    { state: 'failed', failure: { code: 'downloadRefused', subject: 'a.txt' } },
  ]);
});
