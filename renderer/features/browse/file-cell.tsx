import { mergeClasses } from '@fluentui/react-components';
import type { Totals } from '../../../electron/contract/found.ts';
import type { ColumnName, Item } from '../../../electron/contract/records.ts';
import { ownerOf } from '../../api/row-owner.ts';
import { useAccountName } from '../../api/use-account-name.ts';
import { useViewHead } from '../../state/open-view.ts';
import { toCellText, toLocationText } from './cell-text.ts';
import { useGridStyles } from './grid-styles.ts';

interface Props {
  item: Item;
  column: ColumnName;
  totals: Totals | null;
}

export function FileCell(props: Props) {
  const { item, column, totals } = props;
  return column === 'location' ? (
    <LocationCell {...props} />
  ) : (
    <Cell column={column} {...toCellText(item, column, totals)} />
  );
}

function LocationCell({ item, column }: Props) {
  const head = useViewHead();
  const name = useAccountName(head === null ? '' : ownerOf(item, head));
  const text = toLocationText(item, head?.search?.scope === 'all' ? name : null);
  return <Cell column={column} text={text} title={text} />;
}

function Cell({ column, text, title }: { column: ColumnName; text: string; title: string }) {
  const styles = useGridStyles();
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
