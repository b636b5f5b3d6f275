import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { toDeltaPath } from '../graph/delta.ts';
import { unexpectedResponse, type TextResponse } from '../graph/graph-errors.ts';
import { withShortcuts } from '../graph/list-children.ts';
import { createPagingGuard } from '../graph/paging-guard.ts';
import type { SyncState } from '../index/delta-writer.ts';
import type { Index } from '../index/index-client.ts';
import type { Clock, Log } from '../ports.ts';
import { isWalked, walkDrive } from './walk-drive.ts';

export interface SyncDeps {
  index: Index;
  clock: Clock;
  log: Log;
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
/** Smaller responses, for when large ones are refused or time out. */
const topSizes = [1000, 200, 50] as const;

/**
 * The next response is fetched while one is stored together with its next link, so that a quit or kill
 * resumes there. @throws AppError; `details.serviceCode` `resyncTooOften` if the service demanded two
 * enumerations within an hour
 */
export async function syncDrive(deps: SyncDeps, target: SyncTarget, signal: AbortSignal): Promise<SyncState> {
  const run = new AbortController();
  try {
    return await follow(deps, target, AbortSignal.any([signal, run.signal]));
  } finally {
    run.abort();
  }
}

async function follow(deps: SyncDeps, target: SyncTarget, signal: AbortSignal): Promise<SyncState> {
  const { index, clock } = deps;
  const { drive, root, isWholeDrive } = target;
  const { accountId } = drive.account;
  const begin = (resyncAt: number | null) =>
    index.call('beginSync', { accountId, root, isWholeDrive, resyncAt });

  let state = (await findSync(index, accountId, root)) ?? (await begin(null));
  if (isWalked(state.link)) state = await begin(null);
  let walk = createPagingGuard();
  let size = 0;
  let ahead: Asked | null = null;
  for (let restarts = 0; ;) {
    try {
      const asked: Asked = ahead ?? askFor(target, state, topSizes[size] ?? 50, signal);
      ahead = null;
      const response = await asked.response;
      const { bytes = new Uint8Array() } = response;
      const read = { accountId, root, ownDriveId: drive.account.driveId, bytes };
      const links = await index.call('readDelta', read, [bytes.buffer]);
      if (links === null) throw unexpectedResponse(response, clock.now(), 'unreadable');
      const link = walk.next(links.nextLink, links.itemCount);
      if (link !== null && state.phase === 'enumerating')
        ahead = askFor(target, { ...state, link, moment: links.moment }, topSizes[size] ?? 50, signal);
      state = await index.call('applyDelta', {
        accountId,
        root,
        response: 'read',
        asked: { moment: asked.moment, atMs: clock.now() },
      });
      deps.progress(state);
      if (link === null) return state;
    } catch (error) {
      ahead = null;
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

interface Asked {
  response: Promise<TextResponse>;
  /** Local writes with a higher number are newer. */
  moment: number;
}

function askFor(
  { drive, root, isWholeDrive }: SyncTarget,
  { link, moment }: SyncState,
  top: number,
  signal: AbortSignal,
): Asked {
  const response = drive.graph.send({
    method: 'GET',
    path: link ?? toDeltaPath(root, isWholeDrive, top),
    headers: withShortcuts,
    priority: 'background',
    maxWaitMs: Number.POSITIVE_INFINITY,
    isLarge: true,
    // Only the first response shows whether they are too large: later, a timeout passes.
    noRetryStatuses: link === null ? [410, 504] : [410],
    signal,
  });
  // It may fail before anything waits for it.
  response.catch(() => undefined);
  return { response, moment };
}

type Trouble = 'resync' | 'badLink' | 'noDelta' | 'tooMuch' | 'other';

/**
 * Both kinds of 410 (`resyncChangesApplyDifferences`, `resyncChangesUploadDifferences`) mean the same here,
 * as the index holds nothing of its own.
 */
function toTrouble(error: unknown, { link }: SyncState): Trouble {
  if (!isAppError(error)) return 'other';
  const status = error.details?.status ?? null;
  const code = error.details?.serviceCode ?? '';
  if (status === 410 || /^resync|^syncStateNotFound/i.test(code)) return 'resync';
  if (status === 504 || isAppError(error, 'answerTooLarge')) return 'tooMuch';
  if (isAppError(error, 'listingEndless')) return 'badLink';
  // A link to another host is never followed; only a new enumeration helps.
  if (code === 'strangeLink') return 'badLink';
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
