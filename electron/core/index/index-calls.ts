import type { ErrorCode } from '../../contract/errors.ts';
import type { ItemRef, PlaceName, Selection, SelectionSummary } from '../../contract/records.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Arrangement, ViewState } from './open-views.ts';

/** The list of shared items is listed and viewed like a folder; this is its address. No drive has such an id. */
export const sharedList: ItemRef = { driveId: ':shared', itemId: ':list' };

/** What main asks of the index worker. One index per account; everything is answered in the order it was asked. */
export interface IndexCalls {
  /** Opens the index of an account; `rebuilt` tells why an old one was thrown away. */
  openAccount(ask: { accountId: string; file: string }): { rebuilt: 'corrupt' | 'outdated' | null };
  closeAccount(ask: { accountId: string }): null;
  countItems(ask: { accountId: string }): number;

  folder(ask: { accountId: string; folder: ItemRef }): { listedAt: number | null };
  beginListing(ask: { accountId: string; folder: ItemRef }): number;
  putPage(ask: { accountId: string; folder: ItemRef; generation: number; entries: DriveEntry[] }): null;
  endListing(ask: { accountId: string; folder: ItemRef; generation: number; listedAt: number }): null;
  dropListing(ask: { accountId: string; folder: ItemRef; generation: number }): null;

  /** Something written or read just now; `parent` null: known, but in no folder. */
  put(ask: { accountId: string; entry: DriveEntry; parent: ItemRef | null }): null;
  remove(ask: { accountId: string; own: ItemRef[] }): null;
  setRevoked(ask: { accountId: string; item: ItemRef; revoked: boolean }): null;
  find(ask: { accountId: string; item: ItemRef }): DriveEntry | null;
  isMember(ask: { accountId: string; folder: ItemRef; item: ItemRef }): boolean;
  /** The member of a folder with that name, whatever its case. */
  findByName(ask: { accountId: string; folder: ItemRef; name: string }): DriveEntry | null;
  /**
   * An item and the folders above it, innermost first, as far as they are known. A folder of someone else is reached
   * through my shortcut to it in My Files, and through the list of shared items in Shared.
   */
  chain(ask: { accountId: string; item: ItemRef; place: PlaceName }): ChainLink[];

  openView(ask: { accountId: string; folder: ItemRef } & Arrangement): ViewState;
  arrangeView(ask: { accountId: string; viewId: string } & Arrangement): ViewState;
  rows(ask: { accountId: string; viewId: string; from: number; to: number }): {
    revision: number;
    rows: DriveEntry[];
  };
  locate(ask: { accountId: string; viewId: string; itemId: string }): number | null;
  findPrefix(ask: { accountId: string; viewId: string; prefix: string; from: number }): number | null;
  summarize(ask: { accountId: string; selection: Selection }): SelectionSummary;
  /** The items of a selection, in view order. */
  selected(ask: { accountId: string; selection: Selection }): DriveEntry[];
  closeView(ask: { accountId: string; viewId: string }): null;
}

export interface ChainLink {
  entry: DriveEntry;
  /** Stands in the list of shared items. */
  inSharedList: boolean;
}

export type IndexCallName = keyof IndexCalls;

/** Main to worker. */
export interface IndexAsk {
  id: number;
  name: IndexCallName;
  ask: unknown;
}

/** Worker to main: answers, and news of views that changed. */
export type IndexWord =
  | { id: number; value: unknown }
  | { id: number; failure: { code: ErrorCode | null; message: string } }
  | { views: ViewState[] };
