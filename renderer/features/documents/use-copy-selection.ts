import { useMemo } from 'react';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { type RowSelection, useRowSelection } from '../../ui/grid/use-row-selection.ts';
import { type CopyRow, toFiles } from './document-rows.ts';

export interface CopySelection extends RowSelection<CopyRow> {
  files: readonly SavedFile[];
}

export function useCopySelection(rows: readonly CopyRow[], listId: string): CopySelection {
  const selection = useRowSelection(rows, listId);
  const files = useMemo(() => toFiles(selection.selected), [selection.selected]);
  return { ...selection, files };
}
