import type { Notice, Reply, Ticket } from '../contract/bridge.ts';
import type { TransferSummary } from '../contract/records.ts';
import type { Ports } from './ports.ts';

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

export interface Core {
  connect(send: (notice: Notice) => void): Session;
  /**
   * null for an unknown or ended ticket. A ticket is the host of a content:// URL, and browsers write hosts in lower
   * case: letters a-z and digits only, at most 60.
   */
  content(ticket: string): Promise<Content | null>;
  transfersSummary(): TransferSummary;
  close(): Promise<void>;
}

/** Builds every service in order; close() undoes it in reverse. */
export async function createCore(_ports: Ports): Promise<Core> {
  throw new Error('under construction');
}
