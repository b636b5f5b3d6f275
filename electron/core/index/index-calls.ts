import type { Changes, Duplicates, Totals, TreeNode, Types } from '../../contract/found.ts';
import type { ChosenOutcomes, Comparison } from '../../contract/comparison.ts';
import type { DiskTrouble } from '../../contract/errors.ts';
import type { Query } from '../../contract/query.ts';
import type { ItemRef, PlaceName, Selection, SelectionSummary, Sort } from '../../contract/records.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { DeltaResponse } from '../graph/delta.ts';
import type { SharedFacts, SharedRow } from './index-store.ts';
import type { SyncState } from './delta-writer.ts';
import type { Arrangement, ViewState } from './view.ts';

/** The address of the list of shared items, which no real drive has. */
export const sharedList: ItemRef = { driveId: ':shared', itemId: ':list' };

export interface RowPut {
  entry: DriveEntry;
  /** null: known, but in no folder. */
  parent: ItemRef | null;
  /** The folder it has left. */
  from?: ItemRef | null;
}

/** `removed`: by its own address. */
export type RowChange = RowPut | { removed: ItemRef };

/** Handled in order. One index per account. */
export interface IndexCalls {
  /** `rebuilt`: why the old one was discarded. `trouble`: why it is in memory. */
  openAccount(input: { accountId: string; file: string | null }): {
    rebuilt: 'corrupt' | 'outdated' | null;
    trouble?: { reason: string; disk: DiskTrouble | null } | undefined;
  };
  closeAccount(input: { accountId: string }): null;
  countItems(input: { accountId: string }): number;

  folder(input: { accountId: string; folder: ItemRef }): { listedAt: number | null };
  beginListing(input: { accountId: string; folder: ItemRef }): number;
  putListed(input: { accountId: string; folder: ItemRef; generation: number; entries: DriveEntry[] }): null;
  /** false: another listing of the folder began meanwhile, or its rows were dropped. */
  endListing(input: { accountId: string; folder: ItemRef; generation: number; listedAt: number }): boolean;
  dropListing(input: { accountId: string; folder: ItemRef; generation: number }): null;

  /** `parent` null: known, but in no folder. `from`: the folder it has left. */
  put(input: { accountId: string } & RowPut): null;
  change(input: { accountId: string; changes: RowChange[] }): null;
  setRevoked(input: { accountId: string; item: ItemRef; revoked: boolean }): null;
  /** `source` is a bit. */
  putShared(input: { accountId: string; generation: number; source: number; entries: SharedRow[] }): null;
  unseenShared(input: { accountId: string; generation: number }): DriveEntry[];
  sharedEntries(input: { accountId: string }): DriveEntry[];
  sharedFacts(input: { accountId: string; own: ItemRef[] }): (SharedFacts | null)[];
  setInShared(input: { accountId: string; item: ItemRef; isListed: boolean; source: number }): null;
  shortcuts(input: { accountId: string; driveId: string }): DriveEntry[];
  find(input: { accountId: string; item: ItemRef }): DriveEntry | null;
  isMember(input: { accountId: string; folder: ItemRef; item: ItemRef }): boolean;
  findByName(input: { accountId: string; folder: ItemRef; name: string }): DriveEntry | null;
  /** Innermost first. In Shared, someone else's folder is reached through the list of shared items. */
  chain(input: { accountId: string; item: ItemRef; place: PlaceName }): ChainLink[];

  openView(input: { accountId: string; folder: ItemRef; viewId: string } & Arrangement): ViewState;
  /** After the worker crashed. `revision`: its last one. */
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
  selected(input: { accountId: string; selection: Selection }): DriveEntry[];
  /** Whole folders, ignoring filters, possibly of two accounts. */
  compareViews(input: {
    accountId: string;
    viewId: string;
    other: { accountId: string; viewId: string };
    chosen: ChosenOutcomes;
  }): Comparison;
  closeView(input: { accountId: string; viewId: string }): null;

  syncs(input: { accountId: string }): SyncState[];
  beginSync(input: {
    accountId: string;
    root: ItemRef;
    isWholeDrive: boolean;
    resyncAt: number | null;
  }): SyncState;
  /** Kept for `applyDelta`: parsing thousands of items would block the main thread. null: malformed. */
  readDelta(input: {
    accountId: string;
    root: ItemRef;
    /** The account's own drive. */
    ownDriveId: string;
    bytes: Uint8Array<ArrayBuffer>;
  }): DeltaLinks | null;
  applyDelta(input: {
    accountId: string;
    root: ItemRef;
    response: DeltaResponse | 'read';
    asked: { moment: number; atMs: number };
  }): SyncState;
  dropSync(input: { accountId: string; root: ItemRef }): null;
  /** The contents are removed unless they are known for another reason. */
  excludeFolder(input: { accountId: string; root: ItemRef }): null;
  pauseSync(input: { accountId: string; root: ItemRef; isPaused: boolean }): null;

  /** Best first, without duplicates; `owners` index `accountIds`. Closed indexes are skipped. */
  search(input: SearchInput): SearchOutput;
  entries(input: { accountId: string; rows: number[] }): (DriveEntry | null)[];
  totals(input: { accountId: string; folder: ItemRef }): Totals;
  /** In the order of `folders`; null if unknown. */
  folderTotals(input: { accountId: string; folders: ItemRef[] }): (Totals | null)[];
  tree(input: { accountId: string; folder: ItemRef; depth: number; max: number }): TreeNode[];
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

export type DeltaLinks = Pick<DeltaResponse, 'nextLink' | 'deltaLink'> & {
  itemCount: number;
  /** Local writes with a higher number are newer than the response. */
  moment: number;
};

export interface SearchInput {
  accountId: string;
  accountIds: string[];
  driveIds: string[];
  query: Query;
  /** Empty: by relevance. */
  sort: Sort[];
  max: number;
  nowMs: number;
  near: ItemRef | null;
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

/** Messages the worker sends unprompted. */
export type IndexNotice = { views: ViewState[] } | { changed: string };

export interface ChainLink {
  entry: DriveEntry;
  inSharedList: boolean;
}

export type IndexCallName = keyof IndexCalls;
