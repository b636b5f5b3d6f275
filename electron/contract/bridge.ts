import type { Failure } from './errors.ts';

/** The answer to a call. Failures travel as data: Electron's IPC keeps an error's message and loses its code. */
export type Reply<T = unknown> = { ok: true; value: T } | { ok: false; error: Failure };

/** Something the main process tells the page unasked. `payload` is parsed against the event's row in api.ts. */
export interface EventMessage {
  event: string;
  payload: unknown;
}

/** What the page hands over for upload: a real `File`, from a drop, a paste or a file input. */
export interface OfferedFile {
  readonly name: string;
  readonly size: number;
}

/**
 * A single-use permission to read one local file or folder. The page gets the ticket, never the path.
 * It belongs to the window that made the offer and dies with it.
 */
export interface Ticket {
  ticket: string;
  name: string;
  kind: 'file' | 'folder';
  /** null for a folder */
  sizeBytes: number | null;
}

/** The waist: all that page and main process can do to each other. */
export interface Bridge {
  call(method: string, input: unknown): Promise<Reply>;
  /** Hear every notice until the returned function is called. */
  listen(listener: (notice: EventMessage) => void): () => void;
  /**
   * Turn real files into tickets. It fails, naming the first, only when nothing of the offer can be sent. Among others,
   * what can't be (a link, a device, an unreadable file) has a ticket like them: its upload shows it with the reason.
   */
  offer(files: readonly OfferedFile[]): Promise<Reply<Ticket[]>>;
}

declare global {
  interface Window {
    readonly slipway: Bridge;
  }
}
