import type { z } from 'zod';
import type { Reply } from '../../contract/bridge.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { createServer, type DeclaredFailures, type HandlersOf, type Table } from './server.ts';
import type { Session, Windows } from './windows.ts';

export interface PartSink {
  send: (part: unknown) => Promise<void>;
  signal: AbortSignal;
  /**
   * The next piece of the caller's stdin, null at its end; rejects when the caller disconnects. Missing: there
   * is no stdin.
   */
  readStdin?: () => Promise<Uint8Array | null>;
}

export interface CommandSession {
  call(method: string, input: unknown, sink: PartSink): Promise<Reply>;
  close(): void;
}

export interface CommandSessions {
  connect(): CommandSession;
}

type PartTable = Table & Readonly<Record<string, { part: z.ZodType }>>;

/** Page methods that commands may use run in a session of their own; the others here. */
export function createCommandSessions<T extends PartTable>(
  table: T,
  handlers: HandlersOf<T, PartSink>,
  failures: DeclaredFailures,
  shared: { names: readonly string[]; windows: Pick<Windows, 'connect'> },
  log: Log,
): CommandSessions {
  const server = createServer(table, handlers, failures, log);
  return {
    connect() {
      let session: Session | null = null;
      const open = (): Session => (session ??= shared.windows.connect(() => {}));
      const closing = new AbortController();
      return {
        call(method, input, { send, signal, ...more }) {
          if (shared.names.includes(method)) return open().call(method, input);
          const part = Object.hasOwn(table, method) ? table[method]?.part : undefined;
          return server.call(method, input, {
            ...more,
            // Undeclared fields must not leave in a part either.
            send: (value) => send(part?.parse(value)),
            signal: AbortSignal.any([signal, closing.signal]),
          });
        },
        close() {
          closing.abort(new AppError('cancelled'));
          session?.close();
        },
      };
    },
  };
}
