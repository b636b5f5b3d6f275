import { randomUUID } from 'node:crypto';
import type { DeleteOutcome, DeletePlan, NamedFailure, Selection } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { reportBug } from '../lib/report-bug.ts';
import { itemPath, toItemKey } from '../graph/addressing.ts';
import type { BatchPart, PartResult } from '../graph/batch.ts';
import { parseWireItem, toEntry, type DriveEntry } from '../graph/drive-item.ts';
import { createItems } from '../graph/items.ts';
import type { JustMade } from '../graph/just-made.ts';
import type { Index } from '../index/index-client.ts';
import type { Log } from '../ports.ts';
import { isOwnFolder, isUndoable, planDelete } from './delete-plan.ts';
import { settleRemoval, toRemoval } from './removal.ts';
import { createUnderWay, type UnderWay } from './under-way.ts';
import { measureFolders } from './measure-folders.ts';

/** Deleting puts items into the service's recycle bin, and only ever what a person selected. */
export interface Deletes {
  plan(accountId: string, selected: SelectedEntries): Promise<DeletePlan>;
  /**
   * Whatever can be deleted is; what could not be is named with its reason. What has joined an "all except" selection
   * since it was planned stays: nobody has seen it.
   */
  delete(accountId: string, selected: SelectedEntries): Promise<DeleteOutcome>;
  /** Brings back what one delete took. `deletedCount` and `deletedNames` tell what is back. */
  undo(accountId: string, undoId: string): Promise<DeleteOutcome>;
  /** Items of running deletes and undos that nobody has answered for: closing the app leaves them as they are. */
  readonly underWay: Pick<UnderWay, 'count' | 'whenNone'>;
}

export interface SelectedEntries {
  selection: Selection;
  entries: readonly DriveEntry[];
}

export interface DeletesDeps {
  index: Index;
  accounts: AccountDrives;
  justMade: JustMade;
  log: Log;
}

/** From here on they are sent together. */
const minBatchSize = 4;
const maxUndos = 50;
/** One for each window would do. */
const maxPlans = 8;

interface Undo {
  accountId: string;
  entries: DriveEntry[];
}

/** What the last plan of a view was about. */
interface Planned {
  selection: string;
  keys: ReadonlySet<string>;
}

interface Result {
  entry: DriveEntry;
  error: AppError | null;
  /** It was gone before we came: nothing to bring back. */
  wasGone: boolean;
}

