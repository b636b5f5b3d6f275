/** Pixels a step of the path takes, near enough: its letters, its padding, the chevron behind it. */
const widthOf = (name: string): number => Math.min(220, name.length * 7.4 + 16) + 16;
const overflowWidth = 44;

/** What the whole path would take. */
export const widthOfPath = (names: readonly string[]): number =>
  names.reduce((sum, name) => sum + widthOf(name), 0);

/**
 * Which steps hide behind "…" so that the rest fits: `count` of them, from the step at `from` on. The first one goes last,
 * and where we are always shows.
 */
export function fitSteps(names: readonly string[], width: number): { from: number; count: number } {
  const widths = names.map(widthOf);
  const total = widthOfPath(names);
  if (total <= width || names.length <= 2) return { from: 1, count: 0 };
  let left = total + overflowWidth;
  for (let count = 1; count < names.length - 1; count += 1) {
    left -= widths[count] ?? 0;
    if (left <= width) return { from: 1, count };
  }
  return { from: 0, count: names.length - 1 };
}
