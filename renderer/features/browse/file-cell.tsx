import { mergeClasses } from '@fluentui/react-components';
import type { Totals } from '../../../electron/contract/found.ts';
import type { ColumnName, Item } from '../../../electron/contract/records.ts';
import { toCellText } from './cell-text.ts';
import { useGridStyles } from './grid-styles.ts';

interface Props {
  item: Item;
  column: ColumnName;
  totals: Totals | null;
}

/** Every cell but the name: short words, the whole of them in the tooltip. */
export function FileCell({ item, column, totals }: Props) {
  const styles = useGridStyles();
  const { text, title } = toCellText(item, column, totals);
  return (
    <div
      role="gridcell"
      data-cell={column}
      className={mergeClasses(styles.cell, column === 'size' && styles.number)}
      title={title}
    >
      {text}
    </div>
  );
}
