import { toFailure, type Failure } from '../../contract/errors.ts';
import { MovedItem, type MoveCounts, type MovePart, type MoveProgress } from '../../contract/methods.ts';
import type { ConflictChoice, Transfer } from '../../contract/transfers.ts';
import type { TransferBatch } from '../../contract/transfer-list.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { toFullAccount } from '../accounts/full-drive.ts';
import type { Documents } from '../documents/documents.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { isGoneThere } from '../transfers/run/remote-file.ts';
import type { Followed, Transfers } from '../transfers/transfers.ts';

/** null: the transfer is cancelled as failed. */
export type ConflictAnswer = ConflictChoice | null;

export interface BatchRun {
  batchId: string;
  onConflict: ConflictAnswer;
  /** An identical existing file counts as a conflict, too. */
  refusesIdentical: boolean;
  send: (part: MovePart) => Promise<void>;
  /** The caller stopped waiting: the transfers continue without it. */
  signal: AbortSignal;
}

export interface BatchRunDeps {
  transfers: Pick<Transfers, 'follow' | 'batch' | 'cancel' | 'resolve' | 'summary'>;
  documents: Pick<Documents, 'get'>;
  accounts: Pick<AccountDrives, 'find'>;
  clock: Clock;
}

export const noCounts: MoveCounts = {
  batchId: null,
  created: 0,
  updated: 0,
  downloaded: 0,
  placed: 0,
  identical: 0,
  folders: 0,
  failed: 0,
  bytes: 0,
};

const progressEveryMs = 250;
const endedStates: readonly Transfer['state'][] = ['done', 'failed', 'cancelled'];

