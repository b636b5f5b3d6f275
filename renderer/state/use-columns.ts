import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ViewHead } from '../../electron/contract/records.ts';
import type { ListKind } from '../../electron/contract/settings.ts';
import { settingsQuery } from '../api/app-queries.ts';
import { changeSettings } from './change-settings.ts';
import { type ColumnChoices, completeColumns } from '../ui/grid/columns.ts';

export interface StoredColumns extends ColumnChoices {
  reset: () => void;
}

export function toListKind({ place, folder, search }: ViewHead): ListKind {
  if (search !== null) return 'found';
  if (place === 'libraries') return 'shared';
  return place === 'shared' && folder === null ? 'sharedList' : place;
}

export function useColumns(kind: ListKind): StoredColumns {
  const client = useQueryClient();
  const all = useQuery(settingsQuery).data?.columns;
  const stored = all?.[kind];
  const columns = useMemo(() => completeColumns(stored, kind), [stored, kind]);
  return useMemo(
    () => ({
      columns,
      save: (next) => void changeSettings(client, { columns: { ...all, [kind]: [...next] } }),
      reset: () => {
        const { [kind]: _, ...others } = all ?? {};
        void changeSettings(client, { columns: others });
      },
    }),
    [client, columns, all, kind],
  );
}
