import { diffLines } from 'diff';

export interface LinePair {
  mine: string | null;
  theirs: string | null;
  isSame: boolean;
}

/** Changed lines are paired as far as their numbers match. */
export function toLinePairs(mine: string, theirs: string): LinePair[] {
  const pairs: LinePair[] = [];
  let added: string[] = [];
  let removed: string[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(added.length, removed.length); at += 1)
      pairs.push({ mine: added[at] ?? null, theirs: removed[at] ?? null, isSame: false });
    [added, removed] = [[], []];
  };
  for (const part of diffLines(toUnixLines(theirs), toUnixLines(mine))) {
    const lines = toLines(part.value);
    if (part.added) added.push(...lines);
    else if (part.removed) removed.push(...lines);
    else {
      flush();
      pairs.push(...lines.map((line) => ({ mine: line, theirs: line, isSame: true })));
    }
  }
  flush();
  return pairs;
}

/** Different line endings don't count as a change. */
const toUnixLines = (text: string): string => text.replaceAll('\r\n', '\n');

function toLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** null stands for omitted lines. */
export function withContext(pairs: readonly LinePair[], around = 3): (LinePair | null)[] {
  const isNear = (index: number): boolean =>
    pairs.slice(Math.max(0, index - around), index + around + 1).some(({ isSame }) => !isSame);
  const shown: (LinePair | null)[] = [];
  pairs.forEach((pair, index) => {
    if (isNear(index)) shown.push(pair);
    else if (shown.length === 0 || shown.at(-1) !== null) shown.push(null);
  });
  return shown;
}
