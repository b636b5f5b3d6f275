import type { Preview } from '../../contract/previews.ts';
import type { ItemRef, PictureSize } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import type { Content, ContentSource } from '../session/content-urls.ts';
import { AppError } from '../errors.ts';
import { itemPath } from '../graph/addressing.ts';
import { refuseHtml } from '../graph/refuse-html.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toAppError } from '../graph/graph-errors.ts';
import { createItems } from '../graph/items.ts';
import type { Index } from '../index/index-client.ts';
import type { Clock } from '../ports.ts';
import type { SessionContext } from '../session/session-context.ts';
import { toRevokedError } from '../sharing/revoked.ts';
import { toMarkdownPage } from './markdown-page.ts';
import { checkDrawing, checkPicture } from './checked-picture.ts';
import { createMediaSource, parsePart } from './media-source.ts';
import { maxTextBytes, type PreviewPlan, toPreviewPlan } from './preview-plan.ts';
import { toText } from './text-head.ts';
import type { PictureCache } from './picture-cache.ts';
import { isPicture, readUpTo, showThumbnail } from './read-picture.ts';
import { readZipContents } from './zip-contents.ts';
import { createThumbnailSource } from './thumbnail-source.ts';
import { findThumbnail } from './thumbnails.ts';

/** Content reaches the renderer only as content:// URLs. */
export interface Previews {
  /** @throws AppError cancelled */
  thumbnails(session: SessionContext, wanted: WantedPictures): Promise<(string | null)[]>;
  cancel(session: SessionContext, requestId: string): void;
  /** @throws AppError notFound, accessRevoked, malware, … */
  preview(
    session: SessionContext,
    accountId: string,
    item: ItemRef,
    earlier?: EarlierVersion,
  ): Promise<Preview>;
  text(
    accountId: string,
    item: ItemRef,
    contentPath?: string,
  ): Promise<{ text: string; truncated: boolean } | null>;
}

/** The service makes neither pictures nor PDFs of it. */
export interface EarlierVersion {
  contentPath: string;
  sizeBytes: number | null;
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

const nothing: Preview = { kind: 'none', url: null, poster: null, truncated: false, archive: null };

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
    async text(accountId, item, contentPath) {
      const drive = accounts.drive(accountId);
      const remote = await readItem(drive, item);
      const plan = toPreviewPlan(remote.entry, remote.pixels);
      if (plan.kind !== 'text') return null;
      const url =
        contentPath === undefined
          ? await createItems(drive).contentUrl(remote)
          : await drive.graph.location({ method: 'GET', path: contentPath, subject: remote.entry.name });
      const head = await readBytes(drive, url, { start: 0, end: maxTextBytes }, remote.entry, clock);
      const truncated = plan.truncated || head.length === maxTextBytes;
      const text = toText(head, truncated);
      return text === null ? null : { text, truncated };
    },

    thumbnails: (session, wanted) => thumbnails.find(session, accounts.drive(wanted.accountId), wanted),
    cancel: (session, requestId) => thumbnails.cancel(session, requestId),

    async preview(session, accountId, item, earlier) {
      const drive = accounts.drive(accountId);
      const remote = await readItem(drive, item);
      if (remote.entry.problem === 'malware') throw new AppError('malware', { subject: remote.entry.name });
      const entry = earlier === undefined ? remote.entry : { ...remote.entry, sizeBytes: earlier.sizeBytes };
      const plan = toPreviewPlan(entry, remote.pixels);
      const toUrl = (source: ContentSource) => session.contentUrls.createUrl(source);
      if (plan.kind === 'thumbnail') return earlier === undefined ? showLarge(drive, item, toUrl) : nothing;
      const contentPath = earlier?.contentPath ?? `${itemPath(item)}/content`;
      if (plan.kind === 'document') {
        // The service makes no PDF of an earlier version.
        if (plan.isConverted && earlier !== undefined) return nothing;
        const pdfPath = plan.isConverted ? `${contentPath}?format=pdf` : contentPath;
        const source = createMediaSource(drive, pdfPath, 'application/pdf');
        const url = session.contentUrls.createUrl(source, { path: 'viewer/' });
        const poster = earlier === undefined ? toUrl(() => showPoster(drive, item)) : null;
        return { ...nothing, kind: 'document', url, poster };
      }
      // The service has no picture of an earlier version.
      const smaller = (): Promise<Content | null> =>
        earlier === undefined ? showPoster(drive, item) : Promise.resolve(null);
      if (plan.kind === 'picture') {
        const source = (): Promise<Content | null> => openPicture(drive, contentPath, plan.mimeType, smaller);
        return { ...nothing, kind: 'image', url: toUrl(source) };
      }
      if (plan.kind !== 'text' && plan.kind !== 'archive') return toStreamed(plan, drive, contentPath, toUrl);
      const url =
        earlier === undefined
          ? await createItems(drive).contentUrl(remote)
          : await drive.graph.location({ method: 'GET', path: contentPath, subject: entry.name });
      const read = (start: number, end: number) => readBytes(drive, url, { start, end }, entry, clock);
      if (plan.kind === 'archive') {
        const archive = await readZipContents(entry.sizeBytes ?? 0, read);
        return archive === null ? nothing : { ...nothing, kind: 'archive', archive };
      }
      return toTextPreview(plan, await read(0, maxTextBytes), toUrl);
    },
  };
}

