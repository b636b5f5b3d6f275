import type { Failure } from './errors.ts';

/** Failures are returned as data: Electron's IPC keeps an error's message but loses its code. */
export type Reply<T = unknown> = { ok: true; value: T } | { ok: false; error: Failure };

/** `payload` is parsed by the event's schema in api.ts. */
export interface EventMessage {
  event: string;
  payload: unknown;
}

export interface OfferedFile {
  readonly name: string;
  readonly size: number;
}

/**
 * A single-use permission to read one local file or folder. The page never gets the path. It ends with the
 * window that made the offer.
 */
export interface Ticket {
  ticket: string;
  name: string;
  kind: 'file' | 'folder';
  sizeBytes: number | null;
}

export interface Bridge {
  call(method: string, input: unknown): Promise<Reply>;
  /** Returns a function that unsubscribes. */
  listen(listener: (notice: EventMessage) => void): () => void;
  /**
   * Fails, naming the first, only if none can be sent. Otherwise an unusable one (a link, a device, an
   * unreadable file) gets a ticket too, and its upload shows the reason.
   */
  offer(files: readonly OfferedFile[]): Promise<Reply<Ticket[]>>;
}

declare global {
  interface Window {
    readonly slipway: Bridge;
  }
}
