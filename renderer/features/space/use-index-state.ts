import { useQuery } from '@tanstack/react-query';
import type { IndexState } from '../../../electron/contract/found.ts';
import { indexStateQuery } from '../../api/account-queries.ts';

/** How often facts are refetched while the drive is being enumerated. */
const growingMs = 4_000;

export function useIndexState(accountId: string): {
  state: IndexState['state'] | null;
  isWhole: boolean;
  refetchInterval: number | false;
} {
  const states = useQuery(indexStateQuery).data;
  const own = states?.find((each) => each.accountId === accountId && each.isOwn);
  const state = own?.state ?? null;
  return {
    state,
    isWhole: states === undefined || (own !== undefined && own.freshAt !== null),
    refetchInterval: state === 'enumerating' ? growingMs : false,
  };
}