/** A transfer that needs a person is reported as failed and stays on the list. */
export async function runBatch(deps: BatchRunDeps, run: BatchRun): Promise<MoveCounts> {
  const { transfers, clock } = deps;
  const { batchId, signal, send } = run;
  const open = new Map<string, Transfer>();
  const stopped: Followed[] = [];
  const said = new Set<string>();
  let wake = Promise.withResolvers<void>();
  const stopFollowing = transfers.follow(batchId, (followed) => {
    const { transferId, state, waitReason } = followed.transfer;
    if (said.has(transferId)) return;
    const needsPerson = state === 'waiting' && (waitReason === 'signInNeeded' || waitReason === 'quotaFull');
    if (endedStates.includes(state) || state === 'conflict' || needsPerson) stopped.push(followed);
    if (endedStates.includes(state) || needsPerson) open.delete(transferId);
    else open.set(transferId, followed.transfer);
    wake.resolve();
  });
  const onAbort = (): void => wake.resolve();
  signal.addEventListener('abort', onAbort);
  let counts: MoveCounts = { ...noCounts, batchId };
  let lastProgress = '';
  const tellProgress = async (): Promise<void> => {
    const progress = toProgress(transfers, batchId, [...open.values()]);
    const text = JSON.stringify(progress);
    if (progress === null || text === lastProgress) return;
    lastProgress = text;
    await send({ type: 'progress', progress });
  };
  try {
    await send({ type: 'started', batchId });
    for (;;) {
      signal.throwIfAborted();
      for (let next = stopped.shift(); next !== undefined; next = stopped.shift()) {
        const item = await settle(deps, run, next, (transferId) => void open.delete(transferId));
        if (item === null || said.has(next.transfer.transferId)) continue;
        said.add(next.transfer.transferId);
        counts = addTo(counts, item);
        await send({ type: 'item', item });
      }
      if (open.size === 0 && stopped.length === 0) return counts;
      await tellProgress();
      await Promise.race([wake.promise, clock.sleep(progressEveryMs, signal).catch(() => undefined)]);
      wake = Promise.withResolvers<void>();
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    stopFollowing();
  }
}

async function settle(
  { transfers, documents, accounts }: BatchRunDeps,
  { onConflict, refusesIdentical }: BatchRun,
  followed: Followed,
  close: (transferId: string) => void,
): Promise<MovedItem | null> {
  const { transfer } = followed;
  const { transferId, state } = transfer;
  if (state === 'conflict') {
    const failure = toConflictFailure(transfer, onConflict);
    if (failure === null && onConflict !== null) {
      await transfers.resolve(transferId, onConflict, false).catch(() => undefined);
      return null;
    }
    close(transferId);
    await transfers.cancel({ transferIds: [transferId] });
    return { ...toMovedItem(followed, null), outcome: 'failed', failure };
  }
  if (refusesIdentical && transfer.outcome === 'identical' && !followed.isFolder)
    return {
      ...toMovedItem(followed, null),
      outcome: 'failed',
      failure: toFailure('nameExists', transfer.name),
    };
  if (state === 'waiting') return toWaitingItem(followed, accounts.find(transfer.accountId));
  return toMovedItem(followed, await findLocalPath(documents, followed));
}

/** null: it can be resolved by a choice. */
function toConflictFailure(transfer: Transfer, answer: ConflictAnswer): Failure | null {
  const { name, kind } = transfer;
  if (answer !== null && kind !== 'download') return null;
  return isGoneThere(transfer) ? toFailure('notFound', name) : toFailure('nameExists', name);
}

function toWaitingItem(followed: Followed, drive: AccountDrive | null): MovedItem {
  const { name, waitReason } = followed.transfer;
  const failure =
    waitReason === 'quotaFull'
      ? toFailure('quotaFull', name, drive === null ? {} : { account: toFullAccount(drive) })
      : toFailure('signInNeeded', name);
  return { ...toMovedItem(followed, null), outcome: 'failed', failure };
}

async function findLocalPath(
  documents: Pick<Documents, 'get'>,
  { transfer, chosenPath }: Followed,
): Promise<string | null> {
  if (chosenPath !== null || transfer.documentId === null || transfer.kind !== 'download') return chosenPath;
  return documents.get(transfer.documentId).then(
    ({ path }) => path,
    () => null,
  );
}

const Outcome = MovedItem.shape.outcome;

export function toMovedItem({ transfer, isFolder }: Followed, localPath: string | null): MovedItem {
  const { name, finalName, state, outcome, kind, bytesTotal, item, failure, toPath, carried } = transfer;
  const driveName = kind === 'download' ? name : (finalName ?? name);
  const path = toPath ?? transfer.path;
  const from = toPath === null ? carried : transfer;
  const isAnyFolder = isFolder || transfer.folder !== null;
  const ended = state === 'cancelled' ? 'cancelled' : state === 'failed' ? 'failed' : (outcome ?? 'failed');
  return {
    name: driveName,
    path: `${path}/${driveName}`,
    from: from === null ? null : `${from.path}/${from.name}`,
    kind: isAnyFolder ? 'folder' : 'file',
    outcome: isFolder && ended === 'downloaded' ? 'folderCreated' : Outcome.catch('failed').parse(ended),
    sizeBytes: isAnyFolder || toPath !== null ? null : bytesTotal,
    localPath,
    item,
    failure: state === 'cancelled' ? toFailure('cancelled', name) : failure,
  };
}

export function addTo(counts: MoveCounts, { outcome, kind, sizeBytes }: MovedItem): MoveCounts {
  const bytes = counts.bytes + (sizeBytes ?? 0);
  switch (outcome) {
    case 'created':
    case 'keptBoth':
      return { ...counts, created: counts.created + 1, bytes };
    case 'updated':
      return { ...counts, updated: counts.updated + 1, bytes };
    case 'downloaded':
      return { ...counts, downloaded: counts.downloaded + 1, bytes };
    case 'identical':
    case 'skipped':
      return kind === 'file' ? { ...counts, identical: counts.identical + 1 } : counts;
    case 'folderCreated':
      return { ...counts, folders: counts.folders + 1 };
    case 'folderExisted':
      return counts;
    case 'moved':
    case 'copied':
      return { ...counts, placed: counts.placed + 1, bytes };
    case 'failed':
    case 'cancelled':
      return { ...counts, failed: counts.failed + 1 };
  }
}

function toProgress(
  transfers: Pick<Transfers, 'batch' | 'summary'>,
  batchId: string,
  open: readonly Transfer[],
): MoveProgress | null {
  const batch = transfers.batch(batchId);
  if (batch === null) return null;
  return { ...toFilesProgress(batch), ...toWait(open), isPaused: isPaused(transfers, open) };
}

const toFilesProgress = ({ counts, bytesDone, bytesTotal }: TransferBatch) => ({
  filesDone: counts.done,
  filesTotal: counts.all,
  bytesDone,
  bytesTotal,
});

/** Reported only if nothing else is moving. */
function toWait(open: readonly Transfer[]): Pick<MoveProgress, 'waitUntil' | 'waitReason'> {
  const isMoving = open.some(({ state }) => state === 'running' || state === 'checking');
  const waiting = isMoving ? undefined : open.find(({ state }) => state === 'waiting');
  return { waitUntil: waiting?.waitUntil ?? null, waitReason: waiting?.waitReason ?? null };
}

const isPaused = (transfers: Pick<Transfers, 'summary'>, open: readonly Transfer[]): boolean =>
  open.length > 0 && (transfers.summary().allPaused || open.every(({ state }) => state === 'paused'));

/** @throws AppError why it failed */
export async function waitForTransfer(
  transfers: Pick<Transfers, 'find' | 'follow'>,
  transferId: string,
  signal: AbortSignal,
): Promise<void> {
  const transfer = await transfers.find(transferId);
  if (transfer === null) return;
  const { promise, resolve } = Promise.withResolvers<Transfer>();
  const stopFollowing = transfers.follow(transfer.batchId, (followed) => {
    const { transferId: id, state } = followed.transfer;
    if (id === transferId && (endedStates.includes(state) || state === 'waiting')) resolve(followed.transfer);
  });
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => undefined);
  const onAbort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    const { failure, name, waitReason } = await Promise.race([promise, aborted.promise]);
    if (failure !== null) throw new AppError(failure.code, { subject: name, facts: failure.facts });
    if (waitReason === 'signInNeeded' || waitReason === 'offline') throw new AppError(waitReason);
  } finally {
    signal.removeEventListener('abort', onAbort);
    stopFollowing();
  }
}
