import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../contract/bridge.ts';
import { maxCallerChars, socketProtocol } from '../../contract/socket.ts';
import { createRig, type Rig, type RigOptions } from '../testing/rig.ts';
import { addSample } from '../testing/steps.ts';
import { serveCommands, type CommandSocket } from './command-socket.ts';
import { connectCommands, NotConnected, type CommandClient } from './connect-commands.ts';
import { toSocketPlace, type SocketPlace } from './socket-place.ts';

interface SocketRig extends AsyncDisposable {
  rig: Rig;
  place: SocketPlace;
  socket: CommandSocket;
  client: CommandClient;
  call(method: string, input: unknown): Promise<{ reply: Reply; parts: unknown[] }>;
  stop(): Promise<void>;
}

async function createSocketRig(
  options: RigOptions & { platform?: NodeJS.Platform } = {},
): Promise<SocketRig> {
  const rig = await createRig(options);
  const place = toSocketPlace(rig.userData);
  // Keys are for pipes, but a socket may have one as well.
  if (options.platform === 'win32') place.keyFile = toSocketPlace(rig.userData, 'win32').keyFile;
  const deps = { place, version: '1.2.3', connect: () => rig.core.connectCommand(), log: rig.ports.log };
  const socket = await serveCommands(deps);
  const client = await connectCommands(place);
  return {
    rig,
    place,
    socket,
    client,
    async call(method, input) {
      const parts: unknown[] = [];
      const sink = { send: async (part: unknown) => void parts.push(part), signal: never };
      return { reply: await client.call(method, input, sink), parts };
    },
    stop: () => socket.close(),
    async [Symbol.asyncDispose]() {
      client.close();
      await socket.close();
      await rig[Symbol.asyncDispose]();
    },
  };
}

const never = new AbortController().signal;

async function inFolder(work: (place: SocketPlace) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-socket-'));
  try {
    await work(toSocketPlace(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const list = (accountId: string) => ({ accountId, target: 'myfiles', recursive: true, limit: null });

/** The raw lines received until the other side disconnects. */
function talk(path: string, send: (socket: Socket) => void): Promise<string[]> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(text.split('\n').filter((line) => line !== '')));
    send(socket);
  });
}

const hello = (more: object = {}) => `${JSON.stringify({ hello: socketProtocol, key: null, ...more })}\n`;

describe('the socket of a profile', () => {
  test('answers calls, part by part', async () => {
    await using at = await createSocketRig({ content: 'empty' });
    at.rig.service.drive.addFolder('Big', { files: 2_500 });
    const accountId = await addSample(at.rig);
    expect(at.client.version).toBe('1.2.3');
    const { reply, parts } = await at.call('files.list', list(accountId));
    expect(reply).toMatchObject({ ok: true, value: { files: 2_500, folders: 1 } });
    expect(parts.flat()).toHaveLength(2_501);
    expect((await at.call('accounts.list', {})).reply).toMatchObject({ ok: true, value: [{ accountId }] });
  });

  test('serves many callers at once, each over its own connection', async () => {
    await using at = await createSocketRig();
    const accountId = await addSample(at.rig);
    const clients = await Promise.all(Array.from({ length: 50 }, () => connectCommands(at.place)));
    const replies = await Promise.all(
      clients.map((client) =>
        client.call('files.list', list(accountId), { send: async () => {}, signal: never }),
      ),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]).toMatchObject({ ok: true });
    for (const client of clients) client.close();
  });

  test.skipIf(process.platform === 'win32')('is accessible only to its user', async () => {
    await using at = await createSocketRig();
    expect((await stat(at.place.path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(at.place.path))).mode & 0o777).toBe(0o700);
  });

  test('offers only the methods for commands, and the page can’t call any of those', async () => {
    await using at = await createSocketRig();
    const accountId = await addSample(at.rig);
    for (const name of ['settings.change', 'signIn.begin', 'transfers.upload', 'constructor', '__proto__'])
      expect((await at.call(name, {})).reply, name).toMatchObject({ error: { code: 'unknownMethod' } });
    const asPage = await at.rig.session.call('files.list', list(accountId));
    expect(asPage).toMatchObject({ error: { code: 'unknownMethod' } });
    const wrong = await at.call('files.list', { ...list(accountId), more: 1 });
    expect(wrong.reply).toMatchObject({ error: { code: 'badInput' } });
  });

  test('keeps the code and details of a failure', async () => {
    await using at = await createSocketRig({ content: 'empty' });
    const accountId = await addSample(at.rig);
    const { reply } = await at.call('files.list', { ...list(accountId), target: 'myfiles/None' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'pathNotFound', facts: { missing: 'None' } } });
  });

  test('disconnects on another protocol, on no protocol, and on a line that is too long', async () => {
    await using at = await createSocketRig();
    const { path } = at.place;
    const last = async (text: string) => (await talk(path, (socket) => socket.write(text))).at(-1);
    expect(await last(`${JSON.stringify({ hello: 99, key: null })}\n`)).toBe('{"refused":"otherProtocol"}');
    expect(await last('GET / HTTP/1.1\r\n\r\n')).toBe('{"refused":"malformed"}');
    expect(await last(`${hello()}{"id":1}\n`)).toBe('{"refused":"malformed"}');
    expect(await last(`${hello()}${'x'.repeat(maxCallerChars + 1)}`)).toBe('{"refused":"tooLong"}');
    expect((await at.call('accounts.list', {})).reply.ok).toBe(true);
  });

  test('requires the key where pipe names are visible to everyone', async () => {
    await using at = await createSocketRig({ platform: 'win32' });
    expect((await stat(at.place.keyFile ?? '')).mode & 0o777).toBe(0o600);
    expect((await at.call('accounts.list', {})).reply.ok).toBe(true);
    const wrong = hello({ key: 'a'.repeat(64) });
    const lines = await talk(at.place.path, (socket) => socket.write(wrong));
    expect(lines.at(-1)).toBe('{"refused":"wrongKey"}');
    await at.stop();
    await expect(readFile(at.place.keyFile ?? '')).rejects.toThrow('ENOENT');
  });

  test('cancels the calls of a caller that disconnects', async () => {
    await using at = await createSocketRig({ content: 'empty' });
    const accountId = await addSample(at.rig);
    const held = at.rig.service.faults.hold({ route: 'GET children' });
    const other = await connectCommands(at.place);
    const reply = other.call('files.list', list(accountId), { send: async () => {}, signal: never });
    await expect.poll(() => held.struck).toBe(1);
    other.close();
    expect(await reply).toMatchObject({ error: { code: 'ownerGone' } });
    held.letGo();
    expect((await at.call('files.list', list(accountId))).reply.ok).toBe(true);
  });

  test('allows a call to be canceled', async () => {
    await using at = await createSocketRig({ content: 'empty' });
    const accountId = await addSample(at.rig);
    const held = at.rig.service.faults.hold({ route: 'GET children' });
    const abort = new AbortController();
    const sink = { send: async () => {}, signal: abort.signal };
    const reply = at.client.call('files.list', list(accountId), sink);
    await expect.poll(() => held.struck).toBe(1);
    abort.abort();
    expect(await reply).toMatchObject({ error: { code: 'cancelled' } });
    held.letGo();
  });

  test('tells waiting callers when its owner ends', async () => {
    await using at = await createSocketRig({ content: 'empty' });
    const accountId = await addSample(at.rig);
    const held = at.rig.service.faults.hold({ route: 'GET children' });
    const reply = at.call('files.list', list(accountId));
    await expect.poll(() => held.struck).toBe(1);
    await at.stop();
    expect((await reply).reply).toMatchObject({ error: { code: 'ownerGone' } });
    held.letGo();
    await expect(connectCommands(at.place)).rejects.toMatchObject({ reason: 'none' });
  });
});

