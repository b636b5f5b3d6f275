import { useQuery, useQueryClient } from '@tanstack/react-query';
import { toWebLink } from '../../../electron/contract/web-link.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { changeSettings } from '../../state/change-settings.ts';

const max = 8;

export function useRecentSearches() {
  const client = useQueryClient();
  const recent = useQuery(settingsQuery).data?.recentSearches ?? [];
  return {
    recent,
    remember: (query: string) => {
      const text = query.trim();
      // A sharing link may grant access, so it is never stored.
      if (text === '' || text === recent[0] || toWebLink(text) !== null) return;
      const recentSearches = [text, ...recent.filter((each) => each !== text)].slice(0, max);
      void changeSettings(client, { recentSearches });
    },
    forget: () => void changeSettings(client, { recentSearches: [] }),
  };
}
