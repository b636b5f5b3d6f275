import type { ViewHead } from '../../../electron/contract/records.ts';
import { findEdit, useEdits } from '../../api/use-edits.ts';
import { usePaneState } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import { GridBody } from '../../ui/grid/grid-body.tsx';
import { isSelected } from '../../ui/grid/selection.ts';
import type { GridLayout } from '../../ui/grid/use-grid-layout.ts';
import { FileRow } from './file-row.tsx';
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

export function FileRows({ head, layout, rowAt, isMoving, hovered, dropTarget }: Props) {
  const selection = usePaneState((pane) => pane.selection);
  const renamingId = usePaneState((pane) => pane.renamingId);
  const menuItemId = useApp((state) => state.contextMenu?.target?.itemId ?? null);
  const thumbnailOf = useThumbnails(head, layout.from, layout.to, rowAt);
  const markOf = useCopyMarks(head, layout.from, layout.to, rowAt);
  const totalsOf = useFolderTotals(head, layout.from, layout.to, rowAt);
  const edits = useEdits();
  return (
    <GridBody layout={layout} idOf={(ordinal) => rowAt(ordinal)?.itemId ?? null} isMoving={isMoving}>
      {({ key, ordinal, topPx, heightPx }) => {
        const item = rowAt(ordinal);
        return (
          <FileRow
            key={key}
            item={item}
            ordinal={ordinal}
            topPx={topPx}
            heightPx={heightPx}
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
      }}
    </GridBody>
  );
}
