import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toExtension } from '../../../electron/contract/file-families.ts';
import { toFileFamily } from '../../ui/file-families.ts';
import { formatFullDate, formatSize } from '../../words/format.ts';
import { toTypeText } from '../../ui/type-text.ts';

type FactName = 'type' | 'contents' | 'size' | 'modified' | 'modifiedBy' | 'sharing' | 'path';

export interface Fact {
  name: FactName;
  value: string;
}

/** What is known about an item, in the order of the pane. */
export function toFacts(item: Item, folderPath: string): Fact[] {
  const family = toFileFamily(item.name, item.kind, item.sharing);
  const extension = item.kind === 'file' ? toExtension(item.name) : '';
  const facts: { name: Fact['name']; value: string | null }[] = [
    { name: 'type', value: toTypeText(family, extension) },
    { name: 'contents', value: item.childCount === null ? null : t('app.items', { count: item.childCount }) },
    { name: 'size', value: item.sizeBytes === null ? null : formatSize(item.sizeBytes) },
    { name: 'modified', value: item.modifiedAt === null ? null : formatFullDate(item.modifiedAt) },
    { name: 'modifiedBy', value: item.modifiedBy },
    {
      name: 'sharing',
      value: t(`preview.sharing.${item.sharing}`, { who: item.sharedBy, hasWho: item.sharedBy !== null }),
    },
    { name: 'path', value: `${folderPath}/${item.name}` },
  ];
  return facts.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
}
