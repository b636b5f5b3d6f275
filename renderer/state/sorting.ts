import type { Sort, SortKey } from '../../electron/contract/records.ts';

/** Newest and largest first is what people look for; names and kinds run from A. */
const firstDirection: Record<SortKey, Sort['direction']> = {
  name: 'ascending',
  modifiedBy: 'ascending',
  type: 'ascending',
  sharing: 'ascending',
  modified: 'descending',
  size: 'descending',
};

/** In the order of menus. */
export const sortKeys: readonly SortKey[] = ['name', 'modified', 'modifiedBy', 'size', 'type', 'sharing'];

const turned = (direction: Sort['direction']): Sort['direction'] =>
  direction === 'ascending' ? 'descending' : 'ascending';

/** A click on a header: sort by it, or turn its direction. With `add` it becomes, or turns, the second key. */
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
