import type { Row } from '../../electron/contract/found.ts';
import type { Item, ViewHead } from '../../electron/contract/records.ts';

export const ownerOf = (item: Item | Row, { accountId }: Pick<ViewHead, 'accountId'>): string =>
  'accountId' in item ? item.accountId : accountId;

export function byOwner<T extends Item | Row>(
  items: readonly T[],
  head: Pick<ViewHead, 'accountId'>,
): { accountId: string; items: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const accountId = ownerOf(item, head);
    const known = groups.get(accountId);
    if (known === undefined) groups.set(accountId, [item]);
    else known.push(item);
  }
  return [...groups].map(([accountId, own]) => ({ accountId, items: own }));
}
