import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { CarryVerb } from '../../../contract/changes.ts';
import type { ItemRef } from '../../../contract/records.ts';
import type { Transfer } from '../../../contract/transfers.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import type { OfferedSource } from '../../lib/inspect-source.ts';
import { toInstant } from '../../lib/instant.ts';
import type {
  DownloadPlace,
  Job,
  TransferRecord,
  UploadFileJob,
  Carried,
  VisitedFolders,
} from './transfer-record.ts';
import type { ChangeJob, DeleteJob, RestoreJob } from './change-job.ts';
import { sameItem, toItemKey } from '../../graph/addressing.ts';
import { toFailure } from '../../../contract/errors.ts';

export interface NewUpload {
  batchId: string;
  accountId: string;
  parent: ItemRef;
  /** "myfiles/Finance" */
  path: string;
  intent: 'upload' | 'save';
  nowMs: number;
}

export const newUploadJob = {
  kind: 'uploadFile',
  target: null,
  conflictTarget: null,
  keepBoth: false,
  sent: null,
  interrupted: false,
  session: null,
  documentId: null,
} as const satisfies Partial<UploadFileJob>;

/** A file that can't be sent gets a record, too, to be listed with its reason. */
export function toUploadRecord(source: OfferedSource, upload: NewUpload): TransferRecord {
  const { parent, intent } = upload;
  if (source.kind === 'refused') return toRefusedRecord(source, upload);
  if (source.kind === 'folder') {
    const job: Job = { kind: 'uploadFolder', path: source.path, parent, intent };
    const folder = { itemCount: null };
    return { transfer: { ...toNewTransfer(upload, 'upload', source.name, 0), folder }, job, retry: null };
  }
  const { path, sizeBytes, modifiedMs } = source;
  const job: Job = { ...newUploadJob, source: { path, sizeBytes, modifiedMs }, parent, intent };
  return { transfer: toNewTransfer(upload, 'upload', source.name, sizeBytes), job, retry: null };
}

function toRefusedRecord(
  { name, failure, again }: Extract<OfferedSource, { kind: 'refused' }>,
  upload: NewUpload,
): TransferRecord {
  const sent: OfferedSource | null =
    again === null
      ? null
      : again.isFolder
        ? { kind: 'folder', name, path: again.path }
        : { kind: 'file', name, path: again.path, sizeBytes: 0, modifiedMs: 0 };
  const record =
    sent === null
      ? {
          transfer: toNewTransfer(upload, 'upload', name, null),
          job: { kind: 'refused' as const },
          retry: null,
        }
      : toUploadRecord(sent, upload);
  const { transfer } = record;
  const ended = { state: 'failed', failure, bytesTotal: null, endedAt: transfer.createdAt } as const;
  return { ...record, transfer: { ...transfer, ...ended } };
}

export interface NewDownload {
  batchId: string;
  accountId: string;
  path: string;
  openAfter: boolean;
  to: string | null;
  /** The target name, if the person chose one. */
  place?: DownloadPlace | null;
  nowMs: number;
}

export function toDownloadRecord(
  entry: Pick<DriveEntry, 'driveId' | 'itemId' | 'name' | 'kind' | 'sizeBytes'>,
  download: NewDownload,
): TransferRecord {
  const item = { driveId: entry.driveId, itemId: entry.itemId };
  const job: Job =
    entry.kind === 'folder'
      ? { kind: 'downloadFolder', item, to: download.to }
      : {
          kind: 'downloadFile',
          item,
          openAfter: download.openAfter,
          to: download.to,
          part: null,
          finalizing: null,
          ...(download.place == null ? {} : { place: download.place }),
        };
  const sizeBytes = entry.kind === 'folder' ? 0 : entry.sizeBytes;
  const transfer = toNewTransfer(download, 'download', entry.name, sizeBytes);
  const folder = entry.kind === 'folder' ? { itemCount: null } : null;
  const toFolder = download.to === null ? null : basename(download.to).toWellFormed();
  return { transfer: { ...transfer, item, toFolder, folder }, job, retry: null };
}

export function toNewTransfer(
  of: { batchId: string; accountId: string; path: string; nowMs: number },
  kind: Transfer['kind'],
  name: string,
  bytesTotal: number | null,
): Transfer {
  return {
    transferId: randomUUID(),
    batchId: of.batchId,
    accountId: of.accountId,
    kind,
    // Local names need not be valid Unicode.
    name: name.toWellFormed(),
    path: of.path,
    state: 'queued',
    bytesDone: 0,
    bytesInFlight: 0,
    bytesTotal,
    bytesPerSecond: null,
    createdAt: toInstant(of.nowMs),
    endedAt: null,
    waitUntil: null,
    waitReason: null,
    restartReason: null,
    uploadExpiresAt: null,
    carried: null,
    outcome: null,
    finalName: null,
    verified: null,
    failure: null,
    conflict: null,
    documentId: null,
    toFolder: null,
    item: null,
    folder: null,
    toPath: null,
    percent: null,
    isQuiet: false,
    undoOf: null,
  };
}

