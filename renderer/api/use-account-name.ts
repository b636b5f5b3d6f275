import { useQuery } from '@tanstack/react-query';
import { toOwnerName } from '../words/account-text.ts';
import { accountsQuery } from './account-queries.ts';

export function useAccountName(accountId: string, formerName: string | null = null): string | null {
  return toOwnerName(useQuery(accountsQuery).data ?? [], accountId, formerName);
}
