import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface TestProxy extends AsyncDisposable {
  name: string;
  seen: string[];
  authorizations: (string | null)[];
}

export type Inspection = (client: Socket, hostname: string, origin: string) => Ends;

export interface TestProxyOptions {
  /** Loopback origins by host; other hosts get 502. */
  origins: ReadonlyMap<string, string>;
  /** The response to a request that is not accepted yet; null accepts it. */
  judge?: (request: IncomingMessage, socket: Socket) => Verdict | null;
  /** Decrypts and re-encrypts traffic, as companies do. */
  inspect?: Inspection;
}

export interface Verdict {
  status: number;
  authenticate: string[];
  keepOpen?: boolean;
  body?: 'none' | 'counted' | 'chunked';
}

export async function startTestProxy(options: TestProxyOptions): Promise<TestProxy> {
  const { origins, judge = () => null, inspect } = options;
  const seen: string[] = [];
  const authorizations: (string | null)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connection', (socket: Socket) => {
    if (sockets.has(socket)) return;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  server.on('connect', (request, duplex, head) => {
    const client = duplex as Socket; // a server's own connection
    authorizations.push(request.headers['proxy-authorization'] ?? null);
    const verdict = judge(request, client);
    const hostname = (request.url ?? '').replace(/:\d+$/, '');
    const origin = origins.get(hostname);
    const status = verdict?.status ?? (origin === undefined ? 502 : 200);
    seen.push(`${request.url} ${status}`);
    if (status !== 200 || origin === undefined) {
      client.write(toRefusal(verdict ?? { status, authenticate: [] }));
      // Node detaches the connection after CONNECT; it is handed back as a new one.
      if (verdict?.keepOpen === true) server.emit('connection', client);
      else client.end();
      return;
    }
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    const ends = inspect?.(client, hostname, origin) ?? toEnds(client, origin);
    join(ends.near, ends.far, head);
    sockets.add(ends.far);
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

export interface Ends {
  near: Duplex;
  far: Socket;
}

const toEnds = (client: Socket, origin: string): Ends => ({
  near: client,
  far: connect(Number(new URL(origin).port), '127.0.0.1'),
});

function join(near: Duplex, far: Socket, head: Buffer): void {
  far.write(head);
  far.pipe(near);
  near.pipe(far);
  far.on('error', () => near.destroy());
  near.on('error', () => far.destroy());
  near.on('close', () => far.destroy());
}

const page = '<html><p>Sign in to the proxy.</p></html>';
const bodies = {
  none: 'Content-Length: 0\r\n\r\n',
  counted: `Content-Length: ${page.length}\r\n\r\n${page}`,
  chunked: `Transfer-Encoding: chunked\r\n\r\n${page.length.toString(16)}\r\n${page}\r\n0\r\n\r\n`,
};

function toRefusal({ status, authenticate, keepOpen = false, body = 'none' }: Verdict): string {
  const challenges = authenticate.map((text) => `Proxy-Authenticate: ${text}\r\n`).join('');
  const connection = keepOpen ? '' : 'Connection: close\r\n';
  return `HTTP/1.1 ${status} Refused\r\n${challenges}${connection}${bodies[body]}`;
}

export const basic =
  (userName: string, password: string): NonNullable<TestProxyOptions['judge']> =>
  ({ headers }) => {
    const expected = `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
    return headers['proxy-authorization'] === expected
      ? null
      : { status: 407, authenticate: ['Basic realm="Head office"'] };
  };
