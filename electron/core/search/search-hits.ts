import type { Row } from '../../contract/found.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';

export type Hit = { accountId: string; row: number } | { accountId: string; entry: DriveEntry };

export interface ReadHit {
  accountId: string;
  entry: DriveEntry;
  source: Row['source'];
}

/** Removed ones are left out. */
export async function readHits(
  { index, accounts }: { index: Index; accounts: AccountDrives },
  hits: readonly Hit[],
): Promise<ReadHit[]> {
  const isThere = (accountId: string): boolean => accounts.find(accountId) !== null;
  const byAccount = new Map<string, number[]>();
  for (const hit of hits) {
    if ('entry' in hit || !isThere(hit.accountId)) continue;
    const rows = byAccount.get(hit.accountId);
    if (rows === undefined) byAccount.set(hit.accountId, [hit.row]);
    else rows.push(hit.row);
  }
  const entries = new Map<string, DriveEntry>();
  for (const [accountId, rows] of byAccount) {
    const found = await index.call('entries', { accountId, rows });
    for (const [at, entry] of found.entries())
      if (entry !== null) entries.set(`${accountId} ${rows[at]}`, entry);
  }
  return hits.flatMap((hit): ReadHit[] => {
    const { accountId } = hit;
    if (!isThere(accountId)) return [];
    if ('entry' in hit) return [{ accountId, entry: hit.entry, source: 'service' }];
    const entry = entries.get(`${accountId} ${hit.row}`);
    return entry === undefined ? [] : [{ accountId, entry, source: 'index' }];
  });
}
