import type { Item } from '../../../electron/contract/records.ts';

/** A file's name without its extension, otherwise all. */
export function stemLength(item: Pick<Item, 'kind' | 'name'>): number {
  const dot = item.name.lastIndexOf('.');
  return item.kind !== 'file' || dot <= 0 ? item.name.length : dot;
}
