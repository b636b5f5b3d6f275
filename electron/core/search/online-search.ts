import { parseQuery, passesFilters, toQueried } from '../../contract/query.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { toAccountItemKey, toItemKey } from '../graph/addressing.ts';
import { toItem } from '../graph/drive-item.ts';
import { searchDrive } from '../graph/search-drive.ts';
import type { Index } from '../index/index-client.ts';
import { placeOf } from '../libraries/library-of.ts';
import { loadAncestors } from '../places/crumbs.ts';
import type { Clock, Log } from '../ports.ts';
import type { ReadHit } from './search-hits.ts';

/** Accounts searched on OneDrive at once. */
const maxAsked = 10;
/** Folders whose location is requested after a OneDrive search. */
const maxLearned = 50;

export interface OnlineQuery {
  filter: string;
  accountIds: () => readonly string[];
  /** What the index has found, and OneDrive's search needn't repeat. */
  readListed: () => Promise<readonly ReadHit[]>;
}

export async function searchOnline(
  { accounts, clock }: { accounts: AccountDrives; clock: Clock },
  { filter, accountIds, readListed }: OnlineQuery,
  signal: AbortSignal,
): Promise<ReadHit[]> {
  const query = parseQuery(filter, clock.now());
  if (query.words.length === 0) return [];
  const known = new Set((await readListed()).map(({ entry }) => toItemKey(entry)));
  const asked = accountIds().flatMap((accountId) => accounts.find(accountId) ?? []);
  const found = await Promise.all(
    asked.slice(0, maxAsked).map(async (drive) => {
      const entries = await searchDrive(drive, query.words.join(' '), signal);
      return entries.map((entry) => ({
        accountId: drive.account.accountId,
        entry,
        source: 'service' as const,
      }));
    }),
  );
  return found.flat().filter(({ entry }) => {
    const isNew = !known.has(toItemKey(entry)) && passesFilters(query, toQueried(toItem(entry)));
    known.add(toItemKey(entry));
    return isNew;
  });
}

/** The service's search returns no paths. */
export async function learnPlaces(
  { index, accounts, log }: { index: Index; accounts: AccountDrives; log: Log },
  hits: readonly ReadHit[],
  signal: AbortSignal,
): Promise<void> {
  const parents = new Map<string, { drive: AccountDrive; folder: ItemRef }>();
  for (const { accountId, entry } of hits) {
    const drive = accounts.find(accountId);
    if (drive === null || entry.parent === null || parents.size >= maxLearned) continue;
    parents.set(toAccountItemKey(accountId, entry.parent), { drive, folder: entry.parent });
  }
  for (const { drive, folder } of parents.values()) {
    if (signal.aborted) return;
    await loadAncestors(index, drive, placeOf(drive.account, folder.driveId), folder).catch(
      (error: unknown) => log.info('the place of what was found is not known', { error: String(error) }),
    );
  }
}
