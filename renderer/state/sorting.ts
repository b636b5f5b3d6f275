import type { Sort, SortKey } from '../../electron/contract/records.ts';

/** Dates and sizes start descending, since newest and largest are usually wanted. */
const firstDirection: Record<SortKey, Sort['direction']> = {
  name: 'ascending',
  modifiedBy: 'ascending',
  type: 'ascending',
  sharing: 'ascending',
  modified: 'descending',
  size: 'descending',
};

export const sortKeys: readonly SortKey[] = ['name', 'modified', 'modifiedBy', 'size', 'type', 'sharing'];

const turned = (direction: Sort['direction']): Sort['direction'] =>
  direction === 'ascending' ? 'descending' : 'ascending';

/** `add` applies to the second key. */
export function toggleSort(sort: readonly Sort[], key: SortKey, add: boolean): readonly Sort[] {
  const [first, second] = sort;
  if (first === undefined || (!add && first.key !== key)) return [{ key, direction: firstDirection[key] }];
  if (first.key === key)
    return [{ key, direction: turned(first.direction) }, ...(add && second ? [second] : [])];
  const direction = second?.key === key ? turned(second.direction) : firstDirection[key];
  return [first, { key, direction }];
}

export function sameSort(a: readonly Sort[], b: readonly Sort[]): boolean {
  return (
    a.length === b.length &&
    a.every((each, at) => each.key === b[at]?.key && each.direction === b[at]?.direction)
  );
}
