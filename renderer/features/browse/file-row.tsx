import { mergeClasses } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { memo } from 'react';
import type { Edit } from '../../../electron/contract/edits.ts';
import type { Totals } from '../../../electron/contract/found.ts';
import type { CopyMark, Item } from '../../../electron/contract/records.ts';
import type { Column } from './columns.ts';
import { FileCell } from './file-cell.tsx';
import { type GridStyles, useGridStyles } from './grid-styles.ts';
import { NameCell } from './name-cell.tsx';
import type { Side } from '../../state/pane-state.ts';
import { usePane } from '../../state/pane.ts';

export interface RowProps {
  /** undefined while loading */
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

/** A row without handlers; the grid handles its events. */
export const FileRow = memo(function FileRow(props: RowProps) {
  const { item, ordinal, selected, focused, hovered } = props;
  const styles = useGridStyles();
  const { side } = usePane();
  return (
    <div
      role="row"
      id={rowId(side, ordinal)}
      aria-rowindex={ordinal + 2}
      aria-selected={selected}
      aria-busy={item === undefined}
      data-ordinal={ordinal}
      draggable={item !== undefined && !props.renaming}
      className={styles.row}
      style={{ height: props.heightPx, transform: `translateY(${props.topPx}px)` }}
    >
      <div
        role="presentation"
        data-focused={focused}
        className={mergeClasses(
          styles.rowLine,
          hovered && styles.rowHover,
          selected && styles.rowSelected,
          selected && hovered && styles.rowSelectedHover,
          props.dropTarget && styles.rowDrop,
        )}
      >
        <Cells {...props} styles={styles} />
      </div>
    </div>
  );
});

/** The same elements before and after the item is there. */
function Cells({ styles, ...props }: RowProps & { styles: GridStyles }) {
  const { item, selected, hovered } = props;
  return (
    <>
      <span role="presentation">
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          data-act="toggle"
          className={mergeClasses(styles.check, hovered && styles.checkShown, selected && styles.checkOn)}
        >
          {selected ? <CheckmarkCircleFilled /> : hovered && <CircleRegular />}
        </button>
      </span>
      {props.columns.map((column) =>
        column.name === 'name' ? (
          <NameCell
            key="name"
            styles={styles}
            item={item}
            hovered={hovered}
            renaming={props.renaming}
            copyMark={props.copyMark}
            edit={props.edit}
            thumbnailUrl={props.thumbnailUrl}
          />
        ) : (
          <FileCell
            key={column.name}
            styles={styles}
            item={item}
            column={column.name}
            totals={props.totals}
          />
        ),
      )}
    </>
  );
}
