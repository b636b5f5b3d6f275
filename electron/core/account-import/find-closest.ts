/** What was meant, perhaps: the known word that a few strokes turn this one into; null where none is near. */
export function findClosest(word: string, known: readonly string[]): string | null {
  let closest: string | null = null;
  let least = Math.min(3, Math.ceil(word.length / 3)) + 1;
  for (const candidate of known) {
    const strokes = countStrokes(word.toLowerCase(), candidate.toLowerCase());
    if (strokes < least) [closest, least] = [candidate, strokes];
  }
  return closest;
}

/** Letters to put in, take out or replace (Levenshtein's distance). Words are short: tenant and field names. */
function countStrokes(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 3) return Number.POSITIVE_INFINITY;
  let above = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let at = 1; at <= to.length; at += 1) {
      const replaced = (above[at - 1] ?? 0) + (from[row - 1] === to[at - 1] ? 0 : 1);
      current.push(Math.min((above[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1, replaced));
    }
    above = current;
  }
  return above[to.length] ?? 0;
}
