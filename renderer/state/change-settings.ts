import type { QueryClient } from '@tanstack/react-query';
import type { Settings } from '../../electron/contract/records.ts';
import { call, failureOf } from '../api/client.ts';
import { keys } from '../api/query-keys.ts';
import { useApp } from './store.ts';

/** Never rejects. */
export async function changeSettings(client: QueryClient, patch: Partial<Settings>): Promise<void> {
  const before = client.getQueryData<Settings>(keys.settings);
  if (before === undefined) return;
  client.setQueryData<Settings>(keys.settings, { ...before, ...patch });
  try {
    client.setQueryData(keys.settings, await call('settings.change', patch));
  } catch (thrown) {
    client.setQueryData(keys.settings, before);
    useApp.getState().toastFailure(failureOf(thrown));
  }
}
