import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { useApp } from '../../state/store.ts';
import { useColumns } from '../../state/use-columns.ts';
import type { Column } from '../../ui/grid/columns.ts';
import { RowGrid } from '../../ui/grid/row-grid.tsx';
import type { RowSelection } from '../../ui/grid/use-row-selection.ts';
import {
  type AccountColumn,
  accountColumns,
  type AccountRow,
  type AccountSort,
  toNextSort,
} from './account-rows.ts';
import { AccountCell } from './account-cell.tsx';

export interface OverviewGridProps {
  rows: readonly AccountRow[];
  sort: AccountSort;
  selection: RowSelection<AccountRow>;
  now: number;
  onSort: (sort: AccountSort) => void;
  onOpen: (row: AccountRow) => void;
  onRemove: () => void;
  onActions: () => void;
}

export function OverviewGrid({ sort, now, onSort, ...list }: OverviewGridProps) {
  const { selection, onRemove, onActions } = list;
  const choices = useColumns('accounts');
  return (
    <RowGrid
      {...list}
      kind="accounts"
      label={t('overview.gridLabel')}
      listId="accounts"
      choices={choices}
      density={useQuery(settingsQuery).data?.density}
      sortingOf={({ name }) => {
        const column = toAccountColumn(name);
        return {
          sorted: sort.column === column ? { rank: 1, direction: sort.direction } : undefined,
          onSort: () => onSort(toNextSort(sort, column)),
          onDirection: (direction) => onSort({ column, direction }),
        };
      }}
      nameOf={({ account }) => account.displayName}
      onRemove={(row) => (selection.count === 0 ? selection.only([row]) : onRemove())}
      onMenu={onActions}
      onColumnsDialog={() => useApp.getState().openDialog({ name: 'columns', kind: 'accounts' })}
    >
      {(row, { columns }) =>
        columns.map(({ name }) => (
          <AccountCell key={name} row={row} column={toAccountColumn(name)} now={now} />
        ))
      }
    </RowGrid>
  );
}

const toAccountColumn = (name: Column['name']): AccountColumn =>
  accountColumns.find((each) => each === name) ?? 'name';
