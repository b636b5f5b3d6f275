import { isAppError } from '../errors.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { parseWirePage, toEntry, type DriveEntry, type WirePage } from '../graph/drive-item.ts';
import type { GraphRequest } from '../graph/graph-request.ts';
import { createPageWalk } from '../graph/page-walk.ts';

/**
 * Where the list of shared items comes from. It is a seam: Microsoft lets `sharedWithMe` fade out (it gives all, one
 * or none of the items today, and nothing after November 2027), and names no replacement.
 */
export interface SharedSource {
  /** Gives the entries page by page. A source that is gone gives none: that is no failure. */
  list(
    drive: AccountDrive,
    page: (entries: DriveEntry[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}

export const sharedWithMe: SharedSource = {
  async list({ graph, account }, page, signal) {
    let path: string | null = '/me/drive/sharedWithMe?allowexternal=true';
    const walk = createPageWalk();
    while (path !== null) {
      try {
        const request: GraphRequest = { method: 'GET', path, signal, maxWaitMs: Number.POSITIVE_INFINITY };
        const { items, nextLink }: WirePage = await graph.json(request, parseWirePage);
        const entries = items.map((wire) => toEntry(wire, account.driveId)).filter((entry) => entry !== null);
        await page(entries.map(toSharedEntry));
        path = walk.next(nextLink, items.length);
      } catch (error) {
        // 404 and 410: this way has been closed for good.
        if (isAppError(error, 'notFound', 'notSupported')) return;
        throw error;
      }
    }
  },
};

/** The line in the list is no item of my drive: all that can be done is done to the item it points to. */
function toSharedEntry(entry: DriveEntry): DriveEntry {
  const own = { driveId: entry.driveId, itemId: entry.itemId };
  return { ...entry, own, parent: null, sharing: 'withMe' };
}
