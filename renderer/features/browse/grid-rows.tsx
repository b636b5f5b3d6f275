import type { ViewHead } from '../../../electron/contract/records.ts';
import { useState } from 'react';
import { findEdit, useEdits } from '../../api/use-edits.ts';
import { isSelected } from '../../state/selection.ts';
import { usePaneState } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import { FileRow } from './file-row.tsx';
import { headerHeightPx } from './grid-styles.ts';
import { type Slot, type SlotRow, toSlots } from './row-slots.ts';
import type { GridLayout } from './use-grid-layout.ts';
import type { RowAt } from './use-rows.ts';
import { useCopyMarks } from './use-copy-marks.ts';
import { useFolderTotals } from './use-folder-totals.ts';
import { useThumbnails } from './use-thumbnails.ts';

interface Props {
  head: ViewHead;
  layout: GridLayout;
  rowAt: RowAt;
  /** The elements keep their order in the page. */
  isMoving: boolean;
  hovered: number | null;
  dropTarget: string | null;
}

export function GridRows({ head, layout, rowAt, isMoving, hovered, dropTarget }: Props) {
  const selection = usePaneState((pane) => pane.selection);
  const renamingId = usePaneState((pane) => pane.renamingId);
  const menuItemId = useApp((state) => state.contextMenu?.target?.itemId ?? null);
  const thumbnailOf = useThumbnails(head, layout.from, layout.to, rowAt);
  const markOf = useCopyMarks(head, layout.from, layout.to, rowAt);
  const totalsOf = useFolderTotals(head, layout.from, layout.to, rowAt);
  const edits = useEdits();
  const [slots] = useState(createSlots);
  const starts = new Map(layout.lines.map(({ index, start }) => [index, start]));
  const rows = layout.lines.map(({ index }) => ({ ordinal: index, itemId: rowAt(index)?.itemId ?? null }));
  return (
    <div role="rowgroup" style={{ position: 'relative', height: layout.totalHeight }}>
      {slots(rows, isMoving).map(({ slot, ordinal }) => {
        const item = rowAt(ordinal);
        return (
          <FileRow
            key={slot}
            item={item}
            ordinal={ordinal}
            topPx={(starts.get(ordinal) ?? 0) - headerHeightPx}
            heightPx={layout.rowHeight}
            columns={layout.columns}
            selected={item !== undefined && isSelected(selection, item.itemId)}
            focused={selection.focus?.ordinal === ordinal}
            // Stays highlighted while its menu is open.
            hovered={hovered === ordinal || (item !== undefined && item.itemId === menuItemId)}
            renaming={item !== undefined && item.itemId === renamingId}
            dropTarget={item !== undefined && item.itemId === dropTarget}
            totals={item?.kind === 'folder' ? totalsOf(item.itemId) : null}
            copyMark={item === undefined ? null : markOf(item.itemId)}
            edit={item === undefined ? undefined : findEdit(edits, item)}
            thumbnailUrl={item?.hasThumbnail === true ? thumbnailOf(item.itemId) : null}
          />
        );
      })}
    </div>
  );
}

function createSlots() {
  let shown: Slot[] = [];
  return (rows: readonly SlotRow[], isScrolling: boolean) => (shown = toSlots(shown, rows, isScrolling));
}
