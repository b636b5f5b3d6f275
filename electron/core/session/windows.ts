import { events } from '../../contract/api.ts';
import type { EventMessage, Reply, Ticket } from '../../contract/bridge.ts';
import { offerFailures } from '../../contract/method-failures.ts';
import { AppError } from '../errors.ts';
import { createContentUrls, type Content, type WantedBytes } from './content-urls.ts';
import type { Log } from '../ports.ts';
import { createEmit, toReportedFailure, type Emit, type Server } from './server.ts';
import type { SessionContext } from './session-context.ts';
import { createTickets, type OfferedPath } from './tickets.ts';

export interface Session {
  call(method: string, input: unknown): Promise<Reply>;
  offer(files: readonly OfferedPath[]): Promise<Reply<Ticket[]>>;
  close(): void;
}

export interface WindowAbilities {
  startDrag(paths: readonly string[]): void;
}

export const noWindow: WindowAbilities = {
  startDrag() {
    throw new AppError('notSupported');
  },
};

export interface Windows {
  broadcast: Emit<typeof events>;
  connect(send: (message: EventMessage) => void, window?: WindowAbilities): Session;
  /** From any window; null for an unknown or expired content id. */
  content(ticket: string, wanted?: WantedBytes | null): Promise<Content | null>;
  close(): void;
}

export function createWindows(
  server: Server<SessionContext>,
  log: Log,
  closed: (context: SessionContext) => void,
): Windows {
  const contexts = new Set<SessionContext>();

  return {
    broadcast(event, payload) {
      for (const { emit } of contexts) emit(event, payload);
    },
    connect(send, window = noWindow) {
      const closing = new AbortController();
      const context: SessionContext = {
        emit: createEmit(events, send, log),
        tickets: createTickets(),
        contentUrls: createContentUrls(),
        startDrag: (paths) => window.startDrag(paths),
        closed: closing.signal,
      };
      contexts.add(context);
      return {
        call: (method, input) => server.call(method, input, context),
        offer: (files) => toReply(() => context.tickets.offer(files), log),
        close() {
          closing.abort();
          contexts.delete(context);
          context.tickets.close();
          context.contentUrls.close();
          closed(context);
        },
      };
    },
    async content(ticket, wanted = null) {
      for (const { contentUrls } of contexts) {
        const content = await contentUrls.content(ticket, wanted);
        if (content !== null) return content;
      }
      return null;
    },
    close() {
      for (const { tickets, contentUrls } of contexts) {
        tickets.close();
        contentUrls.close();
      }
      contexts.clear();
    },
  };
}

async function toReply<T>(work: () => Promise<T>, log: Log): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: toReportedFailure(error, { name: 'offer', declared: offerFailures }, log) };
  }
}
