import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SocksProxy extends AsyncDisposable {
  name: string;
  seen: string[];
}

export async function startSocksProxy(
  origins: ReadonlyMap<string, string>,
  wanted: { userName: string; password: string } | null = null,
): Promise<SocksProxy> {
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const serve = async (client: Socket) => {
    const [version = 0] = await take(client, 1);
    const asked = version === 4 ? await askedBy4(client) : await askedBy5(client, wanted);
    if (asked === null) return void client.end();
    seen.push(`${version} ${asked}`);
    const origin = origins.get(asked);
    if (origin === undefined) return void client.end(Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0]));
    const target = connect(Number(new URL(origin).port), '127.0.0.1');
    sockets.add(target);
    await once(target, 'connect');
    client.write(Buffer.from(version === 4 ? [0, 90, 0, 0, 0, 0, 0, 0] : [5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
    target.pipe(client).pipe(target);
    target.on('error', () => client.destroy());
  };
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    serve(client).catch(() => client.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    name: `127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server's address is never a string
    seen,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}

async function take(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const block = socket.read(count) as Buffer | null;
    if (block !== null) return block;
    if (socket.readableEnded || socket.destroyed) throw new Error('the client left');
    await once(socket, 'readable');
  }
}

async function askedBy4(client: Socket): Promise<string> {
  await take(client, 7);
  await takeText(client);
  return takeText(client);
}

async function takeText(client: Socket): Promise<string> {
  for (let text = ''; ;) {
    const [byte = 0] = await take(client, 1);
    if (byte === 0) return text;
    text += String.fromCharCode(byte);
  }
}

async function askedBy5(
  client: Socket,
  wanted: { userName: string; password: string } | null,
): Promise<string | null> {
  const takeCounted = async () => {
    const [length = 0] = await take(client, 1);
    return length === 0 ? '' : (await take(client, length)).toString();
  };
  const offered = Buffer.from(await takeCounted(), 'latin1');
  const method = wanted === null ? 0 : 2;
  if (!offered.includes(method)) {
    client.end(Buffer.from([5, 255]));
    return null;
  }
  client.write(Buffer.from([5, method]));
  if (wanted !== null) {
    await take(client, 1);
    const isRight =
      [await takeCounted(), await takeCounted()].join() === `${wanted.userName},${wanted.password}`;
    client.write(Buffer.from([1, isRight ? 0 : 1]));
    if (!isRight) return null;
  }
  await take(client, 4);
  const host = await takeCounted();
  await take(client, 2);
  return host;
}
