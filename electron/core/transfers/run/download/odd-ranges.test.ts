import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../../ports.ts';
import { inMyFiles } from '../../../testing/download-steps.ts';
import { bytesOf, createTransferRig, type TransferRig } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const content = Buffer.from(bytesOf(4 * mebibyte));

type Send = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * A download that broke off after its first mebibyte; `meddle` alters the requests for the rest. Without
 * hashes, wrong content would be kept.
 */
async function createHalf(
  meddle: (request: HttpRequest, send: Send) => Promise<HttpResponse>,
): Promise<TransferRig & { starts: number[] }> {
  const starts: number[] = [];
  const rig = await createTransferRig({
    quirks: { noHashes: true },
    adjust(ports) {
      const { http } = ports;
      const send: Send = (request) => http.request(request);
      const request: Send = (sent) => {
        if (!sent.url.includes('/download')) return send(sent);
        starts.push(toStart(sent));
        return starts.length === 2 ? meddle(sent, send) : send(sent);
      };
      ports.http = { ...http, request };
    },
  });
  rig.service.drive.addFile('a.bin', content);
  rig.service.faults.add({ route: 'GET download', cutAfterBytes: mebibyte });
  return Object.assign(rig, { starts });
}

const toStart = ({ headers }: HttpRequest) =>
  Number(/^bytes=(\d+)-/.exec(headers?.['range'] ?? '')?.[1] ?? 0);

async function expectWhole(rig: TransferRig): Promise<void> {
  expect(await rig.download(['a.bin'])).toMatchObject([
    { state: 'done', verified: null, bytesDone: content.length },
  ]);
  expect((await readFile(inMyFiles(rig, 'a.bin'))).equals(content)).toBe(true);
}

async function* firstOf(body: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncGenerator<Uint8Array> {
  let leftBytes = sizeBytes;
  for await (const block of body) {
    const taken = Uint8Array.from(block.subarray(0, leftBytes));
    leftBytes -= taken.length;
    yield taken;
    if (leftBytes === 0) return;
  }
}

async function* inverted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const block of body) yield block.map((byte) => byte ^ 0xff);
}

test('a range that ends early without giving its length is continued where it ended', async () => {
  await using rig = await createHalf(async (request, send) => {
    const answer = await send(request);
    const { 'content-length': _length, ...headers } = answer.headers;
    return { ...answer, headers, body: firstOf(answer.body, mebibyte) };
  });
  await expectWhole(rig);
  const [, second = 0, third] = rig.starts;
  expect(third).toBe(second + mebibyte);
});

test('C7 a compressed range isn’t written to the file', async () => {
  await using rig = await createHalf(async (request, send) => {
    const answer = await send(request);
    const headers = { ...answer.headers, 'content-encoding': 'gzip' };
    return { ...answer, headers, body: inverted(answer.body) };
  });
  await expectWhole(rig);
  expect(rig.starts.at(-1)).toBe(0);
});

test('a range that starts elsewhere isn’t written to the file, however long it is', async () => {
  await using rig = await createHalf((request, send) => {
    const range = `bytes=${toStart(request) - 100}-${content.length - 101}`;
    return send({ ...request, headers: { ...request.headers, range } });
  });
  await expectWhole(rig);
  expect(rig.starts.at(-1)).toBe(0);
});
