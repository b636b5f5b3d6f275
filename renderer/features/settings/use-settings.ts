import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Settings } from '../../../electron/contract/records.ts';
import { keys, settingsQuery } from '../../api/queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';

/** Changes that were asked for so far: an answer to an earlier one must not undo what a later one shows. */
let asked = 0;

/** The settings, and the way to change some of them: shown at once, put back if main refuses. */
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
    asked += 1;
    const mine = asked;
    void (async () => {
      const after = await callOrToast('settings.change', changes);
      if (after === null) await client.invalidateQueries({ queryKey: keys.settings });
      else if (mine === asked) client.setQueryData<Settings>(keys.settings, after);
    })();
  };
  return { settings, change };
}
