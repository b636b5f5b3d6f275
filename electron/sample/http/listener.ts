import {
  createServer as createPlain,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createSecureServer as createHttp2 } from 'node:http2';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Listener {
  /** "http://127.0.0.1:PORT" */
  readonly origin: string;
  onUpgrade(take: (request: IncomingMessage, socket: Duplex) => void): void;
  close(): Promise<void>;
}

export interface ListenerSetting {
  /** 0: any free port. */
  port: number;
  /** Accepted host names besides loopback. */
  hostNames: readonly string[];
  tls: TlsSetting | null;
}

export interface TlsSetting {
  /** PEM. */
  key: string;
  cert: string;
  http2?: boolean;
}

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export async function startListener(setting: ListenerSetting, serve: Serve): Promise<Listener> {
  const listener: RequestListener = (request, response) => {
    const refusal = judgeCaller(request, setting.hostNames);
    if (refusal !== null) {
      response.writeHead(403, { 'Content-Type': 'text/plain' }).end(refusal);
      return;
    }
    // The client has left; otherwise `serve` would have answered.
    serve(request, response).catch(() => response.destroy());
  };
  const server = createListening(setting.tls, listener);
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(setting.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return {
    origin: `${setting.tls === null ? 'http' : 'https'}://127.0.0.1:${port}`,
    onUpgrade(take) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
        if (judgeCaller(request, setting.hostNames) === null) take(request, socket);
        else socket.destroy();
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function createListening(tls: TlsSetting | null, listener: RequestListener): Server {
  // A range of 10 MB doesn't wait for the client every 64 KB.
  const highWaterMark = 1 << 20;
  const keepAliveTimeout = 60_000;
  if (tls === null) return createPlain({ highWaterMark, keepAliveTimeout }, listener);
  if (tls.http2 !== true) return createSecure({ highWaterMark, keepAliveTimeout, ...tls }, listener);
  // Node's compatibility API gives HTTP/2 requests and responses the shape of HTTP/1.
  return createHttp2({ allowHTTP1: true, key: tls.key, cert: tls.cert }, (request, response) =>
    listener(
      request as unknown as IncomingMessage,
      response as unknown as ServerResponse & { req: IncomingMessage },
    ),
  );
}

/** A foreign Host means DNS rebinding, an Origin a page's script. Decided before anything is read. */
export function judgeCaller(request: IncomingMessage, hostNames: readonly string[]): string | null {
  const named = request.headers.host ?? request.headers[':authority'] ?? '';
  const host = String(named).replace(/:\d+$/, '').toLowerCase();
  if (!['127.0.0.1', 'localhost', ...hostNames].includes(host)) return 'unknown host';
  if (request.headers.origin !== undefined) return 'not for web pages';
  return null;
}
