import {
  createServer as createPlain,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Listener {
  /** "http://127.0.0.1:PORT" */
  readonly origin: string;
  /** Requests to switch protocols, after the same judgement as all others. */
  onUpgrade(take: (request: IncomingMessage, socket: Duplex) => void): void;
  close(): Promise<void>;
}

export interface ListenerSetting {
  /** 0: any free one. */
  port: number;
  /** Names besides the loopback ones that a request may ask for. */
  hostNames: readonly string[];
  tls: { key: string; cert: string } | null;
}

export const ANY_PORT: ListenerSetting = { port: 0, hostNames: [], tls: null };

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Listens on loopback only, and serves only requests that a page in a browser could not have made. */
export async function startListener(setting: ListenerSetting, serve: Serve): Promise<Listener> {
  const listener: RequestListener = (request, response) => {
    const refusal = judgeCaller(request, setting.hostNames);
    if (refusal !== null) {
      response.writeHead(403, { 'Content-Type': 'text/plain' }).end(refusal);
      return;
    }
    // A client that went away is no business of ours: `serve` answers whoever is still there.
    serve(request, response).catch(() => response.destroy());
  };
  // Large buffers on the way out: a range of 10 MB must not wait for the client every 64 KB.
  const highWaterMark = 1 << 20;
  const server =
    setting.tls === null
      ? createPlain({ highWaterMark }, listener)
      : createSecure({ highWaterMark, ...setting.tls }, listener);
  const upgraded = new Set<Duplex>();
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(setting.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return {
    origin: `${setting.tls === null ? 'http' : 'https'}://127.0.0.1:${port}`,
    onUpgrade(take) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
        upgraded.add(socket);
        socket.on('close', () => upgraded.delete(socket));
        if (judgeCaller(request, setting.hostNames) === null) take(request, socket);
        else socket.destroy();
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of upgraded) socket.destroy();
        server.closeAllConnections();
      }),
  };
}

/** A Host that is not ours (DNS rebinding) or an Origin (a page's script) is turned away before anything is read. */
export function judgeCaller(request: IncomingMessage, hostNames: readonly string[]): string | null {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (!['127.0.0.1', 'localhost', ...hostNames].includes(host)) return 'unknown host';
  if (request.headers.origin !== undefined) return 'not for web pages';
  return null;
}
