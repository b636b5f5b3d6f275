import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** null: it can. */
export function whyNoTinyproxy(): string | null {
  try {
    execFileSync('tinyproxy', ['-v'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'tinyproxy is not installed';
  }
}

export interface Tinyproxy extends AsyncDisposable {
  name: string;
  log(): Promise<string>;
}

export interface TinyproxyOptions {
  userName: string;
  password: string;
  /** The proxy it forwards to, since it would resolve the real hosts. */
  upstream: string;
}

export async function startTinyproxy(options: TinyproxyOptions): Promise<Tinyproxy> {
  const { userName, password, upstream } = options;
  const folder = await mkdtemp(join(tmpdir(), 'slipway-tinyproxy-'));
  const port = await findFreePort();
  const logFile = join(folder, 'log');
  const settings = [
    `Port ${port}`,
    'Listen 127.0.0.1',
    'Allow 127.0.0.1',
    'Timeout 60',
    'LogLevel Connect',
    `LogFile "${logFile}"`,
    `BasicAuth ${userName} ${password}`,
    'ConnectPort 443',
    `Upstream http ${upstream}`,
  ];
  const file = join(folder, 'tinyproxy.conf');
  await writeFile(file, settings.join('\n'));
  const program = spawn('tinyproxy', ['-d', '-c', file], { stdio: 'ignore' });
  const ended = once(program, 'exit');
  await untilListening(port, ended);
  return {
    name: `127.0.0.1:${port}`,
    log: () => readFile(logFile, 'utf8'),
    async [Symbol.asyncDispose]() {
      program.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  await once(server.close(), 'close');
  return port;
}

async function untilListening(port: number, ended: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  for (;;) {
    if (hasEnded) throw new Error('tinyproxy ended at once');
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await pause(20);
  }
}
