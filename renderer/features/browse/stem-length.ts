import type { Item } from '../../../electron/contract/records.ts';

/** How much of a name is selected for renaming: all of a folder's, a file's up to its extension. */
export function stemLength(item: Pick<Item, 'kind' | 'name'>): number {
  const dot = item.name.lastIndexOf('.');
  return item.kind !== 'file' || dot <= 0 ? item.name.length : dot;
}
