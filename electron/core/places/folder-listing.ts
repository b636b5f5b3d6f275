import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { itemPath } from '../graph/addressing.ts';
import type { GraphRequest } from '../graph/graph-client.ts';
import type { Priority } from '../graph/scheduler.ts';
import { entryFields, parseWirePage, toEntry, type DriveEntry, type WirePage } from '../graph/drive-item.ts';

/** Gets the entries of one page; the next page is asked for when it is done. */
export type PageSink = (entries: DriveEntry[]) => Promise<void>;

/**
 * Page sizes to try. The service gives up after 20 s with 504 where a folder holds very many items; smaller pages
 * then still come.
 */
const pageSizes = [1000, 500, 200, 50] as const;

/** A paging token may turn stale between two pages (400, "invalid paging token"): then it starts again, once. */
const maxRestarts = 1;

/** "Add shortcut to My files": the folders of others that a person added show up among their own only when asked for. */
const withShortcuts = { prefer: 'Include-Feature=AddToOneDrive' };

/** Lists a folder page by page. An entry may come twice when a listing had to start again. */
export async function listFolder(
  { graph, account }: AccountDrive,
  folder: ItemRef,
  page: PageSink,
  signal: AbortSignal,
  priority: Priority = 'person',
): Promise<void> {
  let size = 0;
  let restarts = 0;
  const first = () => `${itemPath(folder)}/children?$top=${pageSizes[size]}&$select=${entryFields}`;
  let path: string | null = first();
  while (path !== null) {
    const isLastSize = size === pageSizes.length - 1;
    try {
      const noRetryStatuses = isLastSize ? [] : [504];
      const request: GraphRequest = {
        method: 'GET',
        path,
        headers: withShortcuts,
        signal,
        priority,
        noRetryStatuses,
        maxWaitMs: Number.POSITIVE_INFINITY,
      };
      const { items, nextLink }: WirePage = await graph.json(request, parseWirePage);
      await page(items.map((wire) => toEntry(wire, account.driveId)).filter((entry) => entry !== null));
      path = nextLink;
    } catch (error) {
      if (isTooSlow(error) && !isLastSize) size += 1;
      else if (isStaleToken(error) && path !== first() && restarts < maxRestarts) restarts += 1;
      else throw error;
      path = first();
    }
  }
}

const isTooSlow = (error: unknown) => isAppError(error, 'serviceUnavailable') && statusOf(error) === 504;

const isStaleToken = (error: unknown) => isAppError(error) && statusOf(error) === 400;

const statusOf = (error: AppError): number | null => error.details?.status ?? null;
