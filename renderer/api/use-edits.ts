import { useQuery } from '@tanstack/react-query';
import type { Edit } from '../../electron/contract/edits.ts';
import type { ItemRef } from '../../electron/contract/records.ts';
import { editsQuery } from './document-queries.ts';

export const useEdits = (): readonly Edit[] => useQuery(editsQuery).data ?? [];

export function useEditOf(item: ItemRef): Edit | undefined {
  return useQuery({ ...editsQuery, select: (edits) => findEdit(edits, item) }).data;
}

export const findEdit = (edits: readonly Edit[], { driveId, itemId }: ItemRef): Edit | undefined =>
  edits.find(({ item }) => item.itemId === itemId && item.driveId === driveId);

export const useAllEditsSaved = (): boolean => useEdits().every(({ state }) => state === 'saved');
