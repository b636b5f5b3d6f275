import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Log } from '../ports.ts';
import { realClock } from '../testing/test-ports.ts';
import { createGraphClient, type GraphClient } from './graph-client.ts';
import { createUndiciHttp } from './undici-http.ts';

/** A scripted server with two hosts that records its requests. */
interface Seen {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
}
type Script = (request: IncomingMessage, response: ServerResponse) => void;

let seen: Seen[];
let script: Script;
let origin: string;
let tokens: string[];
let stop: () => void;
let graph: GraphClient;
let other: GraphClient;
const logged: string[] = [];

beforeEach(async () => {
  seen = [];
  tokens = [];
  logged.length = 0;
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers });
    script(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const note = (message: string, facts?: unknown) => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const log: Log = { info: note, warn: note, error: note };
  const http = createUndiciHttp();
  const access = {
    graphUrl: `${origin}/v1.0`,
    token: async (stale?: string) => {
      tokens.push(stale ?? 'first');
      return stale === undefined ? 'token-1' : 'token-2';
    },
  };
  graph = createGraphClient({ access, http, clock: realClock, log, version: '1.2.3' });
  other = createGraphClient({ access, http, clock: realClock, log, version: '1.2.3' });
  stop = () => {
    graph.close();
    other.close();
    void http.close();
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => stop());

const send = (
  response: ServerResponse,
  status: number,
  body: unknown = {},
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const whole = (value: unknown) => value;

async function* content() {
  yield Buffer.from('ab');
  yield Buffer.from('cd');
}

test('a request names the client and carries its own ID', async () => {
  script = (_, response) => send(response, 200, { ok: true });
  expect(await graph.json({ method: 'GET', path: '/me' }, whole)).toEqual({ ok: true });
  await graph.json({ method: 'GET', path: '/me' }, whole);
  expect(seen[0]).toMatchObject({ path: '/v1.0/me' });
  expect(seen[0]!.headers).toMatchObject({
    authorization: 'Bearer token-1',
    'user-agent': 'ISV|Slipway|Slipway/1.2.3',
  });
  const ids = seen.map(({ headers }) => headers['client-request-id']);
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(ids[1]).not.toBe(ids[0]);
});

describe('a token that is refused', () => {
  test('is renewed once, and the request is sent again', async () => {
    script = (request, response) =>
      send(response, request.headers.authorization === 'Bearer token-2' ? 200 : 401);
    await graph.json({ method: 'POST', path: '/x', json: { a: 1 } }, whole);
    expect(tokens).toEqual(['first', 'token-1']);
    expect(seen).toHaveLength(2);
  });

  test('leads to a sign-in the second time', async () => {
    script = (_, response) => send(response, 401, { error: { code: 'InvalidAuthenticationToken' } });
    await expect(graph.json({ method: 'GET', path: '/x' }, whole)).rejects.toMatchObject({
      code: 'signInNeeded',
    });
    expect(seen).toHaveLength(2);
  });
});

describe('T33 the token is only sent to the service', () => {
  test('a redirect isn’t followed automatically, and its target is requested without a token', async () => {
    script = (request, response) =>
      request.url === '/v1.0/content'
        ? send(response, 302, {}, { location: `${origin}/file?sig=1` })
        : send(response, 200);
    const url = await graph.location({ method: 'GET', path: '/content' });
    expect(seen).toHaveLength(1);
    const sneaky = { Authorization: 'Bearer x', range: 'bytes=0-1' } as unknown as { range: string };
    const response = await graph.presigned.request({ method: 'GET', url, headers: sneaky });
    await response.discard();
    expect(seen[1]!.headers).toMatchObject({ range: 'bytes=0-1' });
    expect(seen[1]!.headers.authorization).toBeUndefined();
  });

  test.each(['https://graph.example/v1.0/next', 'http://127.0.0.1:1/v1.0/x', '//evil.example/x'])(
    'a link to %s is refused before anything is sent',
    async (path) => {
      script = (_, response) => send(response, 200);
      const asked = graph.json({ method: 'GET', path }, whole);
      if (path.startsWith('//')) await asked;
      else await expect(asked).rejects.toMatchObject({ code: 'unexpectedAnswer' });
      for (const { headers } of seen) expect(headers.host).toBe(new URL(origin).host);
    },
  );

  test('neither tokens nor file names are logged', async () => {
    script = (_, response) =>
      send(response, 404, { error: { code: 'itemNotFound', message: 'Secret plan.docx' } });
    await graph
      .json({ method: 'GET', path: '/drives/1/root:/Secret%20plan.docx' }, whole)
      .catch(() => undefined);
    expect(logged).toHaveLength(1);
    expect(logged.join()).not.toMatch(/token-1|Secret/);
  });
});

test('T37 a request is sent again only if that does no harm', async () => {
  let failures = 1;
  script = (_, response) => send(response, failures-- > 0 ? 502 : 200);
  await graph.json({ method: 'GET', path: '/x' }, whole);
  expect(seen).toHaveLength(2);
  failures = 1;
  await expect(graph.json({ method: 'POST', path: '/x', json: {} }, whole)).rejects.toMatchObject({
    code: 'serviceUnavailable',
  });
  expect(seen).toHaveLength(3);
});

test('a stream body is created again for each attempt', async () => {
  const bodies: string[] = [];
  script = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      send(response, bodies.length === 1 ? 502 : 201);
    });
  };
  const headers = { 'content-length': '4' };
  await graph.send({ method: 'PUT', path: '/x', headers, content });
  expect(bodies).toEqual(['abcd', 'abcd']);
});

test('T45 an account that must wait doesn’t delay another', async () => {
  script = (_, response) => send(response, 429, {}, { 'retry-after': '600' });
  const waiting = graph.json({ method: 'GET', path: '/x', maxWaitMs: 1_000_000 }, whole);
  await new Promise<void>((resolve) => graph.pace.listen(() => resolve()));
  script = (_, response) => send(response, 200, { ok: true });
  expect(await other.json({ method: 'GET', path: '/y' }, whole)).toEqual({ ok: true });
  await expect(graph.json({ method: 'GET', path: '/z' }, whole)).rejects.toMatchObject({ code: 'throttled' });
  graph.close();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
});

test('closing ends requests in progress and those waiting for a retry', async () => {
  script = (_, response) => send(response, 503);
  const waiting = graph.json({ method: 'GET', path: '/x' }, whole);
  const hanging = Promise.withResolvers<void>();
  while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
  script = () => hanging.resolve();
  const open = graph.json({ method: 'GET', path: '/y' }, whole);
  await hanging.promise;
  graph.close();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  await expect(open).rejects.toMatchObject({ code: 'cancelled' });
});
