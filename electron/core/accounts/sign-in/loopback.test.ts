import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { openLoopback, type LoopbackOptions } from './loopback.ts';

interface Sent {
  method?: string;
  host?: string;
  path?: string;
  type?: string;
  fields?: Record<string, string>;
  /** Send a body even if the method has none. */
  hasBody?: boolean;
}

const right = { code: 'a-code', state: 'right' };

/** Returns the status. */
function send(
  redirectUri: string,
  { method = 'POST', host, path = '/', type, fields = right, hasBody = method !== 'GET' }: Sent,
) {
  const { port, host: own } = new URL(redirectUri);
  const body = new URLSearchParams(fields).toString();
  const headers = {
    host: host ?? own,
    'content-type': type ?? 'application/x-www-form-urlencoded',
    ...(hasBody ? { 'content-length': String(body.length) } : {}),
  };
  return new Promise<number>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response: IncomingMessage) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject).end(hasBody ? body : undefined);
  });
}

async function listening(by: LoopbackOptions['by'] = 'form') {
  const loopback = await openLoopback({ state: 'right', by });
  let answered: Record<string, string> | null = null;
  void loopback.answer.then((fields) => (answered = fields));
  return {
    send: (sent: Sent) => send(loopback.redirectUri, sent),
    port: Number(new URL(loopback.redirectUri).port),
    answered: () => answered,
    [Symbol.asyncDispose]: () => loopback.close(),
  };
}

describe('the listener for the sign-in page', () => {
  test.each<[string, Sent, number]>([
    ['of a site that gave its name this address', { host: 'evil.example' }, 403],
    ['of another port', { host: 'localhost:1' }, 403],
    ['in an address', { method: 'GET', path: '/?code=a-code&state=right' }, 404],
    ['by another method', { method: 'PUT' }, 400],
    ['by GET, with a form', { method: 'GET', hasBody: true }, 404],
    ['to another path', { path: '/other' }, 400],
    ['of another kind than a form', { type: 'text/plain' }, 400],
    ['with another state', { fields: { code: 'stolen', state: 'wrong' } }, 400],
    ['without a state', { fields: { code: 'stolen' } }, 400],
    ['without a code', { fields: { state: 'right' } }, 400],
    ['that is far too long', { fields: { ...right, more: 'x'.repeat(70_000) } }, 400],
  ])('refuses a response %s and keeps waiting', async (_what, sent, status) => {
    await using loopback = await listening();
    expect(await loopback.send(sent).catch(() => status)).toBe(status);
    expect(loopback.answered()).toBeNull();
    expect(await loopback.send({})).toBe(200);
    await expect.poll(loopback.answered).toEqual(right);
  });

  test('shows pages without scripts or external content', async () => {
    await using loopback = await listening();
    const { headers } = await fetch(`http://127.0.0.1:${loopback.port}/`, {
      headers: { connection: 'close' },
    });
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; img-src data:; style-src 'sha256-/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('accepts one response, not a second', async () => {
    await using loopback = await listening();
    expect(await loopback.send({})).toBe(200);
    expect(await loopback.send({ fields: { code: 'second', state: 'right' } })).toBe(400);
    expect(loopback.answered()).toEqual(right);
  });

  test('accepts consent in the URL only if no secret comes with it', async () => {
    await using loopback = await listening('query');
    const path = '/?admin_consent=True&state=right';
    expect(await loopback.send({ method: 'GET', path, host: 'evil.example' })).toBe(403);
    expect(await loopback.send({ method: 'GET', path: `${path}&state=right` })).toBe(400);
    expect(await loopback.send({ method: 'POST' })).toBe(400);
    expect(await loopback.send({ method: 'GET', path })).toBe(200);
    await expect.poll(loopback.answered).toEqual({ admin_consent: 'True', state: 'right' });
  });

  test('listens only on the loopback address', async ({ skip }) => {
    await using loopback = await listening();
    const outer = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    // Another loopback address serves the same purpose, if the system has one.
    const host = outer?.address ?? (process.platform === 'linux' ? '127.0.0.2' : null);
    if (host === null) return skip('this computer has one address only');
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect(loopback.port, host, () => resolve(true));
      socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
    });
    expect(reached).toBe(false);
  });
});