test('an owner that waits for its last caller still serves others', async () => {
  await using at = await createSocketRig({ content: 'empty' });
  const accountId = await addSample(at.rig);
  expect(at.socket.hasCallers()).toBe(true);
  let isUnused = false;
  const unused = at.socket.whenUnused().then(() => (isUnused = true));
  const second = await connectCommands(at.place);
  at.client.close();
  const sink = { send: async () => {}, signal: never };
  expect((await second.call('files.list', list(accountId), sink)).ok).toBe(true);
  expect(isUnused).toBe(false);
  second.close();
  await unused;
  expect(at.socket.hasCallers()).toBe(false);
  await expect(connectCommands(at.place)).rejects.toMatchObject({ reason: 'none' });
});

describe('without an owner', () => {
  test('no owner is found, even if a file has the name of the socket', () =>
    inFolder(async (place) => {
      await expect(connectCommands(place)).rejects.toMatchObject({ reason: 'none' });
      await writeFile(place.path, '');
      await expect(connectCommands(place)).rejects.toMatchObject({ reason: 'none' });
    }));

  test('a socket that accepts and sends nothing isn’t waited for', () =>
    inFolder(async (place) => {
      const sockets: Socket[] = [];
      const server = createServer((socket) => void sockets.push(socket));
      await new Promise<void>((resolve) => server.listen(place.path, resolve));
      await expect(connectCommands(place, 20)).rejects.toBeInstanceOf(NotConnected);
      await expect(connectCommands(place, 20)).rejects.toMatchObject({ reason: 'silent' });
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    }));

  test('a socket with another protocol is reported with its version', () =>
    inFolder(async (place) => {
      const server = createServer((socket) => {
        socket.on('error', () => {});
        socket.end('{"slipway":7,"version":"9.0.0"}\n');
      });
      await new Promise<void>((resolve) => server.listen(place.path, resolve));
      await expect(connectCommands(place)).rejects.toMatchObject({
        reason: 'otherProtocol',
        version: '9.0.0',
      });
      await new Promise((resolve) => server.close(resolve));
    }));

  test('a leftover socket is taken over', async () => {
    await using rig = await createRig();
    const place = toSocketPlace(rig.userData);
    await writeFile(place.path, 'left behind');
    const deps = { place, version: '1', connect: () => rig.core.connectCommand(), log: rig.ports.log };
    const socket = await serveCommands(deps);
    const client = await connectCommands(place);
    client.close();
    await socket.whenUnused();
    await socket.close();
  });

  test('a profile with a long path has its socket elsewhere, inaccessible to others', async () => {
    const place = toSocketPlace(`/home/${'long/'.repeat(30)}profile`);
    expect(Buffer.byteLength(place.path)).toBeLessThan(100);
    expect(place.folder).not.toBeNull();
  });
});

function refuseAll(): never {
  throw new Error('nobody gets here');
}

test('a pipe of somebody else never gets the key: pipe names are new each time, and no name is published before it is held', async () => {
  await inFolder(async (place) => {
    const profile = dirname(place.path);
    const { path, keyFile } = toSocketPlace(profile, 'win32');
    expect(toSocketPlace(profile, 'win32').path).not.toBe(path);
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(place.path, resolve));
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const deps = { place: { ...place, keyFile }, version: '1', connect: refuseAll, log };
    const socket = await serveCommands(deps);
    await expect(stat(keyFile ?? '')).rejects.toThrow('ENOENT');
    await expect(connectCommands({ ...place, keyFile })).rejects.toMatchObject({ reason: 'none' });
    await socket.close();
    stranger.close();
  });
});
