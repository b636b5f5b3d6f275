import { events } from '../../contract/api.ts';
import type { EventMessage, Reply, Ticket } from '../../contract/bridge.ts';
import { toFailure } from '../../contract/errors.ts';
import { isAppError } from '../errors.ts';
import { createContentUrls } from './content-urls.ts';
import type { Log } from '../ports.ts';
import { createEmit, type Emit, type Server } from './server.ts';
import type { SessionContext } from './session-context.ts';
import { createTickets } from './tickets.ts';

/** A real local file or folder that a person chose or dropped, as the preload's isolated world reports it. */
export interface OfferedPath {
  /** Absolute path of a file or folder. */
  path: string;
  name: string;
  /** `webkitRelativePath` of a file chosen through a folder input ("Trip/day 1/a.jpg"), else "". */
  relativePath: string;
}

/** One window's connection. Its tickets and views die with it. */
export interface Session {
  call(method: string, input: unknown): Promise<Reply>;
  offer(files: readonly OfferedPath[]): Promise<Reply<Ticket[]>>;
  close(): void;
}

/** What a content:// URL shows. */
export interface Content {
  mimeType: string;
  sizeBytes: number | null;
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

/** The windows that are connected, each with tickets and content of its own. */
export interface Windows {
  /** To all of them. */
  broadcast: Emit<typeof events>;
  connect(send: (notice: EventMessage) => void, server: Server<SessionContext>): Session;
  /** Of whichever window has it; null for an unknown or ended ticket. */
  content(ticket: string): Promise<Content | null>;
  close(): void;
}

/** `gone`: a window has closed, and what else belongs to it goes, too. */
export function createWindows(log: Log, gone: (context: SessionContext) => void): Windows {
  const contexts = new Set<SessionContext>();

  return {
    broadcast(event, payload) {
      for (const { emit } of contexts) emit(event, payload);
    },
    connect(send, server) {
      const context: SessionContext = {
        emit: createEmit(events, send, log),
        tickets: createTickets(),
        contentUrls: createContentUrls(),
      };
      contexts.add(context);
      return {
        call: (method, input) => server.call(method, input, context),
        offer: (files) => answer(() => context.tickets.offer(files), log),
        close() {
          contexts.delete(context);
          context.tickets.close();
          context.contentUrls.close();
          gone(context);
        },
      };
    },
    async content(ticket) {
      for (const { contentUrls } of contexts) {
        const content = await contentUrls.content(ticket);
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

async function answer<T>(work: () => Promise<T>, log: Log): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (isAppError(error)) return { ok: false, error: error.toFailure() };
    log.error('bug', {
      during: 'offer',
      error: error instanceof Error ? (error.stack ?? '') : String(error),
    });
    return { ok: false, error: toFailure('bug') };
  }
}
