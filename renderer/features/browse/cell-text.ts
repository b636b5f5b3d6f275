import { toExtension } from '../../../electron/contract/file-families.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Row, Totals } from '../../../electron/contract/found.ts';
import type { Item } from '../../../electron/contract/records.ts';
import type { ColumnName } from '../../../electron/contract/settings.ts';
import type { SharedEntry } from '../../../electron/contract/shared-list.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toFileFamily } from '../../ui/file-families.ts';
import { toTypeText } from '../../ui/type-text.ts';
import { formatDate, formatFullDate, formatSize, joinFacts } from '../../words/format.ts';

export function toCellText(
  item: Item | Row,
  column: ColumnName,
  totals: Totals | null = null,
): { text: string; title: string } {
  switch (column) {
    case 'location':
      return same(toLocationText(item, null));
    case 'modified':
      return toDateText(toShared(item)?.sharedAt ?? item.modifiedAt);
    case 'modifiedBy':
      return same(showText(item.modifiedBy ?? ''));
    case 'size':
      return totals === null ? same(toSizeText(item)) : toTotalsText(totals);
    case 'type':
      return same(toTypeOf(item));
    case 'sharing':
      return same(toSharingText(item));
    case 'rights':
      return same(toRightsText(item));
    case 'sources':
      return same(toSourcesText(item));
    default:
      return same('');
  }
}

function toTypeOf({ name, kind, sharing }: Item): string {
  return toTypeText(toFileFamily(name, kind, sharing), kind === 'file' ? toExtension(name) : '');
}

export function toLocationText(item: Item | Row, account: string | null): string {
  if (!('foundIn' in item) || item.foundIn === null) return '';
  const path = showText(item.foundIn.path);
  const place = account === null ? path : t('search.placeIn', { account: showText(account), path });
  return isFromService(item) ? t('search.fromService', { place }) : place;
}

export const isFromService = (item: Item | Row): boolean => 'source' in item && item.source === 'service';

const toShared = (item: Item | Row): SharedEntry | null => ('shared' in item ? item.shared : null);

const toDateText = (at: string | null) =>
  at === null ? { text: '', title: '' } : { text: formatDate(at), title: formatFullDate(at) };

export function toRightsText(item: Item | Row): string {
  const rights = item.problem === null ? (toShared(item)?.rights ?? 'unknown') : 'unknown';
  return rights === 'unknown' ? '' : t(`browse.rights.${rights}`);
}

export function toSourcesText(item: Item | Row): string {
  return joinFacts((toShared(item)?.sources ?? []).map((source) => t(`browse.sources.${source}`)));
}

const same = (text: string) => ({ text, title: text });

function toTotalsText({ sizeBytes, files, folders }: Totals): { text: string; title: string } {
  const size = formatSize(sizeBytes);
  return { text: size, title: t('browse.folderHolds', { size, files, folders }) };
}

/** For a folder whose total size is unknown: its number of items. */
export function toSizeText(item: Item): string {
  if (item.kind === 'folder')
    return item.childCount === null ? '' : t('app.items', { count: item.childCount });
  return item.sizeBytes === null ? '' : formatSize(item.sizeBytes);
}

export function toSharingText(item: Item): string {
  if (item.problem === 'revoked') return t('browse.revoked');
  if (item.problem === 'malware') return t('browse.malware');
  if (item.sharing === 'byMe') return t('browse.sharedByMe');
  return item.sharing === 'withMe' && item.sharedBy !== null
    ? t('browse.sharedBy', { who: item.sharedBy })
    : '';
}
