import { randomUUID } from 'node:crypto';
import type { DeleteOutcome, DeletePlan, NamedFailure } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { itemPath, toItemKey } from '../graph/addressing.ts';
import { parseWireItem, toEntry, type DriveEntry } from '../graph/drive-words.ts';
import type { Index } from '../index/index-client.ts';
import type { Log } from '../ports.ts';
import { isUndoable, planDelete } from './delete-plan.ts';

/** Deleting puts items into the service's recycle bin, and only ever what a person selected. */
export interface Deletes {
  plan(accountId: string, entries: readonly DriveEntry[]): DeletePlan;
  /** Whatever can be deleted is; what could not be is named with its reason. */
  delete(accountId: string, entries: readonly DriveEntry[]): Promise<DeleteOutcome>;
  /** Brings back what one delete took. `deletedCount` and `deletedNames` tell what is back. */
  undo(accountId: string, undoId: string): Promise<DeleteOutcome>;
}

export interface DeletesSurroundings {
  index: Index;
  accounts: AccountDrives;
  log: Log;
}

/** Few enough that other clicks get their turn between them. */
const atOnce = 8;
const undosKept = 50;

interface Undo {
  accountId: string;
  entries: DriveEntry[];
}

interface Result {
  entry: DriveEntry;
  error: AppError | null;
  /** It was gone before we came: nothing to bring back. */
  wasGone: boolean;
}

export function createDeletes({ index, accounts, log }: DeletesSurroundings): Deletes {
  const undos = new Map<string, Undo>();

  const remember = (undo: Undo): string => {
    const undoId = randomUUID();
    undos.set(undoId, undo);
    const oldest = undos.keys().next().value;
    if (undos.size > undosKept && oldest !== undefined) undos.delete(oldest);
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

  /** A file that someone changed since it was listed is not what the person saw: it stays. */
  const deleteOne = async (drive: AccountDrive, entry: DriveEntry): Promise<Result> => {
    const isGuarded = entry.kind === 'file' && entry.eTag !== null;
    try {
      const headers: Record<string, string> = isGuarded ? { 'if-match': String(entry.eTag) } : {};
      await drive.graph.send({ method: 'DELETE', path: itemPath(entry.own), headers, subject: entry.name });
      return { entry, error: null, wasGone: false };
    } catch (error) {
      if (isAppError(error, 'notFound')) return { entry, error: null, wasGone: true };
      return { entry, error: toExpected(error, entry, log), wasGone: false };
    }
  };

  const restoreOne = async (drive: AccountDrive, entry: DriveEntry): Promise<Result> => {
    const { accountId, driveId } = drive.account;
    try {
      // Without a parent in the body it goes back where it was.
      const request = { method: 'POST' as const, path: `${itemPath(entry.own)}/restore`, json: {}, subject: entry.name };
      const wire = await drive.graph.json(request, parseWireItem);
      const restored = toEntry({ ...wire, name: wire.name ?? entry.name }, driveId);
      const parent = restored?.parent ?? entry.parent;
      if (restored !== null) await index.call('put', { accountId, entry: restored, parent });
      return { entry, error: null, wasGone: false };
    } catch (error) {
      const gone = isAppError(error, 'notFound') ? new AppError('undoGone', { subject: entry.name, cause: error }) : error;
      return { entry, error: toExpected(gone, entry, log), wasGone: false };
    }
  };

  return {
    plan: (accountId, entries) => planDelete(entries, accounts.drive(accountId).account),
    async delete(accountId, entries) {
      const drive = accounts.drive(accountId);
      const sweeper = createSweeper(accountId);
      const results = await eachOf(withoutDoubles(entries), atOnce, async (entry) => {
        const result = await deleteOne(drive, entry);
        if (result.error === null) sweeper.add(entry);
        return result;
      });
      await sweeper.done();
      const gone = results.filter(({ error }) => error === null);
      const restorable = gone.filter((one) => !one.wasGone && isUndoable(one.entry, drive.account)).map((one) => one.entry);
      const undoId = restorable.length > 0 ? remember({ accountId, entries: restorable }) : null;
      return toOutcome(results, undoId);
    },
    async undo(accountId, undoId) {
      const undo = undos.get(undoId);
      if (undo === undefined || undo.accountId !== accountId) throw new AppError('undoGone');
      undos.delete(undoId);
      const drive = accounts.drive(accountId);
      return toOutcome(await eachOf(undo.entries, atOnce, (entry) => restoreOne(drive, entry)), null);
    },
  };
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
  log.error('bug', { during: 'delete', error: error instanceof Error ? (error.stack ?? '') : String(error) });
  return new AppError('bug', { subject: entry.name });
}

function withoutDoubles(entries: readonly DriveEntry[]): DriveEntry[] {
  return [...new Map(entries.map((entry) => [toItemKey(entry.own), entry])).values()];
}

/** At most `limit` at a time, results in the order of the items. */
async function eachOf<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [place, item] of queue) results[place] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
}
