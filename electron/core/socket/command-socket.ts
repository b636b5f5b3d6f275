import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import {
  CallerMessage,
  Hello,
  maxCallerChars,
  socketProtocol,
  type Greeting,
  type RefusedReason,
  type OwnerMessage,
} from '../../contract/socket.ts';
import { AppError } from '../errors.ts';
import { reportBug } from '../lib/report-bug.ts';
import type { Log } from '../ports.ts';
import type { CommandSession } from '../session/command-sessions.ts';
import { parseLine, readLines } from './read-lines.ts';
import { isOwnFolder, toKeyFile, type SocketPlace } from './socket-place.ts';

/** For other programs of the same user. */
export interface CommandSocket {
  hasCallers(): boolean;
  /** Resolves when the last caller has gone; until then it accepts others, who could not become the owner. */
  whenUnused(): Promise<void>;
  close(): Promise<void>;
}

export interface CommandSocketDeps {
  place: SocketPlace;
  version: string;
  connect: () => CommandSession;
  log: Log;
}

const maxCallers = 256;
const maxCalls = 64;
/** Closes connections that send no hello. */
const helloTimeoutMs = 10_000;

/** Under the profile lock an existing socket file is left over from a previous owner. */
export async function serveCommands(deps: CommandSocketDeps): Promise<CommandSocket> {
  const { place, log } = deps;
  const callers = new Set<Socket>();
  const key = place.keyFile === null ? null : randomBytes(32).toString('hex');
  const unused = Promise.withResolvers<void>();
  let endsWhenUnused = false;
  const server = createServer((socket) => {
    if (callers.size >= maxCallers) return refuse(socket, 'busy');
    callers.add(socket);
    socket.once('close', () => {
      callers.delete(socket);
      if (endsWhenUnused) endIfUnused();
    });
    serve(deps, socket, key);
  });
  try {
    prepare(place);
    await listen(server, place);
    // Only now: a file that names someone else's pipe would give them the key.
    if (key !== null) writeKey(place, key);
  } catch (error) {
    server.close();
    log.warn('commands can not reach this profile', { cause: String(error) });
    return {
      hasCallers: () => false,
      whenUnused: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
  }
  server.on('error', (error) => reportBug(log, 'the socket of commands', error));

  const stopListening = (): void => {
    // Pipes end with their server; Node removes a socket's file.
    if (server.listening) server.close();
    if (place.keyFile !== null) rmSync(place.keyFile, { force: true });
  };
  function endIfUnused(): void {
    if (callers.size > 0) return;
    stopListening();
    unused.resolve();
  }
  return {
    hasCallers: () => callers.size > 0,
    whenUnused() {
      endsWhenUnused = true;
      endIfUnused();
      return unused.promise;
    },
    async close() {
      stopListening();
      for (const socket of callers) socket.destroy();
    },
  };
}

function prepare({ path, folder, keyFile }: SocketPlace): void {
  if (folder !== null) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwnFolder(folder)) throw new Error(`${folder} belongs to somebody else`);
  }
  rmSync(keyFile ?? path, { force: true });
}

function writeKey({ path, keyFile }: SocketPlace, key: string): void {
  if (keyFile !== null) writeFileSync(keyFile, toKeyFile({ key, path }), { mode: 0o600, flag: 'wx' });
}

function listen(server: Server, { path, keyFile }: SocketPlace): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Only the user may enter the folder; some systems also check the socket's permissions.
    server.listen(path, () => {
      server.off('error', reject);
      if (keyFile === null) chmodSync(path, 0o600);
      resolve();
    });
  });
}

function refuse(socket: Socket, refused: RefusedReason): void {
  socket.on('error', () => {});
  socket.end(`${JSON.stringify({ refused })}\n`);
  socket.resume();
}

interface Call {
  abort: AbortController;
  /** Waits for a piece of stdin; null: none was requested. */
  onStdin: ((base64: string | null) => void) | null;
}

function serve({ version, connect, log }: CommandSocketDeps, socket: Socket, key: string | null): void {
  const calls = new Map<number, Call>();
  let session: CommandSession | null = null;
  let isRefused = false;

  const hangUp = (reason: RefusedReason): void => {
    isRefused = true;
    refuse(socket, reason);
  };
  const send = async (message: OwnerMessage | Greeting): Promise<void> => {
    if (socket.destroyed || isRefused || socket.write(`${JSON.stringify(message)}\n`)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        socket.off('drain', go).off('close', go);
        resolve();
      };
      socket.on('drain', go).on('close', go);
    });
  };

  const answer = async (open: CommandSession, id: number, method: string, input: unknown): Promise<void> => {
    const call: Call = { abort: new AbortController(), onStdin: null };
    calls.set(id, call);
    const { signal } = call.abort;
    const readStdin = async (): Promise<Uint8Array | null> => {
      const base64 = await askForStdin(call, () => send({ id, wants: 'stdin' }));
      return base64 === null ? null : Buffer.from(base64, 'base64');
    };
    const reply = await open.call(method, input, { send: (part) => send({ id, part }), signal, readStdin });
    calls.delete(id);
    await send({ id, ...reply });
  };

  const receive = (line: string): void => {
    if (isRefused) return;
    const message = parseLine(line);
    if (session === null) {
      const hello = Hello.safeParse(message);
      if (!hello.success) return hangUp('malformed');
      if (hello.data.hello !== socketProtocol) return hangUp('otherProtocol');
      if (!isSameKey(hello.data.key, key)) return hangUp('wrongKey');
      socket.setTimeout(0);
      session = connect();
      return;
    }
    const parsed = CallerMessage.safeParse(message);
    if (!parsed.success) return hangUp('malformed');
    const { data } = parsed;
    // It may cross the reply to its call.
    if ('cancel' in data) return calls.get(data.id)?.abort.abort(new AppError('cancelled'));
    if ('stdin' in data) return calls.get(data.id)?.onStdin?.(data.stdin);
    if (calls.has(data.id) || calls.size >= maxCalls) return hangUp('busy');
    answer(session, data.id, data.method, data.input).catch((error: unknown) =>
      reportBug(log, data.method, error),
    );
  };

  socket.on('error', () => {});
  socket.setTimeout(helloTimeoutMs, () => socket.destroy());
  socket.once('close', () => {
    for (const { abort } of calls.values()) abort.abort(new AppError('cancelled'));
    session?.close();
  });
  readLines(socket, maxCallerChars, receive, () => hangUp('tooLong'));
  void send({ slipway: socketProtocol, version });
}

/** Rejects when the caller disconnects: a truncated file must not look complete. */
function askForStdin(call: Call, ask: () => Promise<void>): Promise<string | null> {
  const { signal } = call.abort;
  return new Promise((resolve, reject) => {
    const end = (): void => {
      call.onStdin = null;
      reject(signal.reason as Error);
    };
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    call.onStdin = (base64) => {
      call.onStdin = null;
      signal.removeEventListener('abort', end);
      resolve(base64);
    };
    void ask();
  });
}

function isSameKey(given: string | null, key: string | null): boolean {
  if (key === null) return true;
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(key)];
  return one.length === other.length && timingSafeEqual(one, other);
}
