import { useQuery } from '@tanstack/react-query';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { useApp } from '../../state/store.ts';
import { useColumns } from '../../state/use-columns.ts';
import type { Column } from '../../ui/grid/columns.ts';
import { RowGrid } from '../../ui/grid/row-grid.tsx';
import { CopyCells, FolderCells } from './copy-cells.tsx';
import { type DocumentColumn, documentColumns, type DocumentSort, toNextSort } from './document-order.ts';
import { type CopyRow, toFiles } from './document-rows.ts';
import { useDocumentStyles } from './document-styles.ts';
import type { CopySelection } from './use-copy-selection.ts';

export interface DocumentGridProps {
  rows: readonly CopyRow[];
  listId: string;
  sort: DocumentSort;
  selection: CopySelection;
  onSort: (sort: DocumentSort) => void;
  onOpen: (row: CopyRow) => void;
  onUp: () => void;
  onRemove: (files: readonly SavedFile[]) => void;
  onMenu: (at: { x: number; y: number }) => void;
}

export function DocumentGrid({ sort, onSort, onRemove, ...list }: DocumentGridProps) {
  const { selection, onOpen } = list;
  const styles = useDocumentStyles();
  const choices = useColumns('copies');
  return (
    <RowGrid
      {...list}
      kind="copies"
      label={t('documents.gridLabel')}
      choices={choices}
      density={useQuery(settingsQuery).data?.density}
      sortingOf={({ name }) => {
        const column = toDocumentColumn(name);
        return {
          sorted: sort.column === column ? { rank: 1, direction: sort.direction } : undefined,
          onSort: () => onSort(toNextSort(sort, column)),
          onDirection: (direction) => onSort({ column, direction }),
        };
      }}
      nameOf={(row) => (row.kind === 'file' ? row.file.name : row.name)}
      onRemove={(row) => onRemove(selection.has(row) ? selection.files : toFiles([row]))}
      onColumnsDialog={() => useApp.getState().openDialog({ name: 'columns', kind: 'copies' })}
      buttonsHeader={
        <div role="columnheader">
          <span className={styles.visuallyHidden}>{t('documents.actionsColumn')}</span>
        </div>
      }
    >
      {(row, state) =>
        row.kind === 'file' ? (
          <CopyCells file={row.file} onRemove={onRemove} {...state} />
        ) : (
          <FolderCells folder={row} onOpen={onOpen} onRemove={onRemove} {...state} />
        )
      }
    </RowGrid>
  );
}

const toDocumentColumn = (name: Column['name']): DocumentColumn =>
  documentColumns.find((each) => each === name) ?? 'name';
