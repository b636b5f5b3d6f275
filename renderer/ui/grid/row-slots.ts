export interface SlotRow {
  ordinal: number;
  itemId: string | null;
}

export interface Slot extends SlotRow {
  slot: number;
}

/**
 * A row keeps its element, so the rename box moves with it. While scrolling, new rows reuse elements; at rest
 * the DOM is in list order again, as screen readers read it.
 */
export function toSlots(before: readonly Slot[], rows: readonly SlotRow[], isScrolling: boolean): Slot[] {
  const byItem = new Map(before.flatMap((slot) => (slot.itemId === null ? [] : [[slot.itemId, slot]])));
  const byPlace = new Map(before.map((slot) => [slot.ordinal, slot]));
  const left = new Set(before);
  const shown = new Map<SlotRow, number>();
  const keep = (row: SlotRow, slot: Slot | undefined) => {
    if (slot === undefined || !left.delete(slot)) return;
    shown.set(row, slot.slot);
  };
  // While pages of two revisions coexist, an item may appear twice; the second gets another element.
  for (const row of rows) if (row.itemId !== null) keep(row, byItem.get(row.itemId));
  for (const row of rows) {
    const there = byPlace.get(row.ordinal);
    // Just loaded, or loading again.
    if (!shown.has(row) && (there?.itemId === null || row.itemId === null)) keep(row, there);
  }
  // The end of scrolling may be told together with its last step.
  const isMoving = isScrolling || isElsewhere(before, rows);
  let next = before.reduce((max, { slot }) => Math.max(max, slot + 1), 0);
  const free = isMoving ? [...left] : [];
  const slots = rows.map((row) => ({ ...row, slot: shown.get(row) ?? free.pop()?.slot ?? next++ }));
  if (!isMoving) return slots;
  const placed = new Map(slots.map((slot) => [slot.slot, slot]));
  const old = before.flatMap(({ slot }) => placed.get(slot) ?? []);
  const known = new Set(old);
  return [...old, ...slots.filter((slot) => !known.has(slot))];
}

function isElsewhere(before: readonly Slot[], [first]: readonly SlotRow[]): boolean {
  const top = before.reduce((min, { ordinal }) => Math.min(min, ordinal), Number.POSITIVE_INFINITY);
  return first !== undefined && first.ordinal !== top;
}
