import { createServer as createPlainServer } from 'node:http';
import { createServer as createTlsServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { ProxyAgent, request } from 'undici';
import { describe, expect, test } from 'vitest';
import { isFromCaptivePortal, toNetworkError } from './network-errors.ts';
import { selfSigned } from './testing/self-signed.ts';
import { createUndiciHttp } from './undici-http.ts';

const now = Date.UTC(2026, 10, 21);
const service = 'https://graph.example/v1.0';
const page = { 'content-type': 'text/html; charset=utf-8' };

describe('no response at all', () => {
  test.each(['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'])(
    '%s means offline',
    (code) => {
      expect(toNetworkError(Object.assign(new Error('x'), { code }), null, now)).toMatchObject({
        code: 'offline',
      });
    },
  );

  test.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificateUntrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificateUntrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificateUntrusted'],
    ['CERT_HAS_EXPIRED', 'certificateUntrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificateUntrusted'],
  ])('T48 %s doesn’t mean offline', (code, expected) => {
    expect(toNetworkError(Object.assign(new Error('x'), { code }), null, now)).toMatchObject({
      code: expected,
    });
  });

  test.each([
    ['net::ERR_CERT_AUTHORITY_INVALID', 'certificateUntrusted'],
    ['net::ERR_PROXY_AUTH_REQUESTED', 'proxySignIn'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxySignIn'],
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
  ])("T48 Chromium's %s", (message, expected) => {
    expect(toNetworkError(new Error(message), null, now)).toMatchObject({ code: expected });
  });

  test('an aborted request is canceled, and a bug of ours stays a bug', () => {
    expect(toNetworkError(new Error('x'), AbortSignal.abort(), now)).toMatchObject({ code: 'cancelled' });
    const mistake = Object.assign(new Error('x'), { code: 'UND_ERR_INVALID_ARG' });
    expect(toNetworkError(mistake, null, now)).toBe(mistake);
    const bug = new TypeError('x');
    expect(toNetworkError(bug, null, now)).toBe(bug);
  });
});

describe('T48 real failures', () => {
  test('a server with an untrusted certificate', async () => {
    const server = createTlsServer(selfSigned(), (_request, response) => response.end('{}'));
    const url = `https://127.0.0.1:${await listen(server)}`;
    const http = createUndiciHttp();
    const asked = http.request({ method: 'GET', url, headers: {}, body: null, signal: null });
    const error = await asked.catch((thrown: unknown) => thrown);
    expect(toNetworkError(error, null, now)).toMatchObject({ code: 'certificateUntrusted' });
    await http.close();
    server.close();
  });

  test('B4 a server with an untrusted certificate, with certificate checks turned off in the environment', async () => {
    const server = createTlsServer(selfSigned(), (_request, response) => response.end('{}'));
    const url = `https://127.0.0.1:${await listen(server)}`;
    const http = createUndiciHttp();
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const asked = http.request({ method: 'GET', url, headers: {}, body: null, signal: null });
      const error = await asked.catch((thrown: unknown) => thrown);
      expect(toNetworkError(error, null, now)).toMatchObject({ code: 'certificateUntrusted' });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      await http.close();
      server.close();
    }
  });

  test('a proxy that requires a password', async () => {
    const proxy = createPlainServer().on('connect', (_request, socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
    });
    const dispatcher = new ProxyAgent(`http://127.0.0.1:${await listen(proxy)}`);
    const error = await request('https://graph.example/', { dispatcher }).catch((thrown: unknown) => thrown);
    expect(toNetworkError(error, null, now)).toMatchObject({ code: 'proxySignIn' });
    await dispatcher.close();
    proxy.close();
  });
});

describe('T47 a network with a sign-in page', () => {
  test.each([
    ['a page', { status: 200, headers: page, text: '<html>Welcome</html>' }],
    ['a page that does not say so', { status: 200, headers: {}, text: ' <!DOCTYPE html><p>Welcome' }],
    ['its own status', { status: 511, headers: {}, text: '' }],
    ['a way to its page', { status: 302, headers: { ...page, location: 'http://hotel.example/' }, text: '' }],
  ])('%s', (_name, response) => {
    expect(isFromCaptivePortal(response, service)).toBe(true);
  });

  test.each([
    ['JSON', { status: 200, headers: { 'content-type': 'application/json' }, text: '{}' }],
    ['an error page of the service itself', { status: 503, headers: page, text: '<html>' }],
  ])('%s isn’t one', (_name, response) => {
    expect(isFromCaptivePortal(response, service)).toBe(false);
  });

  test('a redirect to the content isn’t one if it was requested, but is one everywhere else', () => {
    const response = { status: 302, headers: { location: 'https://content.example/x' }, text: '' };
    expect(isFromCaptivePortal(response, service, true)).toBe(false);
    expect(isFromCaptivePortal(response, service)).toBe(true);
    const insecure = { ...response, headers: { location: 'http://hotel.example/' } };
    expect(isFromCaptivePortal(insecure, service, true)).toBe(true);
  });
});

function listen(server: Server | ReturnType<typeof createPlainServer>): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}
