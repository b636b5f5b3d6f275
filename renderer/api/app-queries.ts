import { queryOptions } from '@tanstack/react-query';
import type { LogLevel } from '../../electron/contract/log.ts';
import { call } from './client.ts';
import { keys } from './query-keys.ts';

export const startQuery = queryOptions({ queryKey: keys.start, queryFn: () => call('app.start', {}) });

/** Polled while the log is followed. */
export const logQuery = (level: LogLevel, text: string, isFollowing: boolean) =>
  queryOptions({
    queryKey: keys.log(level, text),
    queryFn: () => call('program.log', { level, text }),
    staleTime: 0,
    gcTime: 0,
    placeholderData: (before) => before,
    refetchInterval: isFollowing ? 2_000 : false,
  });

export const signInDefaultsQuery = queryOptions({
  queryKey: keys.signInDefaults,
  queryFn: () => call('signIn.defaults', {}),
  // A keyring can be unlocked while Slipway runs.
  staleTime: 0,
});

export const settingsQuery = queryOptions({
  queryKey: keys.settings,
  queryFn: () => call('settings.get', {}),
});

export const storageQuery = queryOptions({
  queryKey: keys.storage,
  queryFn: () => call('storage.summary', {}),
  // No event reports storage use, so it is fetched whenever the page opens.
  staleTime: 0,
});

export const noticesQuery = queryOptions({
  queryKey: keys.notices,
  queryFn: () => call('profile.notices', {}),
});

export const networkQuery = queryOptions({
  queryKey: keys.network,
  queryFn: () => call('network.state', {}),
  // The system's proxy may have changed.
  staleTime: 0,
});

export const updatesQuery = queryOptions({
  queryKey: keys.updates,
  queryFn: () => call('updates.state', {}),
});

export const licencesQuery = queryOptions({
  queryKey: keys.licences,
  queryFn: () => call('app.licences', {}),
  staleTime: Number.POSITIVE_INFINITY,
});

export const managementQuery = queryOptions({
  queryKey: keys.management,
  queryFn: () => call('app.management', {}),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Not cached, because other processes change it. */
export const profilesQuery = queryOptions({
  queryKey: keys.profiles,
  queryFn: () => call('profiles.list', {}),
  gcTime: 0,
});
