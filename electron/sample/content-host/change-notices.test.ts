import { describe, expect, it, vi } from 'vitest';
import { start } from '../testing/start.ts';

function connect(notificationUrl: string): {
  next(): Promise<string>;
  send(text: string): void;
  close(): void;
} {
  const url = new URL(notificationUrl);
  const socket = new WebSocket(
    `ws://${url.host}/socket.io/?EIO=4&transport=websocket&${url.searchParams.toString()}`,
  );
  const heard: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  const give = (text: string): void => {
    const first = waiting.shift();
    if (first === undefined) heard.push(text);
    else first(text);
  };
  socket.addEventListener('message', (event) => give(String(event.data)));
  socket.addEventListener('error', () => give('error'));
  return {
    next: () =>
      new Promise((resolve) => (heard.length > 0 ? resolve(heard.shift() ?? '') : waiting.push(resolve))),
    send: (text) => socket.send(text),
    close: () => socket.close(),
  };
}

describe('change notices', () => {
  it('arrive over socket.io, one for many changes, and pings are answered', async () => {
    const { service, client } = await start();
    const subscription = (await client.get('/me/drive/root/subscriptions/socketIo')).json;
    const wire = connect(subscription['notificationUrl'] as string);
    expect(await wire.next()).toMatch(/^0\{"sid":/);
    wire.send('40');
    expect(await wire.next()).toMatch(/^40\{/);
    wire.send('40/notifications');
    expect(await wire.next()).toMatch(/^40\/notifications/);
    service.drive.addFolder('F', { files: 50 });
    expect(await wire.next()).toMatch(/^42\/notifications,\["notification"/);
    service.world.changeNotices.ping();
    expect(await wire.next()).toBe('2');
    wire.close();
  });

  it('are preceded by a heartbeat, without which clients disconnect', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const { client } = await start();
      const subscription = (await client.get('/me/drive/root/subscriptions/socketIo')).json;
      const wire = connect(subscription['notificationUrl'] as string);
      const { pingInterval } = JSON.parse((await wire.next()).slice(1)) as { pingInterval: number };
      vi.advanceTimersByTime(pingInterval);
      expect(await wire.next()).toBe('2');
      wire.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('are refused without a subscription or after it expires', async () => {
    const { service, client } = await start({ startAt: 0 });
    expect(await connect(`${service.world.contentOrigin}/callback?snthgk=guess`).next()).toBe('error');
    const subscription = (await client.get('/me/drive/root/subscriptions/socketIo')).json;
    service.clock.advance(25 * 3_600_000);
    expect(await connect(subscription['notificationUrl'] as string).next()).toBe('error');
  });
});
