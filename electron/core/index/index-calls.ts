import type { Changes, Duplicates, Totals, TreeNode, Types } from '../../contract/found.ts';
import type { ChosenOutcomes, Comparison } from '../../contract/comparison.ts';
import type { Query } from '../../contract/query.ts';
import type { ItemRef, PlaceName, Selection, SelectionSummary, Sort } from '../../contract/records.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { DeltaResponse } from '../graph/delta.ts';
import type { SharedFacts, SharedRow } from './index-store.ts';
import type { SyncState } from './delta-writer.ts';
import type { Arrangement, ViewState } from './view.ts';

/** The list of shared items is listed and viewed like a folder; this is its address. No drive has such an id. */
export const sharedList: ItemRef = { driveId: ':shared', itemId: ':list' };

export interface RowPut {
  entry: DriveEntry;
  /** null: known, but in no folder. */
  parent: ItemRef | null;
  /** The folder it has left. */
  from?: ItemRef | null;
}

/** What became of one item; `removed`: by its own place. */
export type RowChange = RowPut | { removed: ItemRef };

/** What main asks of the index worker. One index per account; everything is answered in the order it was asked. */
export interface IndexCalls {
  /** Opens the index of an account; `rebuilt` tells why an old one was thrown away, `trouble` why it lies in memory. */
  openAccount(input: { accountId: string; file: string | null }): {
    rebuilt: 'corrupt' | 'outdated' | null;
    trouble?: string | undefined;
  };
  closeAccount(input: { accountId: string }): null;
  countItems(input: { accountId: string }): number;

  folder(input: { accountId: string; folder: ItemRef }): { listedAt: number | null };
  beginListing(input: { accountId: string; folder: ItemRef }): number;
  putPage(input: { accountId: string; folder: ItemRef; generation: number; entries: DriveEntry[] }): null;
  endListing(input: { accountId: string; folder: ItemRef; generation: number; listedAt: number }): null;
  dropListing(input: { accountId: string; folder: ItemRef; generation: number }): null;

  /** Something written or read just now; `parent` null: known, but in no folder. `from`: the folder it has left. */
  put(input: { accountId: string } & RowPut): null;
  /** Many of them, in their order and together. */
  change(input: { accountId: string; changes: RowChange[] }): null;
  setRevoked(input: { accountId: string; item: ItemRef; revoked: boolean }): null;
  /** A page of the list of shared items; `source` is a bit. */
  putShared(input: { accountId: string; generation: number; source: number; entries: SharedRow[] }): null;
  /** Members of the list of shared items that no source has named in this listing. */
  unseenShared(input: { accountId: string; generation: number }): DriveEntry[];
  /** All members of that list. */
  sharedEntries(input: { accountId: string }): DriveEntry[];
  /** By their own places, in their order. */
  sharedFacts(input: { accountId: string; own: ItemRef[] }): (SharedFacts | null)[];
  /** Takes something off the list of shared items, or puts it back. */
  setInShared(input: { accountId: string; item: ItemRef; isListed: boolean; source: number }): null;
  /** Shortcuts in a drive to what is in others. */
  shortcuts(input: { accountId: string; driveId: string }): DriveEntry[];
  find(input: { accountId: string; item: ItemRef }): DriveEntry | null;
  isMember(input: { accountId: string; folder: ItemRef; item: ItemRef }): boolean;
  /** The member of a folder with that name, whatever its case. */
  findByName(input: { accountId: string; folder: ItemRef; name: string }): DriveEntry | null;
  /**
   * An item and the folders above it, innermost first, as far as they are known. A folder of someone else is reached
   * through my shortcut to it in My Files, and through the list of shared items in Shared.
   */
  chain(input: { accountId: string; item: ItemRef; place: PlaceName }): ChainLink[];