export interface NewChange {
  entry: DriveEntry;
  path: string;
  /** null for jobs without a target. */
  to: { folder: ItemRef; path: string; name: string; keepBoth: boolean } | null;
  emptied?: DeleteJob['emptied'];
  onlyEmpty?: boolean;
  folders?: RestoreJob['folders'];
  copy?: RestoreJob['copy'];
}

export interface NewChanges {
  kind: ChangeJob['kind'];
  accountId: string;
  items: readonly NewChange[];
  undoOf: string | null;
  /** Left out: a batch of its own. */
  batchId?: string;
  nowMs: number;
}

/** Larger requests are listed at once, smaller ones only if they are delayed. */
const maxQuiet = 50;

export function toChangeRecords(changes: NewChanges): TransferRecord[] {
  const { kind, accountId, items, undoOf, nowMs, batchId = randomUUID() } = changes;
  const isQuiet = items.length <= maxQuiet;
  return items.map((change) => {
    const { entry, path, to } = change;
    const transfer = toNewTransfer({ batchId, accountId, path, nowMs }, kind, entry.name, 0);
    const item = { driveId: entry.driveId, itemId: entry.itemId };
    const folder = entry.kind === 'folder' ? { itemCount: entry.childCount } : null;
    const shown = { ...transfer, item, folder, isQuiet, undoOf, toPath: to?.path ?? null };
    return { transfer: shown, job: toJob(kind, change), retry: null };
  });
}

function toJob(
  kind: ChangeJob['kind'],
  { entry, to, emptied = [], onlyEmpty = false, folders = [], copy }: NewChange,
): ChangeJob {
  const begun = { entry, interrupted: false };
  if (kind === 'delete') return { kind, ...begun, emptied, onlyEmpty };
  if (kind === 'restore') return { kind, ...begun, folders, ...(copy === undefined ? {} : { copy }) };
  if (to === null) throw new Error('a move or a copy goes somewhere');
  const { folder, name, keepBoth } = to;
  const arriving = { to: folder, name, keepBoth, replacing: null, conflictTarget: null, placed: null };
  if (kind === 'move') return { kind, ...begun, ...arriving };
  return { kind, ...begun, ...arriving, sent: null, monitorUrl: null };
}

export interface NewCarry {
  batchId: string;
  verb: CarryVerb;
  from: { accountId: string; path: string; emptied: readonly ItemRef[] };
  made?: readonly ItemRef[];
  to: { accountId: string; parent: ItemRef; path: string };
  name?: string | undefined;
  undoOf?: string | null;
  nowMs: number;
}

/** A folder's contents follow once it exists in the other drive. */
export function toCarryRecord(
  entry: DriveEntry,
  { batchId, verb: wanted, from, to, name, made = [], undoOf = null, nowMs }: NewCarry,
): TransferRecord {
  const isFolder = entry.kind === 'folder';
  // The target of a shortcut in a moved folder belongs to someone else and stays.
  const verb = isShortcut(entry) ? 'copy' : wanted;
  const { accountId, parent, path } = to;
  const transfer = toNewTransfer(
    { batchId, accountId, path, nowMs },
    'upload',
    name ?? entry.name,
    isFolder ? 0 : entry.sizeBytes,
  );
  const emptied = isFolder ? [toRef(entry), ...from.emptied] : from.emptied;
  const carried: Carried = { accountId: from.accountId, entry, verb, emptied, made, stored: null };
  const shown = {
    ...transfer,
    undoOf,
    carried: { verb, accountId: from.accountId, path: from.path, name: entry.name },
  };
  if (isFolder)
    return {
      transfer: { ...shown, folder: { itemCount: entry.childCount } },
      job: { kind: 'carryFolder', parent, carried },
      retry: null,
    };
  const modifiedMs = Date.parse(entry.modifiedAt ?? '');
  const source = {
    path: '',
    sizeBytes: entry.sizeBytes ?? 0,
    modifiedMs: Number.isNaN(modifiedMs) ? nowMs : modifiedMs,
  };
  return {
    transfer: shown,
    job: { ...newUploadJob, intent: 'upload', source, parent, carried },
    retry: null,
  };
}

const toRef = ({ driveId, itemId }: ItemRef): ItemRef => ({ driveId, itemId });

/** A shortcut and its target are in different drives: only the target can be read. */
export const isShortcut = (entry: DriveEntry): boolean => !sameItem(entry, entry.own);

/** Adds a folder; null if it is a shortcut back to an ancestor. */
export function visitFolder(visited: VisitedFolders, entry: DriveEntry): VisitedFolders | null {
  if (entry.kind !== 'folder' || !isShortcut(entry)) return visited;
  const key = toItemKey(entry);
  return visited.includes(key) ? null : [...visited, key];
}

/** Such a shortcut becomes a skipped transfer: its target is already included. */
export function toLoopRecord({ transfer, retry }: TransferRecord, nowMs: number): TransferRecord {
  const failure = toFailure('shortcutLoops', transfer.name);
  const ended = { state: 'done', outcome: 'skipped', failure, endedAt: toInstant(nowMs) } as const;
  return { transfer: { ...transfer, ...ended }, job: { kind: 'refused' }, retry };
}
