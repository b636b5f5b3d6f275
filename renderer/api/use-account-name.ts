import { useQuery } from '@tanstack/react-query';
import { toOwnerName } from '../words/account-text.ts';
import { accountsQuery } from './queries.ts';

/** Whose something is, for lists that mix accounts; null where all is one person's. */
export function useAccountName(accountId: string, formerName: string | null = null): string | null {
  return toOwnerName(useQuery(accountsQuery).data ?? [], accountId, formerName);
}
