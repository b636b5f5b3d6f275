import { randomBytes } from 'node:crypto';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Drive } from '../model/drive.ts';
import type { ChangeNotices } from '../model/change-notices.ts';
import type { World } from '../model/world.ts';

const LIFE_MS = 24 * 3_600_000;

export function createChangeNotices(world: World): ChangeNotices {
  const subscriptions = new Map<string, { drive: Drive; expiresMs: number }>();
  const server = new WebSocketServer({ noServer: true });
  const joined = new Map<WebSocket, Drive>();
  const told = new Set<Drive>();
  const watched = new Set<Drive>();

  function tell(drive: Drive): void {
    if (told.has(drive)) return;
    // Changes in the same tick become one notice.
    told.add(drive);
    setImmediate(() => {
      told.delete(drive);
      for (const [client, wanted] of joined)
        if (wanted === drive) client.send('42/notifications,["notification",{"changeType":"updated"}]');
    });
  }

  function greet(client: WebSocket, drive: Drive): void {
    const sid = randomBytes(9).toString('base64url');
    const pings = { pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1_000_000 };
    const heartbeat = setInterval(() => client.send('2'), pings.pingInterval).unref();
    client.on('close', () => {
      clearInterval(heartbeat);
      joined.delete(client);
    });
    client.on('message', (bytes: Buffer) => {
      const text = bytes.toString('utf8');
      if (text === '40') client.send(`40{"sid":"${sid}"}`);
      if (!text.startsWith('40/notifications')) return;
      joined.set(client, drive);
      client.send(`40/notifications,{"sid":"${sid}"}`);
    });
    client.send(`0${JSON.stringify({ sid, upgrades: [], ...pings })}`);
  }

  return {
    get joined() {
      return joined.size;
    },
    subscribe(drive) {
      if (!watched.has(drive)) drive.log.listen(() => tell(drive));
      watched.add(drive);
      const id = randomBytes(12).toString('base64url');
      const expiresMs = world.clock.now() + LIFE_MS;
      subscriptions.set(id, { drive, expiresMs });
      return { id, url: `${world.contentOrigin}/callback?snthgk=${id}`, expiresMs };
    },
    upgrade(request, socket) {
      const query = new URL(request.url ?? '/', 'http://local').searchParams;
      const subscription = subscriptions.get(query.get('snthgk') ?? '');
      const wanted = (request.url ?? '').startsWith('/socket.io/') && query.get('EIO') === '4';
      if (!wanted || subscription === undefined || subscription.expiresMs <= world.clock.now()) {
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, Buffer.alloc(0), (client) => greet(client, subscription.drive));
    },
    ping() {
      for (const client of server.clients) client.send('2');
    },
    close() {
      for (const client of server.clients) client.close();
    },
  };
}
