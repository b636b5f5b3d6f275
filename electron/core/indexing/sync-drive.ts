import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { parseDeltaResponse, toDeltaPath, type DeltaResponse } from '../graph/delta.ts';
import { withShortcuts } from '../graph/list-children.ts';
import { createPagingGuard, type PagingGuard } from '../graph/paging-guard.ts';
import type { SyncState } from '../index/delta-writer.ts';
import type { Index } from '../index/index-client.ts';
import type { Clock, Log } from '../ports.ts';
import { isWalked, walkDrive } from './walk-drive.ts';

export interface SyncDeps {
  index: Index;
  clock: Clock;
  log: Log;
  /** After each response. */
  progress: (state: SyncState) => void;
}

export interface SyncTarget {
  drive: AccountDrive;
  root: ItemRef;
  isWholeDrive: boolean;
}

/** More frequent resyncs would never come to an end. */
const resyncIntervalMs = 3_600_000;
/** Per run: a failed link costs a new enumeration. */
const maxRestarts = 1;
/** Falls back to smaller responses when large ones are refused or time out. */
const topSizes = [1000, 200, 50] as const;

/**
 * Updates the index of a drive: enumerates it the first time, then asks for changes. Each response is stored
 * together with its next link, so that a quit or kill resumes there.
 *
 * @throws AppError; `details.serviceCode` `resyncTooOften` if the service demanded two enumerations within an
 * hour
 */
export async function syncDrive(deps: SyncDeps, target: SyncTarget, signal: AbortSignal): Promise<SyncState> {
  const { index, clock } = deps;
  const { drive, root, isWholeDrive } = target;
  const { accountId } = drive.account;
  const begin = (resyncAt: number | null) =>
    index.call('beginSync', { accountId, root, isWholeDrive, resyncAt });

  let state = (await findSync(index, accountId, root)) ?? (await begin(null));
  if (isWalked(state.link)) state = await begin(null);
  let walk = createPagingGuard();
  let size = 0;
  for (let restarts = 0; ;) {
    try {
      const response = await fetchChanges(target, state, topSizes[size] ?? 50, signal);
      const isLast = response.deltaLink !== null;
      state = await follow(deps, target, state, response, walk);
      if (isLast) return state;
    } catch (error) {
      const trouble = toTrouble(error, state);
      if (trouble === 'noDelta') return walkDrive(deps, target, state, signal);
      if (trouble === 'tooMuch' && size < topSizes.length - 1) {
        size += 1;
        // The size is part of the link.
        state = await begin(null);
      } else if (trouble === 'resync') {
        const { resyncAt } = state;
        if (resyncAt !== null && clock.now() - resyncAt < resyncIntervalMs) throw toTooOften(error);
        deps.log.info('a drive is enumerated again', { accountId });
        state = await begin(clock.now());
      } else if (trouble === 'badLink' && restarts < maxRestarts) {
        restarts += 1;
        state = await begin(null);
      } else throw error;
      walk = createPagingGuard();
    }
  }
}

export async function findSync(index: Index, accountId: string, root: ItemRef): Promise<SyncState | null> {
  const states = await index.call('syncs', { accountId });
  return states.find(({ root: one }) => one.itemId === root.itemId) ?? null;
}

async function fetchChanges(
  { drive, root, isWholeDrive }: SyncTarget,
  { link }: SyncState,
  top: number,
  signal: AbortSignal,
): Promise<DeltaResponse> {
  signal.throwIfAborted();
  return drive.graph.json(
    {
      method: 'GET',
      path: link ?? toDeltaPath(root, isWholeDrive, top),
      headers: withShortcuts,
      priority: 'background',
      maxWaitMs: Number.POSITIVE_INFINITY,
      noRetryStatuses: [410, 504],
      signal,
    },
    (value) => parseDeltaResponse(value, root.driveId),
  );
}

/** Writes a response, unless its link leads nowhere. */
async function follow(
  { index, clock, progress }: SyncDeps,
  { drive, root }: SyncTarget,
  { moment }: SyncState,
  response: DeltaResponse,
  walk: PagingGuard,
): Promise<SyncState> {
  const atMs = clock.now();
  walk.next(response.nextLink, response.items.length);
  const { accountId } = drive.account;
  const state = await index.call('applyDelta', { accountId, root, response, asked: { moment, atMs } });
  progress(state);
  return state;
}

type Trouble = 'resync' | 'badLink' | 'noDelta' | 'tooMuch' | 'other';

/**
 * Interprets a failure. Both kinds of 410 (`resyncChangesApplyDifferences`, `resyncChangesUploadDifferences`)
 * mean the same here, as the index holds nothing that the service does not have.
 */
function toTrouble(error: unknown, { link }: SyncState): Trouble {
  if (!isAppError(error)) return 'other';
  const status = error.details?.status ?? null;
  const code = error.details?.serviceCode ?? '';
  if (status === 410 || /^resync|^syncStateNotFound/i.test(code)) return 'resync';
  if (status === 504 || isAppError(error, 'answerTooLarge')) return 'tooMuch';
  if (isAppError(error, 'listingEndless')) return 'badLink';
  // Links expire: an unknown token (400), or not found (404).
  if (link !== null) return status === 400 || status === 404 ? 'badLink' : 'other';
  return status === 400 || status === 405 || status === 501 || isAppError(error, 'notSupported')
    ? 'noDelta'
    : 'other';
}

const toTooOften = (cause: unknown): AppError =>
  new AppError('serviceUnavailable', {
    cause,
    details: {
      status: 410,
      serviceCode: 'resyncTooOften',
      requestId: null,
      at: new Date().toISOString(),
    },
  });
