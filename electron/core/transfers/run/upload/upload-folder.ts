import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ItemRef } from '../../../../contract/records.ts';
import type { Transfer } from '../../../../contract/transfers.ts';
import { AppError, isAppError } from '../../../errors.ts';
import { itemPath } from '../../../graph/addressing.ts';
import { parseWireItem, type DriveEntry } from '../../../graph/drive-item.ts';
import { suggestName } from '../../../../contract/item-names.ts';
import { checkName } from '../../../graph/item-names.ts';
import { retrySchedules } from '../../../graph/retry-policy.ts';
import { inspectSource, type OfferedSource } from '../../../lib/inspect-source.ts';
import { toUploadRecord } from '../../model/new-record.ts';
import { createBackoff } from '../backoff.ts';
import { findByName, toRemoteFile } from '../remote-file.ts';
import type { TransferRecord, UploadFolderJob } from '../../model/transfer-record.ts';
import type { TransferContext, RunResult } from '../../queue/transfer-context.ts';

/** The folder exists before anything is sent into it, even if it is empty. */
export async function uploadFolder(
  context: TransferContext,
  job: UploadFolderJob,
  onStored: (entry: DriveEntry) => Promise<void>,
): Promise<RunResult> {
  context.setPhase('checking');
  const { name, path } = context.transfer;
  checkName(name, 'folder', path.split('/').slice(1).join('/'));
  const sources = await readFolder(job.path, name);
  context.setPhase('running');
  const { entry, existed } = await createOrFindFolder(context, job.parent, name.normalize('NFC'));
  await onStored(entry);
  const item: ItemRef = { driveId: entry.driveId, itemId: entry.itemId };
  const next = sources.map((source) => toChild(context, job, source, item, `${path}/${entry.name}`));
  const result: Partial<Transfer> = {
    outcome: existed ? 'folderExisted' : 'folderCreated',
    finalName: entry.name,
    item,
    folder: { itemCount: sources.length },
  };
  return { kind: 'done', result, next };
}

function toChild(
  context: TransferContext,
  { intent }: UploadFolderJob,
  source: OfferedSource,
  parent: ItemRef,
  path: string,
): TransferRecord {
  const { batchId, accountId } = context.transfer;
  return toUploadRecord(source, { batchId, accountId, parent, path, intent, nowMs: context.clock.now() });
}

/** @throws AppError localFileUnreadable … */
export async function readFolder(path: string, name: string): Promise<OfferedSource[]> {
  const self = await inspectSource(path);
  if (self.kind === 'refused') throw new AppError(self.failure.code, { subject: name });
  if (self.kind !== 'folder') throw new AppError('localFileChanged', { subject: name });
  const sources: OfferedSource[] = [];
  try {
    for await (const { name: child } of await opendir(path)) sources.push(await inspectChild(path, child));
  } catch (cause) {
    throw new AppError('localFileUnreadable', { subject: name, cause });
  }
  return sources.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A name that is not valid Unicode is decoded differently and then not found. */
async function inspectChild(folder: string, name: string): Promise<OfferedSource> {
  const source = await inspectSource(join(folder, name));
  if (source.kind !== 'refused' || !name.includes('\ufffd')) return source;
  const facts = { rule: 'brokenCharacter', suggestion: suggestName(name) } as const;
  const failure = new AppError('badName', { subject: name, facts }).toFailure();
  return { kind: 'refused', name, failure, again: null };
}

/** @throws AppError nameExists for a file */
export async function createOrFindFolder(
  context: TransferContext,
  parent: ItemRef,
  name: string,
): Promise<{ entry: DriveEntry; existed: boolean }> {
  const retry = createBackoff(context);
  const json = { name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' };
  const path = `${itemPath(parent)}/children`;
  for (;;) {
    try {
      const request = {
        method: 'POST' as const,
        path,
        json,
        signal: context.signal,
        priority: 'transfer' as const,
        subject: name,
      };
      const wire = await context.drive.graph.json(request, parseWireItem);
      return { entry: toRemoteFile(context.drive, wire, parent.driveId).entry, existed: false };
    } catch (error) {
      if (isAppError(error, 'nameExists'))
        return { entry: await findFolder(context, parent, name, error), existed: true };
      await retry.waitOrThrow(error);
    }
  }
}

async function findFolder(
  context: TransferContext,
  parent: ItemRef,
  name: string,
  taken: AppError,
): Promise<DriveEntry> {
  for (const waitMs of [...retrySchedules.justStored, 0]) {
    const existing = await findByName(context, parent, name);
    if (existing !== null && existing.entry.kind !== 'folder') throw taken;
    if (existing !== null) return existing.entry;
    // A new folder reserves its name before it is visible.
    await context.clock.sleep(waitMs, context.signal);
  }
  throw taken;
}
