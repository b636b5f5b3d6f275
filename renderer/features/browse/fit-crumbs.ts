/** Pixels a step of the path takes, near enough: its letters, its padding, the chevron behind it. */
const widthOf = (name: string): number => Math.min(220, name.length * 7.4 + 16) + 16;
const overflowWidth = 44;

/** How many steps after the first must hide behind "…" so that the rest fits. The first and the last always show. */
export function countHidden(names: readonly string[], width: number): number {
  const widths = names.map(widthOf);
  const total = widths.reduce((sum, each) => sum + each, 0);
  if (total <= width || names.length <= 2) return 0;
  let left = total + overflowWidth;
  for (let hidden = 1; hidden < names.length - 1; hidden += 1) {
    left -= widths[hidden] ?? 0;
    if (left <= width) return hidden;
  }
  return names.length - 2;
}
