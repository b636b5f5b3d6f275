import type { ItemRef } from '../../contract/records.ts';
import { AppError, isAppError } from '../errors.ts';
import { itemPath } from './addressing.ts';
import type { GraphClient } from './graph-client.ts';
import type { GraphRequest } from './graph-request.ts';
import { createPagingGuard } from './paging-guard.ts';
import { entryFields, parseWireListing, toEntry, type DriveEntry, type WireListing } from './drive-item.ts';

export type ListingSink = (entries: DriveEntry[]) => Promise<void>;

/** The service gives up on huge folders after 20 s with 504; smaller values still succeed. */
const topSizes = [1000, 500, 200, 50] as const;

/** A paging token may expire between two requests (400, "invalid paging token"). */
const maxRestarts = 1;

/**
 * An item that comes again has pushed another one out of both responses: the order of similar names varies.
 */
const maxShifts = 2;

/** "Add shortcut to My files": the service includes these only on request, in listings and deltas. */
export const withShortcuts = { prefer: 'Include-Feature=AddToOneDrive' };

export interface ListingSource {
  readonly graph: Pick<GraphClient, 'json'>;
  readonly account: { readonly driveId: string };
}

export async function listChildren(
  { graph, account }: ListingSource,
  folder: ItemRef,
  onListing: ListingSink,
  { signal, priority }: Pick<GraphRequest, 'signal' | 'priority'>,
): Promise<void> {
  let size = 0;
  let restarts = 0;
  let shifts = 0;
  let previous: ReadonlySet<string> = new Set();
  const first = () => `${itemPath(folder)}/children?$top=${topSizes[size]}&$select=${entryFields}`;
  let path: string | null = first();
  let walk = createPagingGuard();
  while (path !== null) {
    const isLastSize = size === topSizes.length - 1;
    try {
      const request: GraphRequest = {
        method: 'GET',
        path,
        headers: withShortcuts,
        ...(signal === undefined ? {} : { signal }),
        ...(priority === undefined ? {} : { priority }),
        noRetryStatuses: isLastSize ? [] : [504],
        maxWaitMs: Number.POSITIVE_INFINITY,
      };
      const { items, nextLink }: WireListing = await graph.json(request, parseWireListing);
      const entries = items.map((wire) => toEntry(wire, account.driveId, folder.driveId));
      await onListing(entries.filter((entry) => entry !== null));
      path = walk.next(nextLink, items.length);
      const isShifted = items.some(({ id }) => previous.has(id));
      previous = new Set(items.map(({ id }) => id));
      if (!isShifted || shifts >= maxShifts) continue;
      shifts += 1;
    } catch (error) {
      if (isTooSlow(error) && !isLastSize) size += 1;
      else if (isExpiredToken(error) && path !== first() && restarts < maxRestarts) restarts += 1;
      else throw error;
    }
    path = first();
    walk = createPagingGuard();
    previous = new Set();
  }
}

const isTooSlow = (error: unknown) => isAppError(error, 'serviceUnavailable') && statusOf(error) === 504;

const isExpiredToken = (error: unknown) => isAppError(error) && statusOf(error) === 400;

const statusOf = (error: AppError): number | null => error.details?.status ?? null;
