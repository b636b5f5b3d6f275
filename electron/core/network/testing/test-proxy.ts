import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface TestProxy extends AsyncDisposable {
  /** "127.0.0.1:PORT" */
  name: string;
  /** What CONNECT asked for, with the status it got. */
  seen: string[];
  /** What was sent to sign in. */
  authorizations: (string | null)[];
}

export interface TestProxyOptions {
  /** Loopback origins by host; other hosts get 502. */
  origins: ReadonlyMap<string, string>;
  /** The answer to a request that may not pass yet; null lets it pass. */
  judge?: (request: IncomingMessage, socket: Socket) => { status: number; authenticate: string[] } | null;
}

/** A proxy that leads CONNECT to services on this computer, after its own idea of who may pass. */
export async function startTestProxy({ origins, judge = () => null }: TestProxyOptions): Promise<TestProxy> {
  const seen: string[] = [];
  const authorizations: (string | null)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  server.on('connect', (request, duplex, head) => {
    const client = duplex as Socket; // a server's own connection
    authorizations.push(request.headers['proxy-authorization'] ?? null);
    const verdict = judge(request, client);
    const origin = origins.get((request.url ?? '').replace(/:\d+$/, ''));
    const status = verdict?.status ?? (origin === undefined ? 502 : 200);
    seen.push(`${request.url} ${status}`);
    const challenges = (verdict?.authenticate ?? [])
      .map((text) => `Proxy-Authenticate: ${text}\r\n`)
      .join('');
    if (status !== 200 || origin === undefined) {
      client.end(`HTTP/1.1 ${status} Refused\r\n${challenges}Content-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    const target = connect(Number(new URL(origin).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(client);
      client.pipe(target);
    });
    sockets.add(target);
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
    client.on('close', () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    name: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    authorizations,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Passes who names this person and password. */
export const basic =
  (userName: string, password: string): NonNullable<TestProxyOptions['judge']> =>
  ({ headers }) => {
    const expected = `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
    return headers['proxy-authorization'] === expected
      ? null
      : { status: 407, authenticate: ['Basic realm="Head office"'] };
  };
