import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Http } from '../ports.ts';
import { inMyFiles } from '../testing/download-steps.ts';
import { addSample, openListed } from '../testing/steps.ts';
import { createFastClock } from '../testing/fast-clock.ts';
import { createRig } from '../testing/rig.ts';
import { bytesOf, createTransferRig } from '../testing/transfer-steps.ts';
import { createUndiciHttp } from './undici-http.ts';

const forEver = Number.POSITIVE_INFINITY;
const mebibyte = 1024 ** 2;
let close = () => Promise.resolve();
afterEach(() => close());

async function serve(listener: RequestListener): Promise<{ http: Http; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const http = createUndiciHttp();
  close = async () => {
    await http.close();
    server.closeAllConnections();
    server.close();
  };
  return { http, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

const get = (url: string) => ({ method: 'GET' as const, url, headers: {}, body: null, signal: null });

function endless(
  status: number,
  sent: { bytes: number; closed: PromiseWithResolvers<void> },
): RequestListener {
  const block = Buffer.alloc(256 * 1024, '[');
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.on('close', () => sent.closed.resolve());
    const write = () => {
      while (!response.destroyed && response.write(block)) sent.bytes += block.length;
      response.once('drain', write);
    };
    write();
  };
}

describe('B3 a response without an end', () => {
  test('is aborted at its limit, along with its connection', async () => {
    const sent = { bytes: 0, closed: Promise.withResolvers<void>() };
    const { http, url } = await serve(endless(200, sent));
    const response = await http.request(get(url));
    await expect(response.text(mebibyte)).rejects.toMatchObject({ name: 'AnswerTooLarge' });
    await sent.closed.promise;
    expect(sent.bytes).toBeLessThan(32 * mebibyte);
  });

  test('is read only at its beginning if it is an error', async () => {
    const sent = { bytes: 0, closed: Promise.withResolvers<void>() };
    const { http, url } = await serve(endless(403, sent));
    const text = await (await http.request(get(url))).text();
    expect(text.length).toBe(256 * 1024);
    await sent.closed.promise;
  });

  test('that is compressed counts by its decompressed size', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * mebibyte));
    const { http, url } = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    await expect((await http.request(get(url))).text()).rejects.toMatchObject({ name: 'AnswerTooLarge' });
  });

  test('is reported, and the folder keeps its rows', async () => {
    await using rig = await createRig({ clock: createFastClock() });
    const accountId = await addSample(rig);
    const body = { value: [], filler: 'x'.repeat(33 * mebibyte) };
    rig.service.faults.add({ route: 'GET children', body, times: forEver });
    const { head } = await openListed(rig, { accountId });
    expect(head.freshness).toMatchObject({ state: 'failed', failure: { code: 'answerTooLarge' } });
  });
});

describe('B3 a listing whose links lead nowhere', () => {
  test.each(['myfiles', 'shared'] as const)('of %s ends when one repeats', async (place) => {
    await using rig = await createRig({ clock: createFastClock() });
    const accountId = await addSample(rig);
    const again = place === 'myfiles' ? 'root/children?$top=7' : 'sharedWithMe?allowexternal=true';
    const label = place === 'myfiles' ? 'GET children' : 'GET sharedWithMe';
    rig.service.faults.add({
      route: label,
      edit: (page) => ({
        ...page,
        '@odata.nextLink': `${rig.service.graphUrl}/me/drive/${again}`,
      }),
      times: forEver,
    });
    const { head } = await openListed(rig, { accountId, place });
    expect(head.freshness).toMatchObject({ state: 'failed', failure: { code: 'listingEndless' } });
    expect(rig.service.counters.count(label)).toBe(2);
    expect(head.count).toBeGreaterThan(0);
  });

  test('ends after many pages without an item, each with another link', async () => {
    await using rig = await createRig({ clock: createFastClock() });
    const accountId = await addSample(rig);
    let page = 0;
    rig.service.faults.add({
      route: 'GET children',
      edit: () => ({
        value: [],
        '@odata.nextLink': `${rig.service.graphUrl}/me/drive/root/children?$top=${(page += 1)}`,
      }),
      times: forEver,
    });
    const { head } = await openListed(rig, { accountId });
    expect(head.freshness).toMatchObject({ state: 'failed', failure: { code: 'listingEndless' } });
    expect(rig.service.counters.count('GET children')).toBeLessThan(500);
  });
});

describe('C7 an intermediary that compresses unasked', () => {
  const codings = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync };

  test.each(Object.entries(codings))('%s is decoded', async (coding, compress) => {
    const { http, url } = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity');
      response.writeHead(200, { 'content-encoding': coding }).end(compress(Buffer.from('{"a":1}')));
    });
    const response = await http.request(get(url));
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(await response.text()).toBe('{"a":1}');
  });

  test('data compressed twice is decoded twice, and damaged data fails the response', async () => {
    const twice = gzipSync(brotliCompressSync(Buffer.from('text')));
    const { http, url } = await serve((request, response) =>
      response
        .writeHead(200, { 'content-encoding': 'br, gzip' })
        .end(request.url === '/broken' ? twice.subarray(0, 20) : twice),
    );
    expect(await (await http.request(get(url))).text()).toBe('text');
    await expect((await http.request(get(`${url}broken`))).text()).rejects.toThrow();
  });

  test.each([100, 3 * mebibyte])('a download of %i bytes arrives verified', async (sizeBytes) => {
    await using rig = await createTransferRig();
    const content = Buffer.from(bytesOf(sizeBytes));
    rig.service.drive.addFile('a.bin', content);
    rig.service.faults.add({
      route: 'GET download',
      status: 200,
      body: gzipSync(content),
      headers: { 'Content-Encoding': 'gzip' },
      times: forEver,
    });
    expect(await rig.download(['a.bin'])).toMatchObject([{ state: 'done', verified: true }]);
    expect((await readFile(inMyFiles(rig, 'a.bin'))).equals(content)).toBe(true);
  });
});
