import type { Sliced } from '../lib/slices.ts';
import { collateNames, type NamedRow } from './view-order.ts';

const namesAtOnce = 1_000;

/** In slices, since 120,000 names take half a second. */
export function* sortNames(names: readonly NamedRow[]): Sliced<readonly NamedRow[]> {
  let runs: NamedRow[][] = [];
  for (let from = 0; from < names.length; from += namesAtOnce) {
    runs.push(names.slice(from, from + namesAtOnce).sort(collateNames));
    yield;
  }
  while (runs.length > 1) {
    const merged: NamedRow[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(yield* mergeRuns(runs[index] ?? [], runs[index + 1] ?? []));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergeRuns(a: readonly NamedRow[], b: readonly NamedRow[]): Sliced<NamedRow[]> {
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
    if (merged.length % namesAtOnce === 0) yield;
  }
  return merged;
}