export function createDeletes({ index, accounts, justMade, log }: DeletesDeps): Deletes {
  const undos = new Map<string, Undo>();
  const plans = new Map<string, Planned>();
  const underWay = createUnderWay();

  const remember = (undo: Undo): string => {
    const undoId = randomUUID();
    keepNewest(undos, undoId, undo, maxUndos);
    return undoId;
  };

  /** Takes rows off the index in as few steps as the pace of the answers allows. */
  const createSweeper = (accountId: string) => {
    let waiting: DriveEntry[] = [];
    let running: Promise<void> | null = null;
    const sweep = async () => {
      while (waiting.length > 0) {
        const own = waiting.map((entry) => entry.own);
        waiting = [];
        await index.call('remove', { accountId, own });
      }
      running = null;
    };
    return {
      add(entry: DriveEntry) {
        waiting.push(entry);
        running ??= sweep();
      },
      done: async () => running,
    };
  };

  /** Sends one request for each entry and handles each response as it comes. */
  const sendEach = (
    drive: AccountDrive,
    entries: readonly DriveEntry[],
    toPart: (entry: DriveEntry) => BatchPart,
    toResult: (entry: DriveEntry, response: PartResult) => Result | Promise<Result>,
  ): Promise<Result[]> => {
    underWay.add(entries.length);
    const responses = createItems(drive).batch(entries.map(toPart), minBatchSize);
    const handle = async (entry: DriveEntry, response: Promise<PartResult> | undefined): Promise<Result> => {
      try {
        // The gateway gives one response per entry.
        return await toResult(entry, (await response)!);
      } catch (error) {
        return { entry, error: toExpected(error, entry, log), wasGone: false };
      } finally {
        underWay.end();
      }
    };
    return Promise.all(entries.map((entry, place) => handle(entry, responses[place])));
  };

  const restored = async (drive: AccountDrive, entry: DriveEntry, response: PartResult): Promise<Result> => {
    const { accountId, driveId } = drive.account;
    if (!response.ok) {
      const gone = isAppError(response.error, 'notFound');
      const error = gone
        ? new AppError('undoGone', { subject: entry.name, cause: response.error })
        : response.error;
      return { entry, error, wasGone: false };
    }
    const wire = parseWireItem(response.body);
    if (wire === undefined) throw new AppError('unexpectedAnswer', { subject: entry.name });
    const back = toEntry({ ...wire, name: wire.name ?? entry.name }, driveId);
    const parent = back?.parent ?? entry.parent;
    if (back !== null) await index.call('put', { accountId, entry: back, parent });
    return { entry, error: null, wasGone: false };
  };

  return {
    underWay,
    async plan(accountId, { selection, entries }) {
      const keys = new Set(entries.map(({ own }) => toItemKey(own)));
      keepNewest(plans, selection.viewId, { selection: JSON.stringify(selection), keys }, maxPlans);
      const drive = accounts.drive(accountId);
      const folderBytes = await measureFolders(drive, entries.filter(isOwnFolder));
      return { ...planDelete(entries, drive.account), folderBytes };
    },
    async delete(accountId, { selection, entries: selected }) {
      const drive = accounts.drive(accountId);
      const planned = plans.get(selection.viewId);
      plans.delete(selection.viewId);
      const isPlanned = planned?.selection === JSON.stringify(selection);
      const entries = isPlanned ? selected.filter(({ own }) => planned.keys.has(toItemKey(own))) : selected;
      const sweeper = createSweeper(accountId);
      const results = await sendEach(drive, uniqueEntries(entries), toRemoval, async (entry, response) => {
        const result = toRemoved(entry, await settleRemoval(justMade, drive, entry, response));
        if (result.error === null) sweeper.add(entry);
        return result;
      });
      await sweeper.done();
      const gone = results.filter(({ error }) => error === null);
      const restorable = gone
        .filter((one) => !one.wasGone && isUndoable(one.entry, drive.account))
        .map((one) => one.entry);
      const undoId = restorable.length > 0 ? remember({ accountId, entries: restorable }) : null;
      return toOutcome(results, undoId);
    },
    async undo(accountId, undoId) {
      const undo = undos.get(undoId);
      if (undo === undefined || undo.accountId !== accountId) throw new AppError('undoGone');
      undos.delete(undoId);
      const drive = accounts.drive(accountId);
      const results = await sendEach(drive, undo.entries, toRestoring, (entry, response) =>
        restored(drive, entry, response),
      );
      return toOutcome(results, null);
    },
  };
}

function toRemoved(entry: DriveEntry, response: PartResult): Result {
  if (response.ok) return { entry, error: null, wasGone: false };
  const wasGone = isAppError(response.error, 'notFound');
  return { entry, error: wasGone ? null : response.error, wasGone };
}

/** Without a parent in the body it goes back where it was. */
function toRestoring({ own, name }: DriveEntry): BatchPart {
  return { method: 'POST', path: `${itemPath(own)}/restore`, json: {}, subject: name };
}

function keepNewest<V>(map: Map<string, V>, key: string, value: V, kept: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > kept && oldest !== undefined) map.delete(oldest);
}

function toOutcome(results: readonly Result[], undoId: string | null): DeleteOutcome {
  const done = results.filter(({ error }) => error === null);
  const failed = results.flatMap(({ entry, error }): NamedFailure[] =>
    error === null ? [] : [{ name: entry.name, failure: error.toFailure() }],
  );
  return {
    deletedCount: done.length,
    deletedNames: done.slice(0, 5).map(({ entry }) => entry.name),
    failed,
    undoId,
  };
}

function toExpected(error: unknown, entry: DriveEntry, log: Log): AppError {
  if (isAppError(error)) return error.about(entry.name);
  reportBug(log, 'delete', error);
  return new AppError('bug', { subject: entry.name });
}

function uniqueEntries(entries: readonly DriveEntry[]): DriveEntry[] {
  return [...new Map(entries.map((entry) => [toItemKey(entry.own), entry])).values()];
}
