import { useQuery } from '@tanstack/react-query';
import type { Edit } from '../../electron/contract/edits.ts';
import type { ItemRef } from '../../electron/contract/records.ts';
import { editsQuery } from './document-queries.ts';

export const useEdits = (): readonly Edit[] => useQuery(editsQuery).data ?? [];

export function useEditOf({ driveId, itemId }: ItemRef): Edit | undefined {
  const find = (edits: readonly Edit[]) =>
    edits.find(({ item }) => item.itemId === itemId && item.driveId === driveId);
  return useQuery({ ...editsQuery, select: find }).data;
}

export const useAllEditsSaved = (): boolean => useEdits().every(({ state }) => state === 'saved');
