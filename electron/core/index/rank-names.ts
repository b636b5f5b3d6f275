import { compareNames, type OrderedRow } from './view-order.ts';

const sliceRows = 4_000;

/** Yields in between, since 120,000 names take half a second. Rows added meanwhile stay unranked. */
export async function rankBySlices(
  rows: readonly OrderedRow[],
  yieldToEventLoop: () => Promise<void>,
): Promise<void> {
  let runs: OrderedRow[][] = [];
  for (let from = 0; from < rows.length; from += sliceRows) {
    runs.push(rows.slice(from, from + sliceRows).sort(compareNames));
    await yieldToEventLoop();
  }
  while (runs.length > 1) {
    const merged: OrderedRow[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(await mergeRuns(runs[index] ?? [], runs[index + 1] ?? [], yieldToEventLoop));
    }
    runs = merged;
  }
  for (const [rank, row] of (runs[0] ?? []).entries()) row.rank = rank;
}

async function mergeRuns(
  a: readonly OrderedRow[],
  b: readonly OrderedRow[],
  yieldToEventLoop: () => Promise<void>,
): Promise<OrderedRow[]> {
  const merged: OrderedRow[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    const takeLeft = left !== undefined && (right === undefined || compareNames(left, right) <= 0);
    merged.push((takeLeft ? left : right) as OrderedRow);
    if (takeLeft) i += 1;
    else j += 1;
    if (merged.length % sliceRows === 0) await yieldToEventLoop();
  }
  return merged;
}
