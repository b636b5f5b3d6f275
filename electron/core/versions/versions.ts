import { randomUUID } from 'node:crypto';
import type { ItemRef } from '../../contract/records.ts';
import type { ReplacedVersion } from '../../contract/transfers.ts';
import type { TextPair } from '../../contract/edits.ts';
import type { Preview } from '../../contract/previews.ts';
import type { FileVersion } from '../../contract/sharing.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import type { ActivityRecord } from '../activity/activity-record.ts';
import { AppError, isAppError } from '../errors.ts';
import { encodeSegment, itemPath } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { parseVersions, versionsPath } from '../graph/file-versions.ts';
import { createItems } from '../graph/items.ts';
import { settleChange } from '../graph/settle-change.ts';
import type { Index } from '../index/index-client.ts';
import { refreshItem } from '../index/refresh-item.ts';
import type { Clock, Picker } from '../ports.ts';
import type { Previews } from '../previews/previews.ts';
import { toReplaced, toVersion } from '../transfers/run/remote-file.ts';
import type { WriteAccess } from '../sharing/write-access.ts';
import type { SessionContext } from '../session/session-context.ts';
import { saveVersion, toVersionName } from './save-version.ts';
import { createQuickXorHash } from '../lib/quick-xor-hash.ts';

export interface Versions {
  /**
   * Newest first, starting with the current content. @throws AppError notFound, accessDenied, notSupported
   */
  list(accountId: string, item: ItemRef): Promise<FileVersion[]>;
  /** The replaced content becomes a version.  @throws AppError versionGone, locked, accessDenied, changeRefused */
  restore(accountId: string, item: ItemRef, versionId: string): Promise<void>;
  /** null for files that are not text. @throws AppError versionGone */
  compare(accountId: string, item: ItemRef, versionId: string): Promise<TextPair | null>;
  /** `none` where an earlier version can't be shown. @throws AppError versionGone */
  preview(session: SessionContext, accountId: string, item: ItemRef, versionId: string): Promise<Preview>;
  /**
   * Nothing is overwritten. null: canceled.
   * @throws AppError versionGone, diskFull, diskDenied, integrity
   */
  save(accountId: string, item: ItemRef, versionId: string): Promise<{ name: string; path: string } | null>;
}

export interface VersionsDeps {
  accounts: AccountDrives;
  index: Index;
  access: Pick<WriteAccess, 'explain'>;
  picker: Picker;
  previews: Pick<Previews, 'text' | 'preview'>;
  clock: Clock;
  pathOf: (accountId: string, folder: ItemRef) => Promise<string>;
  done: (record: ActivityRecord) => void;
}

