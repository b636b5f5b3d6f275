import { memo } from 'react';
import type { Edit } from '../../../electron/contract/edits.ts';
import type { Totals } from '../../../electron/contract/found.ts';
import type { CopyMark } from '../../../electron/contract/local-copies.ts';
import type { Item } from '../../../electron/contract/records.ts';
import type { Side } from '../../state/pane-state.ts';
import { usePane } from '../../state/pane.ts';
import type { Column } from '../../ui/grid/columns.ts';
import { GridRow } from '../../ui/grid/grid-row.tsx';
import { useGridStyles } from '../../ui/grid/grid-styles.ts';
import { FileCell } from './file-cell.tsx';
import { NameCell } from './name-cell.tsx';

export interface RowProps {
  item: Item | undefined;
  ordinal: number;
  topPx: number;
  heightPx: number;
  columns: readonly Column[];
  selected: boolean;
  focused: boolean;
  hovered: boolean;
  renaming: boolean;
  dropTarget: boolean;
  totals: Totals | null;
  copyMark: CopyMark | null;
  edit: Edit | undefined;
  thumbnailUrl: string | null;
}

export const rowId = (side: Side | null, ordinal: number): string => `file-row-${side ?? 'alone'}-${ordinal}`;

/** The same elements before and after the item is there. */
export const FileRow = memo(function FileRow(props: RowProps) {
  const { item, ordinal, hovered, renaming, totals } = props;
  const styles = useGridStyles();
  const { side } = usePane();
  return (
    <GridRow
      id={rowId(side, ordinal)}
      ordinal={ordinal}
      topPx={props.topPx}
      heightPx={props.heightPx}
      selected={props.selected}
      focused={props.focused}
      hovered={hovered}
      dropTarget={props.dropTarget}
      busy={item === undefined}
      draggable={item !== undefined && !renaming}
    >
      {props.columns.map((column) =>
        column.name === 'name' ? (
          <NameCell
            key="name"
            styles={styles}
            item={item}
            hovered={hovered}
            renaming={renaming}
            copyMark={props.copyMark}
            edit={props.edit}
            thumbnailUrl={props.thumbnailUrl}
          />
        ) : (
          <FileCell key={column.name} styles={styles} item={item} column={column.name} totals={totals} />
        ),
      )}
    </GridRow>
  );
});
