import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { SampleService } from '../sample-service.ts';
import { start } from '../testing/start.ts';

const portsOf = (service: SampleService): number[] =>
  [service.listensAt, service.world.contentOrigin, service.signInUrl].map((origin) =>
    Number(new URL(origin).port),
  );

/** Sends raw lines and returns the first line of the response. */
async function say(port: number, ...lines: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const said = await new Promise<string>((resolve) => {
    socket.once('data', (bytes) => resolve(bytes.toString('utf8')));
    socket.once('close', () => resolve('closed'));
  });
  socket.destroy();
  return said.split('\r\n')[0] ?? '';
}

describe('a browser page', () => {
  it('is refused by all three hosts: for a Host that is not loopback, for an Origin, and without a Host', async () => {
    const { service } = await start();
    for (const port of portsOf(service)) {
      expect(await say(port, 'GET /v1.0/me HTTP/1.1', 'Host: evil.example', 'Connection: close')).toContain(
        ' 403 ',
      );
      expect(
        await say(port, 'GET /v1.0/me HTTP/1.1', `Host: 127.0.0.1.evil.example:${port}`, 'Connection: close'),
      ).toContain(' 403 ');
      expect(
        await say(
          port,
          'GET /v1.0/me HTTP/1.1',
          `Host: 127.0.0.1:${port}`,
          'Origin: https://evil.example',
          'Connection: close',
        ),
      ).toContain(' 403 ');
      expect(
        await say(
          port,
          'GET /v1.0/me HTTP/1.1',
          `Host: 127.0.0.1:${port}`,
          'Origin: null',
          'Connection: close',
        ),
      ).toContain(' 403 ');
      expect(
        await say(
          port,
          'OPTIONS /v1.0/me HTTP/1.1',
          `Host: localhost:${port}`,
          'Origin: http://localhost:3000',
          'Connection: close',
        ),
      ).toContain(' 403 ');
      expect(await say(port, 'GET /v1.0/me HTTP/1.1', 'Connection: close')).toMatch(/ 400 | 403 /);
    }
    expect(service.counters.count()).toBe(0);
  });

  it('gets no header that would let it read a response, and no WebSocket', async () => {
    const { client } = await start();
    const answer = await client.get('/me/drive');
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    const { notificationUrl } = (await client.get('/me/drive/root/subscriptions/socketIo')).json as {
      notificationUrl: string;
    };
    const url = new URL(notificationUrl);
    const upgrade = [
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ];
    const path = `GET /socket.io/?EIO=4&transport=websocket&${url.searchParams.toString()} HTTP/1.1`;
    expect(
      await say(Number(url.port), path, `Host: ${url.host}`, 'Origin: https://evil.example', ...upgrade),
    ).not.toContain(' 101 ');
    expect(await say(Number(url.port), path, `Host: ${url.host}`, ...upgrade)).toContain(' 101 ');
  });
});

describe('the service', () => {
  it('listens on loopback only', async () => {
    const { service } = await start();
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one !== undefined && !one.internal && one.family === 'IPv4');
    for (const { address } of others.filter((one) => one !== undefined)) {
      for (const port of portsOf(service)) {
        const socket = connect(port, address);
        const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
        expect(error.code).toBe('ECONNREFUSED');
      }
    }
    expect(portsOf(service).map((port) => port > 0)).toEqual([true, true, true]);
  });

  it('creates new ports, tokens and signatures for each run, and accepts no earlier ones', async () => {
    const first = await start();
    const second = await start();
    first.service.drive.addFile('a.txt', 'x');
    second.service.drive.addFile('a.txt', 'x');
    expect(first.service.accessToken).not.toBe(second.service.accessToken);
    expect(Buffer.from(first.service.accessToken, 'base64url').length).toBeGreaterThanOrEqual(32);
    expect((await second.client.call('GET', '/me', { token: first.service.accessToken })).status).toBe(401);
    const foreign = new URL(
      (await first.client.get('/me/drive/root:/a.txt:/content')).headers.get('location') ?? '',
    );
    expect((await second.client.get(second.service.world.contentOrigin + foreign.pathname)).status).toBe(401);
  });

  it('does not report a client that disconnects as its own bug', async () => {
    const { service, client } = await start();
    const port = Number(new URL(service.listensAt).port);
    for (let at = 0; at < 20; at += 1) {
      const socket = connect(port, '127.0.0.1');
      socket.write(
        `PUT /v1.0/me/drive/root:/a${at}.bin:/content HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${service.accessToken}\r\nContent-Length: 900000\r\n\r\n${'x'.repeat(1000 * at)}`,
      );
      await once(socket, 'connect');
      const closed = once(socket, 'close');
      if (at % 2 === 0) socket.destroy();
      else socket.resetAndDestroy();
      await closed;
    }
    service.drive.addFile('big.bin', { sizeBytes: 30_000_000 });
    const url = (await client.get('/me/drive/root:/big.bin:/content')).headers.get('location') ?? '';
    const left = new AbortController();
    const answer = await fetch(url, { signal: left.signal });
    await answer.body?.getReader().read();
    left.abort();
    // Served only after the previous ones, so they have been handled.
    expect((await client.get('/me/drive')).status).toBe(200);
    expect(service.drive.tree()).toEqual(['big.bin']);
    expect(service.bugs).toEqual([]);
  });
});
