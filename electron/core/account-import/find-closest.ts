import { distance } from 'fastest-levenshtein';

/** The known word closest to this one, for "did you mean"; null where none is close. Ignores case. */
export function findClosest(word: string, known: readonly string[]): string | null {
  let closest: string | null = null;
  let least = Math.min(3, Math.ceil(word.length / 3)) + 1;
  for (const candidate of known) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < least) [closest, least] = [candidate, edits];
  }
  return closest;
}
