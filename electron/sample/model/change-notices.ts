import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Drive } from './drive.ts';

/**
 * socket.io (Engine.IO 4, WebSocket only): "0{…}" opens, the client connects with "40/notifications", pings
 * are "2" and "3", and a change is `42/notifications,["notification",…]`. A notice only means: run delta.
 */
export interface ChangeNotices {
  upgrade(request: IncomingMessage, socket: Duplex): void;
  subscribe(drive: Drive): { id: string; url: string; expiresMs: number };
  ping(): void;
  readonly joined: number;
  close(): void;
}
