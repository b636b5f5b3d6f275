import { imageMimeTypes } from '../core/graph/file-types.ts';

/**
 * How drive content is shown: never as a page of ours, never with a script. A picture keeps its type, so that <img>
 * shows it; everything else is plain text, whatever it claims to be.
 */
export function toContentHeaders(mimeType: string, sizeBytes: number | null): Record<string, string> {
  const bare = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  return {
    'content-type': imageMimeTypes.has(bare) ? bare : 'text/plain; charset=utf-8',
    // Chromium lays plain text out with a style attribute; without it long lines would not wrap.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    ...(sizeBytes === null ? {} : { 'content-length': String(sizeBytes) }),
  };
}

/** "content://<ticket>/" -> the ticket; null for anything else. */
export function toContentId(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === 'content:' && /^[a-z0-9]{1,60}$/.test(host) ? host : null;
}
