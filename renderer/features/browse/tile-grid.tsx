import { useRef } from 'react';
import type { CopyMark } from '../../../electron/contract/local-copies.ts';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { isSelected } from '../../ui/grid/selection.ts';
import { usePaneState } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import { useGridStyles } from '../../ui/grid/grid-styles.ts';
import { Tile } from './tile.tsx';
import { useTileStyles } from './tile-styles.ts';
import { useCopyMarks } from './use-copy-marks.ts';
import { useFilesPane } from './use-files-pane.ts';
import type { RowAt } from './use-rows.ts';
import { type Band, useRubberBand } from './use-rubber-band.ts';
import { useThumbnails } from './use-thumbnails.ts';
import { type TileLayout, useTileLayout } from './use-tile-layout.ts';

export function TileGrid({ head }: { head: ViewHead }) {
  const grid = useGridStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useTileLayout(head, scroller);
  const { geometry } = layout;
  const pane = useFilesPane(head, scroller, layout, () => ({
    visibleRows: Math.floor((scroller.current?.clientHeight ?? 0) / (geometry.heightPx + geometry.gapPx)),
    perRow: geometry.perRow,
  }));
  const thumbnailOf = useThumbnails(head, layout.from, layout.to, pane.rowAt, tileSize());
  const markOf = useCopyMarks(head, layout.from, layout.to, pane.rowAt);
  const { band, handlers } = useRubberBand(head, scroller, geometry);
  const { onPointerDown } = handlers;
  return (
    <div
      ref={scroller}
      className={grid.grid}
      aria-rowcount={Math.ceil(head.count / geometry.perRow)}
      aria-colcount={geometry.perRow}
      {...pane.grid}
      {...handlers}
      onPointerDown={(event) => {
        pane.grid.onPointerDown(event);
        onPointerDown(event);
      }}
    >
      <div role="rowgroup" style={{ position: 'relative', height: layout.totalHeight }}>
        {layout.renderedRows.map(({ index, start }) => (
          <TileRow
            key={index}
            index={index}
            topPx={start}
            head={head}
            layout={layout}
            rowAt={pane.rowAt}
            hovered={pane.hovered}
            dropTarget={pane.dropTarget}
            thumbnailOf={thumbnailOf}
            markOf={markOf}
          />
        ))}
        {band !== null && <RubberBand band={band} />}
      </div>
    </div>
  );
}

interface RowProps {
  index: number;
  topPx: number;
  head: ViewHead;
  layout: TileLayout;
  rowAt: RowAt;
  hovered: number | null;
  dropTarget: string | null;
  thumbnailOf: (itemId: string) => string | null;
  markOf: (itemId: string) => CopyMark | null;
}

function TileRow({ index, topPx, head, layout, ...pane }: RowProps) {
  const { rowAt, hovered, dropTarget, thumbnailOf, markOf } = pane;
  const styles = useTileStyles();
  const selection = usePaneState((pane) => pane.selection);
  const renamingId = usePaneState((pane) => pane.renamingId);
  const menuItemId = useApp((state) => state.contextMenu?.target?.itemId ?? null);
  const { perRow, widthPx, heightPx, gapPx, paddingPx } = layout.geometry;
  const first = index * perRow;
  const ordinals = Array.from(
    { length: Math.max(0, Math.min(perRow, head.count - first)) },
    (_, at) => first + at,
  );
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      className={styles.row}
      style={{
        height: heightPx,
        transform: `translateY(${topPx}px)`,
        gridTemplateColumns: `repeat(${perRow}, ${widthPx}px)`,
        columnGap: gapPx,
        paddingInline: paddingPx,
      }}
    >
      {ordinals.map((ordinal) => {
        const item = rowAt(ordinal);
        const is = (itemId: string | null) => item !== undefined && item.itemId === itemId;
        return (
          <Tile
            key={ordinal}
            item={item}
            ordinal={ordinal}
            column={ordinal - first}
            selected={item !== undefined && isSelected(selection, item.itemId)}
            focused={selection.focus?.ordinal === ordinal}
            hovered={hovered === ordinal || is(menuItemId)}
            renaming={is(renamingId)}
            dropTarget={is(dropTarget)}
            copyMark={item === undefined ? null : markOf(item.itemId)}
            thumbnailUrl={item?.hasThumbnail === true ? thumbnailOf(item.itemId) : null}
          />
        );
      })}
    </div>
  );
}

const tileSize = () => (window.devicePixelRatio > 1.25 ? 'large' : 'medium');

function RubberBand({ band: { from, to } }: { band: Band }) {
  const styles = useTileStyles();
  const style = {
    left: Math.min(from.x, to.x),
    top: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
  return <div className={styles.band} style={style} />;
}
