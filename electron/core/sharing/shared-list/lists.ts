import type { AccountDrive } from '../../accounts/account-drive.ts';
import { isAppError } from '../../errors.ts';
import { encodeSegment } from '../../graph/addressing.ts';
import { entryFields, parseWireListing, type WireListing } from '../../graph/drive-item.ts';
import type { GraphRequest } from '../../graph/graph-request.ts';
import { listChildren } from '../../graph/list-children.ts';
import { createPagingGuard } from '../../graph/paging-guard.ts';
import type { Index } from '../../index/index-client.ts';
import { isSourceUnavailable, toAllFound, toListed, type FoundSink, type SharedSource } from './source.ts';

async function walkListing(
  { graph, account }: AccountDrive,
  first: string,
  emit: FoundSink,
  options: Pick<GraphRequest, 'signal' | 'priority'> & { maxResponses?: number },
): Promise<void> {
  const { maxResponses = Number.POSITIVE_INFINITY, ...request } = options;
  const walk = createPagingGuard();
  let path: string | null = first;
  for (let number = 0; path !== null && number < maxResponses; number += 1) {
    const { items, nextLink }: WireListing = await graph.json(
      { method: 'GET', path, maxWaitMs: Number.POSITIVE_INFINITY, ...request },
      parseWireListing,
    );
    await emit(toAllFound(items, account.driveId));
    path = walk.next(nextLink, items.length);
  }
}

export const sharedWithMe: SharedSource = {
  name: 'list',
  async list(drive, emit, signal) {
    try {
      await walkListing(drive, '/me/drive/sharedWithMe?allowexternal=true', emit, { signal });
    } catch (error) {
      // 404 and 410: it has been shut down.
      if (!isAppError(error, 'notFound', 'notSupported')) throw error;
    }
  },
};

/** Not available on personal drives. */
export const followed: SharedSource = {
  name: 'followed',
  async list(drive, emit, signal) {
    if (drive.account.driveType === 'personal') return;
    const path = `/drives/${encodeSegment(drive.account.driveId)}/following?$select=${entryFields}`;
    await walkListing(drive, path, emit, { signal, priority: 'background' }).catch((error: unknown) => {
      if (!isSourceUnavailable(error)) throw error;
    });
  },
};

/** The user's own items are among the hits, of which there may be a million. */
const maxSearchResponses = 10;

/** The drive's own search also finds items shared with its owner. An empty query finds everything. */
export const driveSearch: SharedSource = {
  name: 'search',
  async list(drive, emit, signal) {
    const path = `/drives/${encodeSegment(drive.account.driveId)}/search(q='')?$top=200&$select=${entryFields}`;
    const options = { signal, priority: 'background' as const, maxResponses: maxSearchResponses };
    await walkListing(drive, path, emit, options).catch((error: unknown) => {
      if (!isSourceUnavailable(error)) throw error;
    });
  },
};

/** From the index if it covers the whole drive; otherwise from the top folder, where OneDrive puts them. */
export const createShortcutSource = (index: Index): SharedSource => ({
  name: 'shortcut',
  async list(drive, emit, signal) {
    const { accountId, driveId } = drive.account;
    const known = await index.call('shortcuts', { accountId, driveId });
    await emit(known.map((entry) => ({ entry: toListed(entry), sharedAtMs: null })));
    const syncs = await index.call('syncs', { accountId });
    if (syncs.some(({ isWholeDrive, freshAt }) => isWholeDrive && freshAt !== null)) return;
    await listChildren(
      drive,
      drive.root,
      (entries) =>
        emit(
          entries
            .filter(({ sharing }) => sharing === 'withMe')
            .map((entry) => ({ entry: toListed(entry), sharedAtMs: null })),
        ),
      { signal, priority: 'background' },
    );
  },
});
