import { collateNames, type NamedRow } from './view-order.ts';

const sliceRows = 4_000;

/** Yields in between, since 120,000 names take half a second. */
export async function sortNames(
  names: readonly NamedRow[],
  yieldToEventLoop: () => Promise<void>,
): Promise<readonly NamedRow[]> {
  let runs: NamedRow[][] = [];
  for (let from = 0; from < names.length; from += sliceRows) {
    runs.push(names.slice(from, from + sliceRows).sort(collateNames));
    await yieldToEventLoop();
  }
  while (runs.length > 1) {
    const merged: NamedRow[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(await mergeRuns(runs[index] ?? [], runs[index + 1] ?? [], yieldToEventLoop));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function mergeRuns(
  a: readonly NamedRow[],
  b: readonly NamedRow[],
  yieldToEventLoop: () => Promise<void>,
): Promise<NamedRow[]> {
  const merged: NamedRow[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    const takeLeft = left !== undefined && (right === undefined || collateNames(left, right) <= 0);
    merged.push((takeLeft ? left : right) as NamedRow);
    if (takeLeft) i += 1;
    else j += 1;
    if (merged.length % sliceRows === 0) await yieldToEventLoop();
  }
  return merged;
}
