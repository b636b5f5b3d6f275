export interface GridSize {
  visibleRows: number;
  perRow: number;
}

/** null: not a movement key. */
export function toMove(key: string, from: number, count: number, gridSize: GridSize): number | null {
  if (count === 0) return null;
  return gridSize.perRow > 1
    ? toTileMove(key, from, count, gridSize)
    : toRowMove(key, from, count, gridSize.visibleRows);
}

/** Moving into a shorter row goes to its end; without a row, nothing moves. */
function toTileMove(
  key: string,
  from: number,
  count: number,
  { visibleRows, perRow }: GridSize,
): number | null {
  const last = count - 1;
  const rowOf = (ordinal: number) => Math.floor(ordinal / perRow);
  if (from < 0 && key.startsWith('Arrow')) return 0;
  const byRows = (rows: number) => {
    const row = Math.min(rowOf(last), Math.max(0, rowOf(from) + rows));
    return Math.min(last, row * perRow + (from % perRow));
  };
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, from - 1);
    case 'ArrowRight':
      return Math.min(last, from + 1);
    case 'ArrowUp':
      return byRows(-1);
    case 'ArrowDown':
      return rowOf(from) === rowOf(last) ? from : byRows(1);
    case 'PageUp':
      return byRows(-Math.max(1, visibleRows - 1));
    case 'PageDown':
      return byRows(Math.max(1, visibleRows - 1));
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

function toRowMove(key: string, from: number, count: number, visibleRows: number): number | null {
  const last = count - 1;
  const clamp = (ordinal: number) => Math.min(last, Math.max(0, ordinal));
  switch (key) {
    case 'ArrowUp':
      return clamp(from - 1);
    case 'ArrowDown':
      return clamp(from + 1);
    case 'PageUp':
      return clamp(from - Math.max(1, visibleRows - 1));
    case 'PageDown':
      return clamp(from + Math.max(1, visibleRows - 1));
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Each letter within a second of the last. */
export interface TypeAhead {
  typed: string;
  at: number;
}

export const typeAheadPauseMs = 1000;

export function typeOn(before: TypeAhead, letter: string, now: number): TypeAhead {
  const typed = now - before.at < typeAheadPauseMs ? before.typed + letter : letter;
  return { typed, at: now };
}

/** Repeating one letter cycles through the names that begin with it; otherwise searches for the whole text. */
export function toSearch(typed: string, focus: number): { prefix: string; from: number } {
  const [, letter] = /^(.)\1*$/iu.exec(typed) ?? [];
  return letter === undefined
    ? { prefix: typed, from: Math.max(0, focus) }
    : { prefix: letter, from: focus + 1 };
}