  openView(input: { accountId: string; folder: ItemRef } & Arrangement): ViewState;
  /** Opens a view again that a crash of the worker ended, under the id it had. `revision`: its last one. */
  reopenView(
    input: { accountId: string; folder: ItemRef; viewId: string; revision: number } & Arrangement,
  ): null;
  arrangeView(input: { accountId: string; viewId: string } & Arrangement): ViewState;
  rows(input: { accountId: string; viewId: string; from: number; to: number }): {
    revision: number;
    rows: DriveEntry[];
  };
  locate(input: { accountId: string; viewId: string; itemId: string }): number | null;
  findPrefix(input: { accountId: string; viewId: string; prefix: string; from: number }): number | null;
  summarize(input: { accountId: string; selection: Selection; withFolderSizes: boolean }): SelectionSummary;
  /** The items of a selection, in view order. */
  selected(input: { accountId: string; selection: Selection }): DriveEntry[];
  /** Two open views, also of two accounts: all of their folders, whatever is filtered. */
  compareViews(input: {
    accountId: string;
    viewId: string;
    other: { accountId: string; viewId: string };
    chosen: ChosenOutcomes;
  }): Comparison;
  closeView(input: { accountId: string; viewId: string }): null;

  /** Drives and folders that are known whole, or are becoming so. */
  syncs(input: { accountId: string }): SyncState[];
  beginSync(input: {
    accountId: string;
    root: ItemRef;
    isWholeDrive: boolean;
    resyncAt: number | null;
  }): SyncState;
  /** One page, with the link that follows it. */
  applyDelta(input: {
    accountId: string;
    root: ItemRef;
    page: DeltaResponse;
    asked: { moment: number; atMs: number };
  }): SyncState;
  dropSync(input: { accountId: string; root: ItemRef }): null;
  /** Drops the sync of a folder and all that is known of its inside, but for what is known for another reason. */
  excludeFolder(input: { accountId: string; root: ItemRef }): null;
  pauseSync(input: { accountId: string; root: ItemRef; isPaused: boolean }): null;

  /** The best hits over several accounts, best first, each item once; `owners` are places in `accountIds`. Those not open are left out. */
  search(input: SearchInput): SearchOutput;
  /** By row, in their order; null: gone by now. */
  entries(input: { accountId: string; rows: number[] }): (DriveEntry | null)[];
  totals(input: { accountId: string; folder: ItemRef }): Totals;
  /** In the order of `folders`; null: it is unknown. */
  folderTotals(input: { accountId: string; folders: ItemRef[] }): (Totals | null)[];
  tree(input: { accountId: string; folder: ItemRef; depth: number; most: number }): TreeNode[];
  duplicates(input: {
    accountId: string;
    folder: ItemRef;
    minBytes: number;
    from: number;
    to: number;
  }): FoundDuplicates;
  changes(input: { accountId: string; folder: ItemRef; sinceMs: number }): FoundChanges;
  types(input: { accountId: string; folder: ItemRef }): Types['types'];
}

export interface SearchInput {
  /** Must be open. */
  accountId: string;
  accountIds: string[];
  /** Of the accounts, in their order: each one's own drive. */
  driveIds: string[];
  query: Query;
  /** Empty: by what was meant most likely. */
  sort: Sort[];
  most: number;
  nowMs: number;
  near: ItemRef | null;
  /** Only what lies in this folder of the first account, at any depth. */
  within: ItemRef | null;
}

export interface SearchOutput {
  rows: number[];
  owners: number[];
  total: number;
  hasMore: boolean;
}

export type FoundDuplicates = Pick<Duplicates, 'groupCount' | 'fileCount' | 'freedBytes' | 'unknownCount'> & {
  groups: { sizeBytes: number; count: number; entries: DriveEntry[] }[];
};

export type FoundChanges = Pick<Changes, 'files' | 'sizeBytes' | 'people'>;

/** What the worker tells unasked. */
export type IndexNotice = { views: ViewState[] } | { changed: string };

export interface ChainLink {
  entry: DriveEntry;
  /** Stands in the list of shared items. */
  inSharedList: boolean;
}

export type IndexCallName = keyof IndexCalls;
