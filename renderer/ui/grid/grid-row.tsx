import { mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useGridStyles } from './grid-styles.ts';
import { RowCheck } from './row-check.tsx';

export interface GridRowProps {
  id: string;
  ordinal: number;
  topPx: number;
  heightPx: number;
  selected: boolean;
  focused: boolean;
  hovered: boolean;
  dropTarget?: boolean;
  busy?: boolean;
  draggable?: boolean;
  children: ReactNode;
}

export function GridRow(props: GridRowProps) {
  const { ordinal, selected, hovered } = props;
  const styles = useGridStyles();
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={ordinal + 2}
      aria-selected={selected}
      aria-busy={props.busy}
      data-ordinal={ordinal}
      draggable={props.draggable}
      className={styles.row}
      style={{ height: props.heightPx, transform: `translateY(${props.topPx}px)` }}
    >
      <div
        role="presentation"
        data-focused={props.focused}
        className={mergeClasses(
          styles.rowCells,
          hovered && styles.rowHover,
          selected && styles.rowSelected,
          selected && hovered && styles.rowSelectedHover,
          props.dropTarget === true && styles.rowDrop,
        )}
      >
        <RowCheck isOn={selected} isShown={hovered} />
        {props.children}
      </div>
    </div>
  );
}
