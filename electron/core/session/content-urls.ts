import { randomBytes } from 'node:crypto';

/** What a content:// URL shows. */
export interface Content {
  mimeType: string;
  sizeBytes: number | null;
  body: AsyncIterable<Uint8Array> | Uint8Array;
  /** A page that we made: nothing of a drive is in it but text. */
  isOwnPage?: boolean;
  /** Only these bytes of so many: [start, end). */
  part?: { start: number; end: number; totalBytes: number };
}

/** Bytes from `start`, up to and without `end` where that is named. */
export interface WantedBytes {
  start: number;
  end: number | null;
}

/** Fetches what a content:// URL shows; null when it can't be shown any more. Who can't give a part gives all. */
export type ContentSource = (wanted: WantedBytes | null) => Promise<Content | null>;

/**
 * The content:// tickets of one session: unguessable, good for as long as the window lives or until so many newer ones
 * were given out that no row can still show it. A ticket is a host name: lower-case letters and digits.
 */
export interface ContentUrls {
  /** The URL under which the page sees it. */
  createUrl(source: ContentSource): string;
  content(ticket: string, wanted?: WantedBytes | null): Promise<Content | null>;
  close(): void;
}

const maxTickets = 4000;

export function createContentUrls(): ContentUrls {
  const sources = new Map<string, ContentSource>();
  let closed = false;

  return {
    createUrl(source) {
      const ticket = randomBytes(24).toString('hex');
      if (!closed) sources.set(ticket, source);
      const oldest = sources.keys().next();
      if (sources.size > maxTickets && !oldest.done) sources.delete(oldest.value);
      return `content://${ticket}/`;
    },
    async content(ticket, wanted = null) {
      return (await sources.get(ticket)?.(wanted)) ?? null;
    },
    close() {
      closed = true;
      sources.clear();
    },
  };
}
