import { imageMimeTypes, mediaMimeTypes } from '../core/graph/file-types.ts';
import type { Content, WantedBytes } from '../core/session/content-urls.ts';

/** Drive content never runs scripts. Everything but pictures, audio and video is sent as plain text. */
export function toContentHeaders({
  mimeType,
  sizeBytes,
  isOwnPage,
  part,
}: Omit<Content, 'body'>): Record<string, string> {
  return {
    'content-type': isOwnPage === true ? 'text/html; charset=utf-8' : toShownType(mimeType),
    // Chromium wraps long lines of plain text with a style attribute.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    ...(sizeBytes === null ? {} : { 'content-length': String(sizeBytes) }),
    ...(part === undefined
      ? {}
      : {
          'accept-ranges': 'bytes',
          'content-range': `bytes ${part.start}-${part.end - 1}/${part.totalBytes}`,
        }),
  };
}

function toShownType(mimeType: string): string {
  const bare = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  return imageMimeTypes.has(bare) || mediaMimeTypes.has(bare) ? bare : 'text/plain; charset=utf-8';
}

/** "bytes=100-" starts at 100. null for other forms: the whole content. */
export function parseByteRange(range: string | null): WantedBytes | null {
  const [, start, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range ?? '') ?? [];
  if (start === undefined) return null;
  const end = last === undefined || last === '' ? null : Number(last) + 1;
  return end !== null && end <= Number(start) ? null : { start: Number(start), end };
}

/** "content://<contentId>/" -> the id; null for other URLs. */
export function toContentId(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === 'content:' && /^[a-z0-9]{1,60}$/.test(host) ? host : null;
}
