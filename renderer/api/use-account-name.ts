import { useQuery } from '@tanstack/react-query';
import { toOwnerName } from '../words/account-text.ts';
import { accountsQuery } from './account-queries.ts';

/** The account's name for lists that mix accounts; null if only one account exists. */
export function useAccountName(accountId: string, formerName: string | null = null): string | null {
  return toOwnerName(useQuery(accountsQuery).data ?? [], accountId, formerName);
}
