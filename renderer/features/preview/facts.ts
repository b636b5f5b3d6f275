import type { Item } from '../../../electron/contract/records.ts';
import { toExtension, toFileFamily } from '../../ui/file-families.ts';
import { formatFullDate, formatSize } from '../../words/format.ts';
import { previewWords as words } from '../../words/preview.ts';

export interface Fact {
  name: keyof typeof words.facts;
  value: string;
}

/** What is known about an item, in the order of the pane. */
export function toFacts(item: Item, folderPath: string): Fact[] {
  const family = toFileFamily(item.name, item.kind, item.sharing);
  const extension = item.kind === 'file' ? toExtension(item.name) : '';
  const facts: { name: Fact['name']; value: string | null }[] = [
    { name: 'type', value: words.type(family, extension) },
    { name: 'contents', value: item.childCount === null ? null : words.contents(item.childCount) },
    { name: 'size', value: item.sizeBytes === null ? null : formatSize(item.sizeBytes) },
    { name: 'modified', value: item.modifiedAt === null ? null : formatFullDate(item.modifiedAt) },
    { name: 'modifiedBy', value: item.modifiedBy },
    { name: 'sharing', value: words.sharing[item.sharing](item.sharedBy) },
    { name: 'path', value: `${folderPath}/${item.name}` },
  ];
  return facts.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
}