export function createVersions({
  accounts,
  index,
  access,
  picker,
  previews,
  clock,
  pathOf,
  done,
}: VersionsDeps): Versions {
  async function note(
    { account: { accountId } }: AccountDrive,
    entry: DriveEntry,
    replaced: ReplacedVersion,
  ): Promise<void> {
    const path = entry.parent === null ? 'shared' : await pathOf(accountId, entry.parent).catch(() => '');
    done({
      entryId: randomUUID(),
      batchId: randomUUID(),
      accountId,
      kind: 'restoreVersion',
      at: new Date(clock.now()).toISOString(),
      entry,
      path,
      toPath: null,
      after: null,
      replaced,
      result: 'done',
      failure: null,
      undoOf: null,
    });
  }

  return {
    list: (accountId, item) => list(accounts.drive(accountId), item),

    async restore(accountId, item, versionId) {
      const drive = accounts.drive(accountId);
      const { entry } = await createItems(drive).get(item);
      const before = await list(drive, item);
      const { isCurrent, sizeBytes, modifiedAt } = findIn(before, versionId, entry.name);
      // Somebody may have restored it meanwhile.
      if (isCurrent) return;
      const path = toContentPath(item, versionId);
      const action = `${versionsPath(item)}/${encodeSegment(versionId)}/restoreVersion`;
      await settleChange<unknown>(
        () => drive.graph.send({ method: 'POST', path: action, subject: entry.name }),
        async () => {
          const [now] = await list(drive, item);
          if (now?.versionId === before[0]?.versionId) return null;
          // Someone else may have saved instead.
          const isRestored = now?.sizeBytes === sizeBytes && (await isCurrentContent(drive, item, path));
          if (!isRestored) throw new AppError('answerLost', { subject: entry.name });
          return true;
        },
      ).catch((error: unknown) => {
        throw toVersionError(access.explain(drive, item, error, 'change'), entry.name);
      });
      // It is restored, whether or not the list can show that now.
      const now = await refreshItem(index, drive, item).catch(() => null);
      const was = { ...toVersion(entry), modifiedAt: before[0]?.modifiedAt ?? entry.modifiedAt };
      await note(drive, entry, toReplaced(was, { modifiedAt, eTag: now?.eTag ?? null }));
    },

    async compare(accountId, item, versionId) {
      const drive = accounts.drive(accountId);
      const { entry } = await createItems(drive).get(item);
      const version = await find(drive, item, versionId, entry.name);
      const path = version.isCurrent ? undefined : toContentPath(item, versionId);
      const [mine, theirs] = await Promise.all([
        previews.text(accountId, item, path).catch((error: unknown) => {
          throw toVersionError(error, entry.name);
        }),
        previews.text(accountId, item),
      ]);
      if (mine === null || theirs === null) return null;
      return { mine: mine.text, theirs: theirs.text, truncated: mine.truncated || theirs.truncated };
    },

    async preview(session, accountId, item, versionId) {
      const drive = accounts.drive(accountId);
      const { entry } = await createItems(drive).get(item);
      const { isCurrent, sizeBytes } = await find(drive, item, versionId, entry.name);
      if (isCurrent) return previews.preview(session, accountId, item);
      const earlier = { contentPath: toContentPath(item, versionId), sizeBytes };
      return previews.preview(session, accountId, item, earlier).catch((error: unknown) => {
        throw toVersionError(error, entry.name);
      });
    },

    async save(accountId, item, versionId) {
      const drive = accounts.drive(accountId);
      const { entry, driveType } = await createItems(drive).get(item);
      const version = await find(drive, item, versionId, entry.name);
      const folder = await picker.chooseFolder();
      if (folder === null) return null;
      // The present content has no address as a version.
      const path = version.isCurrent ? `${itemPath(item)}/content` : toContentPath(item, versionId);
      const url = await drive.graph
        .location({ method: 'GET', path, subject: entry.name })
        .catch((error: unknown) => {
          throw toVersionError(error, entry.name);
        });
      const name = toVersionName(entry.name, version.modifiedAt);
      return saveVersion({ drive, url, entry, driveType, sizeBytes: version.sizeBytes, folder, name, clock });
    },
  };
}

const toContentPath = (item: ItemRef, versionId: string): string =>
  `${versionsPath(item)}/${encodeSegment(versionId)}/content`;

async function list({ graph }: AccountDrive, item: ItemRef): Promise<FileVersion[]> {
  const versions = await graph.json({ method: 'GET', path: versionsPath(item) }, parseVersions);
  return versions.map((version, place) => ({ ...version, isCurrent: place === 0 }));
}

async function find(
  drive: AccountDrive,
  item: ItemRef,
  versionId: string,
  subject: string,
): Promise<FileVersion> {
  return findIn(await list(drive, item), versionId, subject);
}

function findIn(versions: readonly FileVersion[], versionId: string, subject: string): FileVersion {
  const version = versions.find((one) => one.versionId === versionId);
  if (version === undefined) throw new AppError('versionGone', { subject });
  return version;
}

function toVersionError(error: unknown, subject: string): unknown {
  if (!isAppError(error, 'notFound')) return error;
  return new AppError('versionGone', { subject, details: error.details, cause: error });
}

/** What is read to settle one lost response. */
const maxBytes = 16 * 1024 * 1024;

/** By its hash: the history lists no hashes, and another save may have the same size. False if unknown. */
async function isCurrentContent(drive: AccountDrive, item: ItemRef, versionPath: string): Promise<boolean> {
  const { quickXorHash, sizeBytes } = (await createItems(drive).get(item)).entry;
  if (quickXorHash === null || sizeBytes === null || sizeBytes > maxBytes) return false;
  const url = await drive.graph.location({ method: 'GET', path: versionPath });
  const { status, body } = await drive.graph.presigned.request({
    method: 'GET',
    url,
    priority: 'person',
    followsRedirects: true,
  });
  const hash = createQuickXorHash();
  for await (const block of body) hash.update(block);
  return status === 200 && hash.digest() === quickXorHash;
}
