import { describe, expect, it } from 'vitest';
import { start } from '../testing/start.ts';

describe('faults', () => {
  it('apply to the n-th matching request and no other', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'x');
    const fault = service.faults.add({
      method: 'PUT',
      route: /content/,
      nth: 2,
      times: 2,
      status: 503,
      headers: { 'Retry-After': '2' },
    });
    const put = async (): Promise<number> => (await client.put('/me/drive/root:/a.txt:/content', 'y')).status;
    expect([await put(), await put(), await put(), await put()]).toEqual([200, 503, 503, 200]);
    expect([fault.struck, (await client.get('/me/drive/root:/a.txt:/content')).status]).toEqual([2, 302]);
  });

  it('are found by route label, and set headers, bodies and redirects', async () => {
    const { service, client } = await start();
    service.faults.add({ route: 'GET children', status: 429, headers: { 'Retry-After': '7' } });
    const answer = await client.get('/me/drive/root/children');
    expect([answer.code, answer.headers.get('retry-after')]).toEqual(['activityLimitReached', '7']);
    service.faults.add({ route: 'GET children', redirect: 'https://elsewhere.example/' });
    expect((await client.get('/me/drive/root/children')).headers.get('location')).toBe(
      'https://elsewhere.example/',
    );
    service.faults.add({ route: 'GET children', status: 502, body: '<h1>Bad gateway</h1>' });
    expect((await client.get('/me/drive/root/children')).bytes.toString()).toBe('<h1>Bad gateway</h1>');
  });

  it('reset the connection before the effect, after it, or in the middle of the body', async () => {
    const { service, client } = await start();
    service.faults.add({ route: 'PUT content', reset: 'beforeEffect' });
    await expect(client.put('/me/drive/root:/a.txt:/content', 'x')).rejects.toThrow('fetch failed');
    expect(service.drive.find('a.txt')).toBeNull();
    service.faults.add({ route: 'PUT content', reset: 'afterEffect' });
    await expect(client.put('/me/drive/root:/a.txt:/content', 'x')).rejects.toThrow('fetch failed');
    expect(service.drive.find('a.txt')).not.toBeNull();
    service.drive.addFile('big.bin', { sizeBytes: 2_000_000 });
    const url = (await client.get('/me/drive/root:/big.bin:/content')).headers.get('location') ?? '';
    service.faults.add({ route: 'GET download', cutAfterBytes: 1_000_000 });
    await expect(client.get(url)).rejects.toThrow();
    expect(service.counters.seen.at(-1)).toMatchObject({ label: 'GET download', bytesOut: 1_000_000 });
    expect((await client.get(url)).bytes.equals(service.drive.bytes('big.bin'))).toBe(true);
  });

  it('can do the work but report failure, or change a byte in transit', async () => {
    const { service, client } = await start();
    service.faults.add({ route: 'DELETE item', status: 500, afterEffect: true });
    service.drive.addFile('a.txt', 'x');
    expect((await client.remove('/me/drive/root:/a.txt')).status).toBe(500);
    expect(service.drive.find('a.txt')).toBeNull();
    service.drive.addFile('b.txt', 'bbbb');
    const url = (await client.get('/me/drive/root:/b.txt:/content')).headers.get('location') ?? '';
    service.faults.add({ route: 'GET download', corrupt: true });
    const bytes = (await client.get(url)).bytes;
    expect([bytes.length, bytes.equals(service.drive.bytes('b.txt'))]).toEqual([4, false]);
  });

  it('change the JSON of a response, or send bytes instead of it', async () => {
    const { service, client } = await start();
    service.faults.add({ route: 'PUT content', edit: (item) => ({ ...item, size: 99, file: undefined }) });
    const { status, json } = await client.put('/me/drive/root:/a.txt:/content', 'x');
    expect([status, json['name'], json['size'], json['file']]).toEqual([201, 'a.txt', 99, undefined]);
    service.faults.add({ route: 'PUT content', edit: () => ({}) });
    expect((await client.put('/me/drive/root:/b.txt:/content', 'x')).json).toEqual({});
    expect(service.drive.tree()).toEqual(['a.txt', 'b.txt']);
    const bytes = Uint8Array.of(0x1f, 0x8b, 0, 255);
    const headers = { 'Content-Type': 'application/gzip', 'X-Proxy': 'yes' };
    service.faults.add({ route: 'GET item', status: 502, body: bytes, headers });
    const answer = await client.get('/me/drive/root:/a.txt');
    expect([answer.status, answer.bytes]).toEqual([502, Buffer.from(bytes)]);
    expect(answer.headers.get('content-type')).toBe('application/gzip');
  });

  it('hold one request until a test releases it, while others pass', async () => {
    const { service, client } = await start();
    const held = service.faults.hold({ route: 'GET children' });
    let done = false;
    const asked = client.get('/me/drive/root/children').then((answer) => {
      done = true;
      return answer.status;
    });
    expect((await client.get('/me/drive')).status).toBe(200);
    expect(done).toBe(false);
    held.letGo();
    expect(await asked).toBe(200);
  });
});

describe('counters', () => {
  it('record requests, their number, and bytes in each direction', async () => {
    const { service, client } = await start();
    await client.put('/me/drive/root:/a.txt:/content', 'hello');
    await client.get((await client.get('/me/drive/root:/a.txt:/content')).headers.get('location') ?? '');
    expect(service.counters.tally('PUT content')).toMatchObject({ count: 1, bytesIn: 5 });
    expect(service.counters.tally('GET download')).toMatchObject({ count: 1, bytesOut: 5 });
    expect([service.counters.count(/^DELETE/), service.counters.count()]).toEqual([0, 3]);
    service.counters.reset();
    expect(service.counters.byRoute()).toEqual({});
  });
});
