import type { ItemRef } from '../../../contract/records.ts';
import type { Transfer } from '../../../contract/transfers.ts';

export interface KillOrder {
  service: { graphUrl: string; accessToken: string };
  userData: string;
  chosen: string;
  uploads: { paths: string[]; parent: ItemRef; intent: 'upload' | 'save' }[];
  downloads: {
    items: { itemId: string; name: string }[];
    method: 'transfers.download' | 'transfers.downloadTo';
  }[];
  opened: { item: ItemRef; name: string }[];
  /** Names that cause a conflict. */
  taken: string[];
}

/**
 * ready: about to begin. opened: a file was opened. held: only waits for sessions with lost addresses to
 * expire. In the last run: the result.
 */
export type KillWord = { kind: 'ready' } | { kind: 'opened'; name: string } | { kind: 'held' } | KillReport;

export type KillReply = { kind: 'expired' };

export interface KillReport {
  kind: 'ended';
  transfers: Transfer[];
  bugs: string[];
}
