import { QueryClient } from '@tanstack/react-query';

/**
 * Queries go to the main process, which knows better than the browser whether there is a network, retries by
 * itself, and tells what changed: nothing here pauses, retries, or grows stale with time.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
