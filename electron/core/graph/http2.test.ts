import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { makeServerCertificate } from '../../sample/testing/certificate.ts';
import { inMyFiles } from '../testing/download-steps.ts';
import { bytesOf, createTransferRig } from '../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const { key, cert } = makeServerCertificate();
setDefaultCACertificates([...getCACertificates(), cert]);
const front = { hostName: null, key, cert, http2: true, contentToo: true };

test('over HTTP/2, which Graph uses, files of all sizes are uploaded and downloaded intact', async () => {
  await using rig = await createTransferRig({ front });
  const contents = new Map([0, 1, 3 * mebibyte, 25 * mebibyte].map((size) => [`${size}.bin`, bytesOf(size)]));
  const sources = [...contents].map(([name, content]) => rig.write(name, content));
  const uploads = await rig.upload(await Promise.all(sources));
  expect(uploads.map(({ state, verified }) => [state, verified])).toEqual(uploads.map(() => ['done', true]));
  const downloads = await rig.download([...contents.keys()]);
  expect(downloads.map(({ state, verified }) => [state, verified])).toEqual(
    uploads.map(() => ['done', true]),
  );
  for (const [name, content] of contents) {
    expect(rig.service.drive.bytes(name).equals(content)).toBe(true);
    expect((await readFile(inMyFiles(rig, name))).equals(content)).toBe(true);
  }
  const spoken = rig.service.counters.seen.filter((one) => one.httpVersion !== null);
  expect(new Set(spoken.map((one) => one.httpVersion))).toEqual(new Set(['2.0']));
  expect(rig.service.counters.count('PUT upload range')).toBeGreaterThan(1);
});

test('over HTTP/2, interrupted transfers are sent and downloaded again', async () => {
  await using rig = await createTransferRig({ front });
  const content = bytesOf(25 * mebibyte);
  rig.service.faults.add({ route: 'PUT upload range', nth: 2, reset: 'beforeEffect' });
  rig.service.faults.add({ route: 'GET download', cutAfterBytes: mebibyte });
  const [upload] = await rig.upload([await rig.write('a.bin', content)]);
  expect(upload).toMatchObject({ state: 'done', verified: true });
  const [download] = await rig.download(['a.bin']);
  expect(download).toMatchObject({ state: 'done', verified: true });
  expect((await readFile(inMyFiles(rig, 'a.bin'))).equals(content)).toBe(true);
});
