import { distance } from 'fastest-levenshtein';

const maxWordChars = 256;

/** For "did you mean"; null if none is close. Ignores case. */
export function findClosest(word: string, known: Iterable<string>): string | null {
  if (word.length > maxWordChars) return null;
  let closest: string | null = null;
  let min = Math.min(3, Math.ceil(word.length / 3)) + 1;
  for (const candidate of known) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < min) [closest, min] = [candidate, edits];
  }
  return closest;
}
