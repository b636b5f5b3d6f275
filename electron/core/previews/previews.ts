import { LRUCache } from 'lru-cache';
import type { Output } from '../../contract/api.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import type { Content } from '../session/content-urls.ts';
import { AppError } from '../errors.ts';
import { itemPath } from '../graph/addressing.ts';
import { refusePage } from '../graph/content-page.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { isPage, toAppError } from '../graph/graph-errors.ts';
import { createItems } from '../graph/items.ts';
import type { Index } from '../index/index-client.ts';
import type { Clock, HttpResponse } from '../ports.ts';
import type { SessionContext } from '../session/session-context.ts';
import { toRevokedError } from '../sharing/revoked.ts';
import { maxTextBytes, toPreviewPlan } from './preview-plan.ts';
import { toText, toUtf8Head } from './text-head.ts';
import { findThumbnail, findThumbnails } from './thumbnails.ts';

/** Looking at files without downloading them. What is shown reaches the page as content:// URLs only. */
export interface Previews {
  thumbnails(
    session: SessionContext,
    accountId: string,
    items: readonly ItemRef[],
  ): Promise<(string | null)[]>;
  /** @throws AppError notFound, noLongerShared, malware, … */
  preview(session: SessionContext, accountId: string, item: ItemRef): Promise<Output<'previews.preview'>>;
  /** The beginning of a text; null for files of other kinds. */
  text(accountId: string, item: ItemRef): Promise<{ text: string; truncated: boolean } | null>;
}

interface PreviewsDeps {
  accounts: AccountDrives;
  index: Index;
  clock: Clock;
}

const thumbnailCacheBytes = 32 * 1024 * 1024;
const maxThumbnailBytes = 4 * 1024 * 1024;
const nothing: Output<'previews.preview'> = { kind: 'none', url: null, truncated: false };

export function createPreviews({ accounts, index, clock }: PreviewsDeps): Previews {
  const cache = new LRUCache<string, Uint8Array>({
    maxSize: thumbnailCacheBytes,
    // It refuses a size of 0.
    sizeCalculation: ({ length }) => Math.max(length, 1),
  });

  /** The small picture itself: fetched when a row shows it, and not again while it is kept. */
  const showThumbnail = async (drive: AccountDrive, url: string): Promise<Content | null> => {
    const bytes = cache.get(url) ?? (await readThumbnail(drive, url));
    if (bytes === null) return null;
    cache.set(url, bytes);
    return { mimeType: toPictureType(bytes), sizeBytes: bytes.length, body: bytes };
  };

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

    async thumbnails(session, accountId, items) {
      const drive = accounts.drive(accountId);
      const urls = await findThumbnails(drive, items);
      return urls.map((url) =>
        url === null ? null : session.contentUrls.createUrl(() => showThumbnail(drive, url)),
      );
    },

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

/** A thumbnail URL ends; its row then shows the icon until the folder is listed again. */
async function readThumbnail(drive: AccountDrive, url: string): Promise<Uint8Array | null> {
  const response = await drive.graph.presigned.request({ method: 'GET', url, followsRedirects: true });
  if (response.status !== 200 || !isPicture(response)) {
    await response.discard();
    return null;
  }
  return readUpTo(response, maxThumbnailBytes);
}

/** The type that is named may be any other: what comes is shown as a picture only. */
const isPicture = (response: HttpResponse): boolean => !isPage({ ...response, text: '' });

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

async function readUpTo(response: HttpResponse, limitBytes: number): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const block of response.body) {
    blocks.push(block);
    sizeBytes += block.length;
    // Leaving the loop throws the rest of the body away.
    if (sizeBytes >= limitBytes) break;
  }
  return new Uint8Array(Buffer.concat(blocks).subarray(0, limitBytes));
}

/** Thumbnails are JPEG nearly always, PNG where there is transparency. */
function toPictureType(bytes: Uint8Array): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  if (bytes[0] === 0x52 && bytes[1] === 0x49) return 'image/webp';
  return 'image/jpeg';
}
