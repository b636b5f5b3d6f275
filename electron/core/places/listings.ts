import type { Freshness, ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { reportBug } from '../lib/report-bug.ts';
import { sameItem, toAccountItemKey } from '../graph/addressing.ts';
import { toDriveError } from '../graph/graph-errors.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { JustMade } from '../graph/just-made.ts';
import { createItems } from '../graph/items.ts';
import type { ListingSink } from '../graph/list-children.ts';
import { sharedList } from '../index/index-calls.ts';
import type { Index } from '../index/index-client.ts';
import type { Clock, Log } from '../ports.ts';
import type { ListShared, SharedSink } from '../sharing/shared-list/list-shared.ts';
import { toSourceBit } from '../sharing/shared-list/source.ts';
import { toRevokedError } from '../sharing/revoked.ts';
import { retrySchedules } from '../graph/retry-policy.ts';

/** A folder is listed only once at a time, however many views it has. */
export interface Listings {
  /** Joins a running listing. Never rejects; failures show in `freshness`. */
  start(drive: AccountDrive, folder: ItemRef): Promise<void>;
  /** @throws AppError why the listing failed */
  shared(drive: AccountDrive): Promise<DriveEntry[]>;
  freshness(accountId: string, folder: ItemRef, listedAt: number | null): Freshness;
  /** A listing is running, or the last one failed. */
  isWanted(accountId: string, folder: ItemRef): boolean;
  failure(accountId: string, folder: ItemRef): AppError | null;
  /** The index no longer has the folder's rows. A running listing continues. */
  forget(accountId: string, folder: ItemRef): void;
  noteListed(accountId: string, folder: ItemRef, listedAt: number): void;
  stop(accountId: string, folder: ItemRef): void;
  stopAccount(accountId: string): Promise<void>;
  listen(listener: (accountId: string, folder: ItemRef) => void): void;
  close(): Promise<void>;
}

interface Listing {
  accountId: string;
  isRunning: boolean;
  ended: Promise<void>;
  abort: AbortController;
  listedAt: number | null;
  failure: AppError | null;
  tries: number;
}

export interface ListingsDeps {
  index: Index;
  justMade: JustMade;
  listShared: ListShared;
  clock: Clock;
  log: Log;
}

export function createListings({ index, justMade, listShared, clock, log }: ListingsDeps): Listings {
  const listings = new Map<string, Listing>();
  const listeners: ((accountId: string, folder: ItemRef) => void)[] = [];
  const notify = (accountId: string, folder: ItemRef) => {
    for (const listener of listeners) listener(accountId, folder);
  };

  /** null: the index kept nothing of it, or only a part. */
  const listOnce = async (
    drive: AccountDrive,
    folder: ItemRef,
    signal: AbortSignal,
  ): Promise<number | null> => {
    const { accountId } = drive.account;
    const generation = await index.call('beginListing', { accountId, folder });
    const page: ListingSink = async (entries) => {
      if (signal.aborted) throw new AppError('cancelled');
      await index.call('putListed', { accountId, folder, generation, entries });
    };
    const sink: SharedSink = {
      async put(name, entries) {
        if (signal.aborted) throw new AppError('cancelled');
        if (entries.length === 0) return;
        await index.call('putShared', { accountId, generation, source: toSourceBit(name), entries });
      },
      unseen: () => index.call('unseenShared', { accountId, generation }),
    };
    try {
      if (sameItem(folder, sharedList)) await listShared(drive, sink, signal);
      else await justMade.find([folder], () => createItems(drive, { signal }).children(folder, page), signal);
      const listedAt = clock.now();
      const isKept = await index.call('endListing', { accountId, folder, generation, listedAt });
      return isKept ? listedAt : null;
    } catch (error) {
      await index.call('dropListing', { accountId, folder, generation });
      throw error;
    }
  };

  const list = async (drive: AccountDrive, folder: ItemRef, signal: AbortSignal): Promise<number> => {
    for (;;) {
      const listedAt = await listOnce(drive, folder, signal);
      if (listedAt !== null) return listedAt;
      if (signal.aborted) throw new AppError('cancelled');
    }
  };

  const judge = async (drive: AccountDrive, folder: ItemRef, error: unknown): Promise<AppError | null> => {
    if (isAppError(error, 'cancelled')) return null;
    if (!isAppError(error)) {
      reportBug(log, 'listing', error);
      return new AppError('bug');
    }
    const told = sameItem(folder, drive.root) ? toDriveError(error) : error;
    const judged = await toRevokedError(index, drive, folder, told);
    return isAppError(judged) ? judged : told;
  };

  const run = async (drive: AccountDrive, folder: ItemRef, listing: Listing): Promise<void> => {
    const { accountId } = drive.account;
    try {
      listing.listedAt = await list(drive, folder, listing.abort.signal);
      listing.failure = null;
      await index.call('setRevoked', { accountId, item: folder, revoked: false });
    } catch (error) {
      const failure = await judge(drive, folder, error).catch(() => null);
      listing.failure = failure === null ? null : withNextTry(failure, listing.tries);
    } finally {
      listing.isRunning = false;
      notify(accountId, folder);
    }
    const waitMs = toNextTryMs(listing.failure);
    if (waitMs !== null) void retryLater(drive, folder, listing, waitMs);
  };

  const retryLater = async (drive: AccountDrive, folder: ItemRef, listing: Listing, waitMs: number) => {
    const key = toAccountItemKey(drive.account.accountId, folder);
    try {
      await clock.sleep(waitMs, listing.abort.signal);
    } catch {
      return;
    }
    if (listings.get(key) !== listing) return;
    start(drive, folder, listing.tries + 1).catch(() => undefined);
    notify(listing.accountId, folder);
  };

  const start = (drive: AccountDrive, folder: ItemRef, tries: number): Promise<void> => {
    const key = toAccountItemKey(drive.account.accountId, folder);
    const before = listings.get(key);
    if (before?.isRunning) return before.ended;
    const { accountId } = drive.account;
    const listing: Listing = {
      accountId,
      isRunning: true,
      ended: Promise.resolve(),
      abort: new AbortController(),
      listedAt: before?.listedAt ?? null,
      failure: null,
      tries,
    };
    before?.abort.abort();
    listings.set(key, listing);
    listing.ended = run(drive, folder, listing);
    return listing.ended;
  };

  return {
    start: (drive, folder) => start(drive, folder, 0),
    async shared(drive) {
      const { accountId } = drive.account;
      await start(drive, sharedList, 0);
      const failure = listings.get(toAccountItemKey(accountId, sharedList))?.failure ?? null;
      if (failure !== null) throw failure;
      return index.call('sharedEntries', { accountId });
    },
    freshness(accountId, folder, indexedAt) {
      const listing = listings.get(toAccountItemKey(accountId, folder));
      const listedMs = listing?.listedAt ?? indexedAt;
      const listedAt = listedMs === null ? null : new Date(listedMs).toISOString();
      const failure = listing?.failure?.toFailure() ?? null;
      if (failure !== null) return { state: 'failed', listedAt, failure };
      const isFresh = listing !== undefined && !listing.isRunning && listing.listedAt !== null;
      return {
        state: isFresh ? 'fresh' : listedAt === null ? 'loading' : 'refreshing',
        listedAt,
        failure: null,
      };
    },
    isWanted(accountId, folder) {
      const listing = listings.get(toAccountItemKey(accountId, folder));
      return listing !== undefined && (listing.isRunning || listing.failure !== null);
    },
    failure: (accountId, folder) => listings.get(toAccountItemKey(accountId, folder))?.failure ?? null,
    forget(accountId, folder) {
      const key = toAccountItemKey(accountId, folder);
      const listing = listings.get(key);
      if (listing === undefined) return;
      if (listing.isRunning || listing.failure !== null) listing.listedAt = null;
      else listings.delete(key);
    },
    noteListed(accountId, folder, listedAt) {
      const listing = listings.get(toAccountItemKey(accountId, folder));
      if (listing === undefined || listing.isRunning || listedAt <= (listing.listedAt ?? 0)) return;
      listing.abort.abort();
      listing.listedAt = listedAt;
      listing.failure = null;
    },
    stop(accountId, folder) {
      const key = toAccountItemKey(accountId, folder);
      const listing = listings.get(key);
      listing?.abort.abort();
      if (!listing?.isRunning) return;
      listings.delete(key);
    },
    async stopAccount(accountId) {
      const mine = [...listings].filter(([, listing]) => listing.accountId === accountId);
      for (const [key] of mine) listings.delete(key);
      for (const [, listing] of mine) listing.abort.abort();
      await Promise.all(mine.map(([, listing]) => listing.ended));
    },
    listen: (listener) => void listeners.push(listener),
    async close() {
      const all = [...listings.values()];
      for (const { abort } of all) abort.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

/**
 * Adds the time of the next attempt for a OneDrive that is being set up ("Unable to retrieve user's mysite
 * URL") or is read-only; returns other failures unchanged.
 */
function withNextTry(failure: AppError, tries: number): AppError {
  const waitMs = retrySchedules.driveNotReady[tries];
  if (!isAppError(failure, 'driveNotReady', 'driveReadOnly') || waitMs === undefined) return failure;
  const { code, subject, details } = failure;
  return new AppError(code, { subject, facts: { waitMs }, details, cause: failure });
}

/** null for other failures. */
const toNextTryMs = (failure: AppError | null): number | null =>
  isAppError(failure, 'driveNotReady', 'driveReadOnly') ? (failure.facts.waitMs ?? null) : null;
