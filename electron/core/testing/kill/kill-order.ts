import type { ItemRef, Transfer } from '../../../contract/records.ts';

/** What a process is to do, over all of its lives. Plain JSON. */
export interface KillOrder {
  service: { graphUrl: string; accessToken: string };
  userData: string;
  /** Where "download to …" goes. */
  chosen: string;
  uploads: { paths: string[]; parent: ItemRef; intent: 'upload' | 'save' }[];
  /** Of My Files. */
  downloads: {
    items: { itemId: string; name: string }[];
    method: 'transfers.download' | 'transfers.downloadTo';
  }[];
  /** Of My Files: opened, and edited as soon as they are here. */
  opened: { item: ItemRef; name: string }[];
  /** Names that are in the way on purpose. */
  taken: string[];
}

/**
 * What a process says of itself: that it is about to begin, that a file was opened, that nothing of it continues but what has to wait for sessions
 * to expire whose addresses are lost, and, in its last life, how all of it ended.
 */
export type KillWord = { kind: 'ready' } | { kind: 'opened'; name: string } | { kind: 'held' } | KillReport;

/** What it is told then: the service's clock went on, and they have. */
export type KillReply = { kind: 'expired' };

export interface KillReport {
  kind: 'ended';
  transfers: Transfer[];
  /** Logged as errors. */
  bugs: string[];
}
