import { setDefaultCACertificates, getCACertificates } from 'node:tls';
import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2';
import { afterEach, describe, expect, it } from 'vitest';
import type { SampleService } from '../sample-service.ts';
import { makeServerCertificate } from '../testing/certificate.ts';
import { start } from '../testing/start.ts';

const { key, cert } = makeServerCertificate();
setDefaultCACertificates([...getCACertificates(), cert]);

const sessions: ClientHttp2Session[] = [];
afterEach(() => {
  for (const session of sessions.splice(0)) session.destroy();
});

interface Answer {
  status: number;
  body: Buffer;
}

function openSession({
  graphUrl,
  accessToken,
}: SampleService): (method: string, path: string, body?: string) => Promise<Answer> {
  const session = connectHttp2(new URL(graphUrl).origin);
  sessions.push(session);
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = { ':method': method, ':path': `/v1.0${path}`, authorization: `Bearer ${accessToken}` };
      const stream = session.request(headers);
      const parts: Buffer[] = [];
      let status = 0;
      stream.on('response', (sent) => (status = sent[':status'] ?? 0));
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', reject);
      stream.on('close', () => resolve({ status, body: Buffer.concat(parts) }));
      stream.end(body);
    });
}

describe('a server with HTTP/2', () => {
  it('serves many streams on one connection, and HTTP/1 to older clients', async () => {
    const { service, client } = await start({ front: { hostName: null, key, cert, http2: true } });
    const ask = openSession(service);
    const names = Array.from({ length: 20 }, (_, at) => `${at}.txt`);
    const put = await Promise.all(names.map((name) => ask('PUT', `/me/drive/root:/${name}:/content`, name)));
    expect(new Set(put.map((one) => one.status))).toEqual(new Set([201]));
    expect(service.drive.tree()).toEqual([...names].sort());
    expect(service.counters.seen.map((one) => one.httpVersion)).toEqual(names.map(() => '2.0'));
    expect((await client.list('/me/drive/root/children')).length).toBe(20);
    expect(service.counters.seen.at(-1)?.httpVersion).toBe('1.1');
  });

  it('refuses a foreign authority and browser pages', async () => {
    const { service } = await start({ front: { hostName: null, key, cert, http2: true } });
    const session = connectHttp2(new URL(service.graphUrl).origin);
    sessions.push(session);
    for (const headers of [{ ':authority': 'evil.example' }, { origin: 'http://evil.example' }]) {
      const stream = session.request({ ':path': '/v1.0/me', ...headers });
      const status = await new Promise((resolve) =>
        stream.on('response', (sent) => resolve(sent[':status'])),
      );
      stream.close();
      expect(status).toBe(403);
    }
  });

  it('can reset one stream in the middle while the others continue', async () => {
    const { service } = await start({ front: { hostName: null, key, cert, http2: true } });
    service.drive.addFolder('F', { files: 100 });
    const ask = openSession(service);
    service.faults.add({ route: 'GET children', cutAfterBytes: 1000 });
    const [broken, whole] = await Promise.allSettled([
      ask('GET', '/me/drive/root:/F:/children'),
      ask('GET', '/me/drive'),
    ]);
    expect(broken.status).toBe('rejected');
    expect(whole).toMatchObject({ status: 'fulfilled', value: { status: 200 } });
  });
});
