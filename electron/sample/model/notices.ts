import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Drive } from './drive.ts';

/**
 * Change notices over socket.io (Engine.IO 4, WebSocket only): "0{…}" opens, the client connects with "40/notifications",
 * pings are "2" and "3", and a change is `42/notifications,["notification",…]`. A notice only says: run delta.
 */
export interface Notices {
  /** Takes a WebSocket upgrade on the second host. */
  upgrade(request: IncomingMessage, socket: Duplex): void;
  subscribe(drive: Drive): { id: string; url: string; expiresMs: number };
  /** Sends a ping to every connection; a silent client is a dead one. */
  ping(): void;
  /** Connections that have joined. */
  readonly joined: number;
  close(): void;
}
