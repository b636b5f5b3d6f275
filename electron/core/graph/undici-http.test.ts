import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Http, HttpResponse } from '../ports.ts';
import { createUndiciHttp } from './undici-http.ts';

const mebibyte = 1024 ** 2;
const content = Buffer.from(Array.from({ length: mebibyte }, (_, at) => (at * 31) % 251));
const times = 24;

let server: Server;
let http: Http;
const closed = Promise.withResolvers<void>();

async function ask(listener: RequestListener, signal: AbortSignal | null = null): Promise<HttpResponse> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  http = createUndiciHttp();
  const { port } = server.address() as AddressInfo;
  return http.request({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {}, body: null, signal });
}

/** Sends `times` megabytes and reports how much was written before the other side read any. */
const sendMany =
  (wrote: (bytes: number) => void = () => undefined): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'content-length': String(times * mebibyte) });
    response.on('close', () => closed.resolve());
    let left = times;
    const write = () => {
      while (left > 0) {
        left -= 1;
        wrote(mebibyte);
        if (!response.write(content)) return void response.once('drain', write);
      }
      response.end();
    };
    write();
  };

afterEach(async () => {
  await http.close();
  server.closeAllConnections();
  server.close();
});

test('a slow reader that releases each block gets every byte once', async () => {
  const response = await ask(sendMany());
  const hash = createHash('sha256');
  let blocks = 0;
  for await (const block of response.body) {
    hash.update(block);
    const { buffer } = block;
    if (buffer instanceof ArrayBuffer && buffer.byteLength === block.byteLength) buffer.transfer(0);
    blocks += 1;
    if (blocks % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const whole = createHash('sha256');
  for (let time = 0; time < times; time += 1) whole.update(content);
  expect(hash.digest('hex')).toBe(whole.digest('hex'));
});

test('a connection waits for a reader that isn’t reading', async () => {
  let sentBytes = 0;
  const response = await ask(sendMany((bytes) => (sentBytes += bytes)));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(sentBytes).toBeLessThan(times * mebibyte);
  await response.discard();
});

test('the rest of an unwanted body isn’t downloaded: the connection closes', async () => {
  const response = await ask(sendMany());
  await response.discard();
  await closed.promise;
});

test('an abort in the middle of a body ends it with the reason', async () => {
  const abort = new AbortController();
  const response = await ask((_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('only a part');
  }, abort.signal);
  const reading = response.text();
  abort.abort(new Error('stopped by a person'));
  await expect(reading).rejects.toThrow('stopped by a person');
});

test('an abort before the request sends nothing', async () => {
  let asked = 0;
  const abort = AbortSignal.abort(new Error('stopped before'));
  await expect(ask(() => (asked += 1), abort)).rejects.toThrow('stopped before');
  expect(asked).toBe(0);
});
