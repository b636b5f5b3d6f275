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
  /** Names that are in the way on purpose. */
  taken: string[];
}

/** What a process says of itself: that it is about to begin, and, in its last life, how all of it ended. */
export type KillWord = { kind: 'ready' } | KillReport;

export interface KillReport {
  kind: 'ended';
  transfers: Transfer[];
  /** Logged as errors. */
  bugs: string[];
}
