import { mergeClasses } from '@fluentui/react-components';
import type { Totals } from '../../../electron/contract/found.ts';
import type { Item } from '../../../electron/contract/records.ts';
import type { ColumnName } from '../../../electron/contract/settings.ts';
import { ownerOf } from '../../api/row-owner.ts';
import { useAccountName } from '../../api/use-account-name.ts';
import { useViewHead } from '../../state/open-view.ts';
import { toCellText, toLocationText } from './cell-text.ts';
import type { GridStyles } from '../../ui/grid/grid-styles.ts';

interface Props {
  styles: GridStyles;
  item: Item | undefined;
  column: ColumnName;
  totals: Totals | null;
}

export function FileCell(props: Props) {
  const { styles, item, column, totals } = props;
  return column === 'location' ? (
    <LocationCell {...props} />
  ) : (
    <Cell
      styles={styles}
      column={column}
      {...(item === undefined ? null : toCellText(item, column, totals))}
    />
  );
}

/** In a search of all accounts it says whose the item is. */
function LocationCell({ styles, item, column }: Props) {
  const head = useViewHead();
  const name = useAccountName(head === null || item === undefined ? '' : ownerOf(item, head));
  if (item === undefined) return <Cell styles={styles} column={column} />;
  const text = toLocationText(item, head?.search?.scope === 'all' ? name : null);
  return <Cell styles={styles} column={column} text={text} title={text} />;
}

interface CellProps {
  styles: GridStyles;
  column: ColumnName;
  text?: string;
  title?: string;
}

function Cell({ styles, column, text, title }: CellProps) {
  return (
    <div
      role="gridcell"
      data-cell={column}
      className={mergeClasses(
        styles.cell,
        column === 'size' && styles.number,
        text === undefined && styles.ghost,
      )}
      title={title}
    >
      {text}
    </div>
  );
}
