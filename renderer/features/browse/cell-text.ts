import type { Item } from '../../../electron/contract/records.ts';
import { words } from '../../words/en.ts';
import { formatDate, formatFullDate, formatSize } from '../../words/format.ts';
import type { ColumnName } from './columns.ts';

/** What a cell says, and the whole of it for the tooltip. */
export function toCellText(item: Item, column: Exclude<ColumnName, 'name'>): { text: string; title: string } {
  switch (column) {
    case 'modified':
      return item.modifiedAt === null
        ? { text: '', title: '' }
        : { text: formatDate(item.modifiedAt), title: formatFullDate(item.modifiedAt) };
    case 'modifiedBy':
      return same(item.modifiedBy ?? '');
    case 'size':
      return same(toSizeText(item));
    case 'sharing':
      return same(toSharingText(item));
  }
}

const same = (text: string) => ({ text, title: text });

/** A folder's recursive size is not its content's: it tells how many items it has. */
export function toSizeText(item: Item): string {
  if (item.kind === 'folder') return item.childCount === null ? '' : words.browse.items(item.childCount);
  return item.sizeBytes === null ? '' : formatSize(item.sizeBytes);
}

export function toSharingText(item: Item): string {
  if (item.problem === 'revoked') return words.browse.revoked;
  if (item.problem === 'malware') return words.browse.malware;
  if (item.sharing === 'byMe') return words.browse.sharedByMe;
  // Inside a shared folder everything is someone's: only what was shared by itself is worth a word.
  return item.sharing === 'withMe' && item.sharedBy !== null ? words.browse.sharedBy(item.sharedBy) : '';
}
