import { readFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import type { Reply } from '../../contract/bridge.ts';
import {
  Greeting,
  maxOwnerChars,
  socketProtocol,
  OwnerMessage,
  type RefusedReason,
} from '../../contract/socket.ts';
import { AppError } from '../errors.ts';
import type { PartSink } from '../session/command-sessions.ts';
import { parseLine, readLines } from './read-lines.ts';
import { readKeyFile, type SocketPlace } from './socket-place.ts';

export interface CommandClient {
  readonly version: string;
  /** Never rejects: a lost connection is the failure `ownerGone`. */
  call(method: string, input: unknown, sink: PartSink): Promise<Reply>;
  close(): void;
}

/** Why there is no connection. none: nothing listens. silent: the listener sends no greeting. */
export class NotConnected extends Error {
  readonly reason: 'none' | 'silent' | 'denied' | RefusedReason;
  readonly version: string | null;

  constructor(reason: NotConnected['reason'], version: string | null = null, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
    this.version = version;
  }
}

const greetingTimeoutMs = 5_000;

/** @throws NotConnected */
export async function connectCommands(
  { path, keyFile }: SocketPlace,
  timeoutMs: number = greetingTimeoutMs,
): Promise<CommandClient> {
  const { key, path: target } = keyFile === null ? { key: null, path } : readKey(keyFile);
  const socket = createConnection(target);
  try {
    const inbox = createInbox(socket);
    const greeting = await greet(socket, inbox, timeoutMs);
    socket.write(`${JSON.stringify({ hello: socketProtocol, key })}\n`);
    return createClient(socket, inbox, greeting.version);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function readKey(file: string): { key: string; path: string } {
  try {
    return readKeyFile(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new NotConnected('none', null, cause);
  }
}

interface Inbox {
  onLine: (message: unknown) => void;
  onEnd: () => void;
}

function createInbox(socket: Socket): Inbox {
  const inbox: Inbox = { onLine: () => {}, onEnd: () => {} };
  readLines(
    socket,
    maxOwnerChars,
    (line) => inbox.onLine(parseLine(line)),
    () => socket.destroy(),
  );
  socket.once('close', () => inbox.onEnd());
  return inbox;
}

function greet(socket: Socket, inbox: Inbox, timeoutMs: number): Promise<Greeting> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NotConnected('silent')), timeoutMs);
    const settle = (work: () => void): void => {
      clearTimeout(timer);
      work();
    };
    socket.on('error', (cause: NodeJS.ErrnoException) => {
      const isDenied = cause.code === 'EACCES' || cause.code === 'EPERM';
      settle(() => reject(new NotConnected(isDenied ? 'denied' : 'none', null, cause)));
    });
    inbox.onEnd = () => settle(() => reject(new NotConnected('silent')));
    inbox.onLine = (message) =>
      settle(() => {
        const parsed = OwnerMessage.safeParse(message);
        if (parsed.success && 'refused' in parsed.data) return reject(new NotConnected(parsed.data.refused));
        const greeting = Greeting.safeParse(message);
        if (!greeting.success) return reject(new NotConnected('silent'));
        const { slipway, version } = greeting.data;
        if (slipway !== socketProtocol) return reject(new NotConnected('otherProtocol', version));
        return resolve(greeting.data);
      });
  });
}

interface Pending {
  resolve: (reply: Reply) => void;
  sink: PartSink;
  /** Parts are handled one at a time; the reply comes after the last of them. */
  last: Promise<void>;
}

function createClient(socket: Socket, inbox: Inbox, version: string): CommandClient {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let ended: Reply | null = null;
  const end = (code: 'ownerGone' | 'badInput' = 'ownerGone'): void => {
    ended ??= { ok: false, error: new AppError(code).toFailure() };
    for (const { resolve } of pending.values()) resolve(ended);
    pending.clear();
  };
  inbox.onEnd = () => end();
  inbox.onLine = (message) => {
    const parsed = OwnerMessage.safeParse(message);
    if (!parsed.success) return socket.destroy();
    const { data } = parsed;
    if ('refused' in data) return end(data.refused === 'tooLong' ? 'badInput' : 'ownerGone');
    const call = pending.get(data.id);
    if (call === undefined) return;
    // This client's calls read no stdin.
    if ('wants' in data) return void socket.write(`${JSON.stringify({ id: data.id, stdin: null })}\n`);
    if (!('ok' in data)) {
      // Backpressure: the owner waits until this part is handled.
      socket.pause();
      call.last = call.last.then(() => call.sink.send(data.part)).finally(() => socket.resume());
      return;
    }
    pending.delete(data.id);
    const reply: Reply = data.ok ? { ok: true, value: data.value } : { ok: false, error: data.error };
    void call.last.then(
      () => call.resolve(reply),
      () => call.resolve(reply),
    );
  };
  return {
    version,
    call(method, input, sink) {
      if (ended !== null) return Promise.resolve(ended);
      const id = nextId;
      nextId += 1;
      return new Promise<Reply>((resolve) => {
        pending.set(id, { resolve, sink, last: Promise.resolve() });
        const cancel = (): void => void socket.write(`${JSON.stringify({ id, cancel: true })}\n`);
        sink.signal.addEventListener('abort', cancel, { once: true });
        socket.write(`${JSON.stringify({ id, method, input })}\n`);
      });
    },
    close() {
      inbox.onEnd = () => {};
      end();
      socket.end();
      socket.unref();
    },
  };
}
