import type { Output } from '../../contract/api.ts';
import type { ItemRef, PictureSize } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import type { Content } from '../session/content-urls.ts';
import { AppError } from '../errors.ts';
import { itemPath } from '../graph/addressing.ts';
import { refusePage } from '../graph/content-page.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toAppError } from '../graph/graph-errors.ts';
import { createItems } from '../graph/items.ts';
import type { Index } from '../index/index-client.ts';
import type { Clock } from '../ports.ts';
import type { SessionContext } from '../session/session-context.ts';
import { toRevokedError } from '../sharing/revoked.ts';
import { maxTextBytes, toPreviewPlan } from './preview-plan.ts';
import { toText, toUtf8Head } from './text-head.ts';
import type { PictureCache } from './picture-cache.ts';
import { isPicture, readUpTo, showThumbnail } from './read-picture.ts';
import { createThumbnailSource } from './thumbnail-source.ts';
import { findThumbnail } from './thumbnails.ts';

/** Looking at files without downloading them. What is shown reaches the page as content:// URLs only. */
export interface Previews {
  /** @throws AppError cancelled */
  thumbnails(session: SessionContext, wanted: WantedPictures): Promise<(string | null)[]>;
  /** Ends a request for thumbnails of this session; one that has ended is no trouble. */
  cancel(session: SessionContext, requestId: string): void;
  /** @throws AppError notFound, noLongerShared, malware, … */
  preview(session: SessionContext, accountId: string, item: ItemRef): Promise<Output<'previews.preview'>>;
  /** The beginning of a text; null for files of other kinds. */
  text(accountId: string, item: ItemRef): Promise<{ text: string; truncated: boolean } | null>;
}

export interface WantedPictures {
  accountId: string;
  items: readonly ItemRef[];
  size: PictureSize;
  requestId?: string | undefined;
}

interface PreviewsDeps {
  accounts: AccountDrives;
  index: Index;
  clock: Clock;
  pictures: PictureCache;
}

const nothing: Output<'previews.preview'> = { kind: 'none', url: null, truncated: false };

export function createPreviews({ accounts, index, clock, pictures }: PreviewsDeps): Previews {
  const thumbnails = createThumbnailSource({ index, pictures });

  const readItem = async (drive: AccountDrive, item: ItemRef) => {
    try {
      return await createItems(drive).getWithUrl(item);
    } catch (error) {
      throw await toRevokedError(index, drive, item, error);
    }
  };

  return {
    async text(accountId, item) {
      const drive = accounts.drive(accountId);
      const remote = await readItem(drive, item);
      const plan = toPreviewPlan(remote.entry);
      if (plan.kind !== 'text') return null;
      const head = await readText(drive, await createItems(drive).contentUrl(remote), remote.entry, clock);
      return { text: toText(head, plan.truncated), truncated: plan.truncated };
    },

    thumbnails: (session, wanted) => thumbnails.find(session, accounts.drive(wanted.accountId), wanted),
    cancel: (session, requestId) => thumbnails.cancel(session, requestId),

    async preview(session, accountId, item) {
      const drive = accounts.drive(accountId);
      const remote = await readItem(drive, item);
      const { entry } = remote;
      if (entry.problem === 'malware') throw new AppError('malware', { subject: entry.name });
      const plan = toPreviewPlan(entry);
      if (plan.kind === 'thumbnail') {
        const large = await findThumbnail(drive, item, 'large');
        if (large === null) return nothing;
        return {
          kind: 'image',
          url: session.contentUrls.createUrl(() => showThumbnail(drive, large)),
          truncated: false,
        };
      }
      if (plan.kind === 'none') return nothing;
      if (plan.kind === 'picture') {
        return {
          kind: 'image',
          url: session.contentUrls.createUrl(() => openPicture(drive, item, plan.mimeType)),
          truncated: false,
        };
      }
      const head = await readText(drive, await createItems(drive).contentUrl(remote), entry, clock);
      const body = toUtf8Head(head, plan.truncated);
      const content = { mimeType: 'text/plain; charset=utf-8', sizeBytes: body.length, body };
      return {
        kind: 'text',
        url: session.contentUrls.createUrl(() => Promise.resolve(content)),
        truncated: plan.truncated,
      };
    },
  };
}

/** Streamed from a URL fetched now: the pane may ask long after the preview was opened. */
async function openPicture(drive: AccountDrive, item: ItemRef, mimeType: string): Promise<Content | null> {
  const url = await drive.graph.location({ method: 'GET', path: `${itemPath(item)}/content` });
  const response = await drive.graph.presigned.request({
    method: 'GET',
    url,
    priority: 'person',
    followsRedirects: true,
  });
  if (response.status !== 200 || !isPicture(response)) {
    await response.discard();
    return null;
  }
  const length = Number(response.headers['content-length'] ?? Number.NaN);
  return { mimeType, sizeBytes: Number.isSafeInteger(length) ? length : null, body: response.body };
}

/** Only the beginning is asked for; a server that sends everything is stopped there. */
async function readText(
  drive: AccountDrive,
  url: string,
  entry: DriveEntry,
  clock: Clock,
): Promise<Uint8Array> {
  const range = `bytes=0-${maxTextBytes - 1}`;
  const response = await drive.graph.presigned.request({
    method: 'GET',
    url,
    headers: { range },
    priority: 'person',
    followsRedirects: true,
  });
  // An empty file has no first byte.
  if (response.status === 416) {
    await response.discard();
    return new Uint8Array();
  }
  if (response.status !== 200 && response.status !== 206) {
    throw toAppError(
      { status: response.status, headers: response.headers, text: await response.text() },
      clock.now(),
      entry.name,
    );
  }
  await refusePage(response, entry, clock.now());
  return readUpTo(response, maxTextBytes);
}
