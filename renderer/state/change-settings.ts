import type { QueryClient } from '@tanstack/react-query';
import type { Settings } from '../../electron/contract/settings.ts';
import { keys } from '../api/query-keys.ts';
import { callOrToast } from './call-or-toast.ts';

/** Never rejects. */
export async function changeSettings(client: QueryClient, patch: Partial<Settings>): Promise<void> {
  const before = client.getQueryData<Settings>(keys.settings);
  if (before === undefined) return;
  client.setQueryData<Settings>(keys.settings, { ...before, ...patch });
  const after = await callOrToast('settings.change', patch);
  client.setQueryData(keys.settings, after ?? before);
}