type ToUrl = (source: ContentSource) => string;

async function showLarge(drive: AccountDrive, item: ItemRef, toUrl: ToUrl): Promise<Preview> {
  const large = await findThumbnail(drive, item, 'large');
  if (large === null) return nothing;
  return { ...nothing, kind: 'image', url: toUrl(() => showThumbnail(drive, large)) };
}

function toStreamed(
  plan: Extract<PreviewPlan, { kind: 'none' | 'media' }>,
  drive: AccountDrive,
  contentPath: string,
  toUrl: ToUrl,
): Preview {
  if (plan.kind === 'none') return nothing;
  return { ...nothing, kind: plan.as, url: toUrl(createMediaSource(drive, contentPath, plan.mimeType)) };
}

function toTextPreview(
  { isMarkdown, truncated }: Extract<PreviewPlan, { kind: 'text' }>,
  head: Uint8Array,
  toUrl: ToUrl,
): Preview {
  const text = toText(head, truncated);
  if (text === null) return nothing;
  const page = isMarkdown ? toMarkdownPage(text) : null;
  const content = page === null ? toTextContent(new TextEncoder().encode(text)) : toPageContent(page);
  const url = toUrl(() => Promise.resolve(content));
  return { ...nothing, kind: page === null ? 'text' : 'page', url, truncated };
}

/** Only when it is shown: most documents load without it. */
async function showPoster(drive: AccountDrive, item: ItemRef): Promise<Content | null> {
  const large = await findThumbnail(drive, item, 'large');
  return large === null ? null : showThumbnail(drive, large);
}

const toTextContent = (body: Uint8Array): Content => ({
  mimeType: 'text/plain; charset=utf-8',
  sizeBytes: body.length,
  body,
});

function toPageContent(html: string): Content {
  const body = new TextEncoder().encode(html);
  return { mimeType: 'text/html; charset=utf-8', sizeBytes: body.length, body, isOwnPage: true };
}

/**
 * With a fresh URL, as the pane may load it late. `smaller` replaces a picture that takes too much memory.
 */
async function openPicture(
  drive: AccountDrive,
  contentPath: string,
  mimeType: string,
  smaller: () => Promise<Content | null>,
): Promise<Content | null> {
  const url = await drive.graph.location({ method: 'GET', path: contentPath });
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
  if (mimeType === 'image/svg+xml') {
    const drawing = await checkDrawing(response);
    return drawing === null ? null : { mimeType, sizeBytes: drawing.length, body: drawing };
  }
  const body = await checkPicture(response.body);
  if (body === null) return smaller();
  const length = Number(response.headers['content-length'] ?? Number.NaN);
  return { mimeType, sizeBytes: Number.isSafeInteger(length) ? length : null, body };
}

/** What is passed over of a file that a server only sends from its beginning. */
const maxSkippedBytes = 16 * 1024 * 1024;

/** A server that sends everything is stopped, and nothing is read far from the start. */
async function readBytes(
  drive: AccountDrive,
  url: string,
  { start, end }: { start: number; end: number },
  entry: DriveEntry,
  clock: Clock,
): Promise<Uint8Array> {
  const response = await drive.graph.presigned.request({
    method: 'GET',
    url,
    headers: { range: `bytes=${start}-${end - 1}` },
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
      { subject: entry.name, isReading: true },
    );
  }
  await refuseHtml(response, entry, clock.now());
  const isPart = response.status === 206;
  if (isPart && parsePart(response.headers['content-range'])?.start !== start) {
    await response.discard();
    throw new AppError('unexpectedAnswer', { subject: entry.name });
  }
  if (isPart) return readUpTo(response, end - start);
  if (start <= maxSkippedBytes) return (await readUpTo(response, end)).subarray(start);
  await response.discard();
  return new Uint8Array();
}
