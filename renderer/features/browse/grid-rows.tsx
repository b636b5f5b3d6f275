import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { isSelected } from '../../state/selection.ts';
import { usePaneState } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import { FileRow } from './file-row.tsx';
import { headerHeightPx } from './grid-styles.ts';
import type { GridLayout } from './use-grid-layout.ts';
import type { RowAt } from './use-rows.ts';
import { useCopyMarks } from './use-copy-marks.ts';
import { useFolderTotals } from './use-folder-totals.ts';
import { useThumbnails } from './use-thumbnails.ts';

interface Props {
  head: ViewHead;
  layout: GridLayout;
  rowAt: RowAt;
  hovered: number | null;
  dropTarget: string | null;
}

export function GridRows({ head, layout, rowAt, hovered, dropTarget }: Props) {
  const selection = usePaneState((pane) => pane.selection);
  const renamingId = usePaneState((pane) => pane.renamingId);
  const menuItemId = useApp((state) => state.contextMenu?.target?.itemId ?? null);
  const thumbnailOf = useThumbnails(head, layout.from, layout.to, rowAt);
  const markOf = useCopyMarks(head, layout.from, layout.to, rowAt);
  const totalsOf = useFolderTotals(head, layout.from, layout.to, rowAt);
  const keyOf = createRowKeys();
  return (
    <div role="rowgroup" style={{ position: 'relative', height: layout.totalHeight }}>
      {layout.lines.map(({ index, start }) => {
        const item = rowAt(index);
        return (
          <FileRow
            key={keyOf(index, item)}
            item={item}
            ordinal={index}
            topPx={start - headerHeightPx}
            heightPx={layout.rowHeight}
            columns={layout.columns}
            selected={item !== undefined && isSelected(selection, item.itemId)}
            focused={selection.focus?.ordinal === index}
            // Stays highlighted while its menu is open.
            hovered={hovered === index || (item !== undefined && item.itemId === menuItemId)}
            renaming={item !== undefined && item.itemId === renamingId}
            dropTarget={item !== undefined && item.itemId === dropTarget}
            totals={item?.kind === 'folder' ? totalsOf(item.itemId) : null}
            copyMark={item === undefined ? null : markOf(item.itemId)}
            thumbnailUrl={item?.hasThumbnail === true ? thumbnailOf(item.itemId) : null}
          />
        );
      })}
    </div>
  );
}

/**
 * Keys by item, so that the rename box moves with its row when rows are added above. While pages of two
 * revisions coexist, an item may appear twice; the second is keyed by position.
 */
function createRowKeys() {
  const seen = new Set<string>();
  return (ordinal: number, item: Item | undefined): string | number => {
    if (item === undefined || seen.has(item.itemId)) return ordinal;
    seen.add(item.itemId);
    return item.itemId;
  };
}
