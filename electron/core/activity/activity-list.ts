import type { ActivityFilter, ActivityRow } from '../../contract/activity.ts';
import type { Account } from '../../contract/records.ts';
import { toDriveKey } from '../graph/addressing.ts';
import { libraryOf } from '../libraries/library-of.ts';
import type { ActivityLog } from './activity-log.ts';
import type { ActivityRecord, CarriedBetween } from './activity-record.ts';
import { toCsv } from '../lib/csv.ts';

/** `driveId`: of a library; null: the account's own, with what others share. */
export interface BinDrive {
  account: Pick<Account, 'accountId' | 'libraries'>;
  driveId: string | null;
}

export type CanUndo = (record: ActivityRecord) => boolean;

export async function listActivity(
  log: ActivityLog,
  filter: ActivityFilter,
  range: { from: number; to: number },
  canUndo: CanUndo,
): Promise<{ count: number; rows: ActivityRow[] }> {
  const found = (await log.all()).filter((record) => passes(record, filter));
  const rows = await toRows(found.slice(range.from, range.to), log, canUndo);
  return { count: found.length, rows };
}

export async function listDeleted(
  log: ActivityLog,
  bin: BinDrive,
  range: { from: number; to: number },
  canUndo: CanUndo,
): Promise<{ count: number; rows: ActivityRow[] }> {
  const found = await deletedHere(log, bin);
  const rows = await toRows(found.slice(range.from, range.to), log, canUndo);
  return { count: found.length, rows };
}

export async function deletedHere(
  log: ActivityLog,
  { account, driveId }: BinDrive,
): Promise<ActivityRecord[]> {
  const isThere = ({ entry }: ActivityRecord): boolean =>
    driveId === null
      ? libraryOf(account, entry.own.driveId) === null
      : toDriveKey(entry.own.driveId) === toDriveKey(driveId);
  return (await log.all()).filter(
    (record) =>
      record.accountId === account.accountId &&
      isThere(record) &&
      record.kind === 'delete' &&
      record.result === 'done' &&
      !log.isUndone(record),
  );
}

/** RFC 4180. `nameOf`: the address of an account. */
export async function exportActivity(
  log: ActivityLog,
  filter: ActivityFilter,
  nameOf: (accountId: string) => string,
): Promise<string> {
  const rows = (await log.all())
    .filter((record) => passes(record, filter))
    .map(({ at, kind, entry, path, toPath, after, replaced, result, failure, accountId, carried }) => [
      at,
      kind,
      entry.name,
      path,
      toPath ?? '',
      after?.name ?? '',
      result,
      failure?.code ?? '',
      nameOf(accountId),
      nameOf(carried?.accountId ?? accountId),
      replaced?.before.modifiedAt ?? '',
      replaced?.before.eTag ?? '',
      replaced?.after.modifiedAt ?? '',
      replaced?.after.eTag ?? '',
    ]);
  const heading = [
    'at',
    'action',
    'name',
    'from',
    'to',
    'newName',
    'result',
    'failure',
    'account',
    'fromAccount',
    'versionBefore',
    'eTagBefore',
    'versionAfter',
    'eTagAfter',
  ];
  return toCsv([heading, ...rows]);
}

function passes(
  { kind, accountId, entry, after, path, toPath, carried }: ActivityRecord,
  filter: ActivityFilter,
): boolean {
  if (filter.kind !== null && filter.kind !== kind) return false;
  if (filter.accountId !== null && ![accountId, carried?.accountId].includes(filter.accountId)) return false;
  const text = filter.text.trim().toLowerCase();
  const words = [entry.name, after?.name ?? '', path, toPath ?? ''];
  return text === '' || words.some((word) => word.toLowerCase().includes(text));
}

function toReason({ kind, result, after, undoOf, carried }: ActivityRecord): ActivityRow['noUndo'] {
  if (result !== 'done') return null;
  if (carried !== undefined && after !== null) {
    if (kind === 'copy') return null;
    return isWithFolder(carried) ? 'withFolder' : 'otherDrive';
  }
  // What the service moves or copies is somewhere afterwards: this went through this computer.
  if (kind === 'move' && after === null) return 'otherDrive';
  if (kind === 'copy' && after === null) return 'replaced';
  return kind === 'delete' && undoOf === null ? 'restoreOnWeb' : null;
}

/** Such folders are made by the same batch: the line of the outermost can be undone. */
const isWithFolder = ({ folders, made }: CarriedBetween): boolean =>
  folders.length > 0 && folders.length === made.length;

function toVersions({ replaced }: ActivityRecord): ActivityRow['versions'] {
  const [before, after] = [replaced?.before.modifiedAt ?? null, replaced?.after.modifiedAt ?? null];
  return before === null || after === null ? null : { before, after };
}

async function toRows(
  shown: readonly ActivityRecord[],
  log: ActivityLog,
  canUndo: CanUndo,
): Promise<ActivityRow[]> {
  const undoable = new Map(shown.map(({ batchId }) => [batchId, 0]));
  for (const record of await log.all()) {
    const count = undoable.get(record.batchId);
    if (count === undefined || log.isUndone(record) || !canUndo(record)) continue;
    undoable.set(record.batchId, count + 1);
  }
  return shown.map((record) => ({
    ...toRow(record, log, canUndo),
    undoableInBatch: undoable.get(record.batchId) ?? 0,
  }));
}

function toRow(
  record: ActivityRecord,
  log: ActivityLog,
  canUndo: CanUndo,
): Omit<ActivityRow, 'undoableInBatch'> {
  const { entryId, batchId, accountId, kind, at, entry, path, toPath, after, result, failure, undoOf } =
    record;
  const from = record.carried?.accountId ?? accountId;
  const isUndone = log.isUndone(record);
  return {
    entryId,
    batchId,
    accountId,
    kind,
    at,
    name: entry.name,
    itemKind: entry.kind,
    path,
    toPath,
    fromAccountId: from === accountId ? null : from,
    newName: after !== null && after.name !== entry.name ? after.name : null,
    versions: toVersions(record),
    result,
    failure,
    isUndo: undoOf !== null,
    isUndone,
    canUndo: !isUndone && canUndo(record),
    noUndo: isUndone || canUndo(record) ? null : toReason(record),
  };
}
