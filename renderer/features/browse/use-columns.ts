import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ListColumn, PlaceName } from '../../../electron/contract/records.ts';
import { settingsQuery } from '../../api/queries.ts';
import { changeSettings } from '../../state/change-settings.ts';
import { completeColumns } from './columns.ts';

export interface PlaceColumns {
  /** All of them, in their order. */
  columns: readonly ListColumn[];
  save: (columns: readonly ListColumn[]) => void;
  /** As Slipway would show them. */
  reset: () => void;
}

/** The columns of one kind of place, as they are remembered. */
export function useColumns(place: PlaceName): PlaceColumns {
  const client = useQueryClient();
  const all = useQuery(settingsQuery).data?.columns;
  const stored = all?.[place];
  const columns = useMemo(() => completeColumns(stored), [stored]);
  return {
    columns,
    save: (next) => void changeSettings(client, { columns: { ...all, [place]: [...next] } }),
    reset: () => {
      const { [place]: _, ...others } = all ?? {};
      void changeSettings(client, { columns: others });
    },
  };
}
