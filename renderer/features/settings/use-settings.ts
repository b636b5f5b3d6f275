import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Settings } from '../../../electron/contract/settings.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { keys } from '../../api/query-keys.ts';
import { callOrToast } from '../../state/call-or-toast.ts';

/** Counts changes, so that the result of an earlier one doesn't overwrite a later one. */
let changeCount = 0;

/** Changes are optimistic. */
export function useSettings(): {
  settings: Settings | undefined;
  change: (changes: Partial<Settings>) => void;
} {
  const client = useQueryClient();
  const settings = useQuery(settingsQuery).data;
  const change = (changes: Partial<Settings>) => {
    const before = client.getQueryData<Settings>(keys.settings);
    if (before === undefined) return;
    client.setQueryData<Settings>(keys.settings, { ...before, ...changes });
    changeCount += 1;
    const mine = changeCount;
    void (async () => {
      const after = await callOrToast('settings.change', changes);
      if (after === null) await client.invalidateQueries({ queryKey: keys.settings });
      else if (mine === changeCount) client.setQueryData<Settings>(keys.settings, after);
    })();
  };
  return { settings, change };
}
