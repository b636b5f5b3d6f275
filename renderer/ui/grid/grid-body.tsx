import { type ReactElement, useState } from 'react';
import { headerHeightPx } from './grid-styles.ts';
import { type Slot, type SlotRow, toSlots } from './row-slots.ts';
import type { GridLayout } from './use-grid-layout.ts';

/** `key` names its element, which rows take over from each other. */
export interface RowPlace {
  key: number;
  ordinal: number;
  topPx: number;
  heightPx: number;
}

interface GridBodyProps {
  layout: GridLayout;
  /** null while the row is loading. */
  idOf: (ordinal: number) => string | null;
  isMoving: boolean;
  children: (place: RowPlace) => ReactElement;
}

export function GridBody({ layout, idOf, isMoving, children }: GridBodyProps) {
  const [slots] = useState(createSlots);
  const starts = new Map(layout.renderedRows.map(({ index, start }) => [index, start]));
  const rows = layout.renderedRows.map(({ index }) => ({ ordinal: index, itemId: idOf(index) }));
  return (
    <div role="rowgroup" style={{ position: 'relative', height: layout.totalHeight }}>
      {slots(rows, isMoving).map(({ slot, ordinal }) =>
        children({
          key: slot,
          ordinal,
          topPx: (starts.get(ordinal) ?? 0) - headerHeightPx,
          heightPx: layout.rowHeight,
        }),
      )}
    </div>
  );
}

function createSlots() {
  let shown: Slot[] = [];
  return (rows: readonly SlotRow[], isScrolling: boolean) => (shown = toSlots(shown, rows, isScrolling));
}
