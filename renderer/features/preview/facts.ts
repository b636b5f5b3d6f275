import type { Totals } from '../../../electron/contract/found.ts';
import type { ItemDetails } from '../../../electron/contract/item-details.ts';
import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toExtension } from '../../../electron/contract/file-families.ts';
import { toFileFamily } from '../../ui/file-families.ts';
import { formatFullDate, formatPlayingTime, formatSize } from '../../words/format.ts';
import { toTypeText } from '../../ui/type-text.ts';

type FactName =
  | 'type'
  | 'contents'
  | 'size'
  | 'modified'
  | 'modifiedBy'
  | 'created'
  | 'createdBy'
  | 'pixels'
  | 'duration'
  | 'taken'
  | 'camera'
  | 'description'
  | 'checkedOutBy'
  | 'retention'
  | 'sharing'
  | 'path'
  | 'quickXorHash'
  | 'sha1Hash'
  | 'sha256Hash';

export interface Fact {
  name: FactName;
  value: string;
}

export interface Known {
  item: Item;
  folderPath: string;
  totals: Totals | null;
  /** OneDrive's answer; null: not received yet. */
  details: ItemDetails | null;
}

export function toFacts({ item, folderPath, totals, details }: Known): Fact[] {
  const family = toFileFamily(item.name, item.kind, item.sharing);
  const extension = item.kind === 'file' ? toExtension(item.name) : '';
  const sizeBytes = totals?.sizeBytes ?? item.sizeBytes;
  const facts: { name: FactName; value: string | null }[] = [
    { name: 'type', value: toTypeText(family, extension) },
    { name: 'contents', value: toContents(item, totals) },
    { name: 'size', value: sizeBytes === null ? null : toSizeText(sizeBytes) },
    { name: 'modified', value: toDate(item.modifiedAt) },
    { name: 'modifiedBy', value: item.modifiedBy },
    ...toAsked(details),
    {
      name: 'sharing',
      value: t(`preview.sharing.${item.sharing}`, { who: item.sharedBy, hasWho: item.sharedBy !== null }),
    },
    { name: 'path', value: `${folderPath}/${item.name}` },
  ];
  return facts.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
}

export function toHashes(details: ItemDetails | null): Fact[] {
  const names = ['quickXorHash', 'sha1Hash', 'sha256Hash'] as const;
  return names.flatMap((name) => {
    const value = details?.[name] ?? null;
    return value === null ? [] : [{ name, value }];
  });
}

const toDate = (instant: string | null | undefined): string | null =>
  instant == null ? null : formatFullDate(instant);

function toAsked(details: ItemDetails | null): { name: FactName; value: string | null }[] {
  if (details === null) return [];
  const { pixels, durationMs, retention } = details;
  return [
    { name: 'created', value: toDate(details.createdAt) },
    { name: 'createdBy', value: details.createdBy },
    { name: 'pixels', value: pixels === null ? null : t('preview.pixels', pixels) },
    { name: 'duration', value: durationMs === null ? null : formatPlayingTime(durationMs) },
    { name: 'taken', value: toDate(details.takenAt) },
    { name: 'camera', value: details.camera },
    { name: 'description', value: details.description },
    { name: 'checkedOutBy', value: details.checkedOutBy },
    { name: 'retention', value: retention === null ? null : toRetentionText(retention) },
  ];
}

const toRetentionText = ({ label, allows }: NonNullable<ItemDetails['retention']>): string =>
  allows === 'all' ? label : t(`preview.retention.${allows}`, { label });

function toContents({ childCount }: Item, totals: Totals | null): string | null {
  if (totals !== null) return t('preview.contents', { files: totals.files, folders: totals.folders });
  return childCount === null ? null : t('app.items', { count: childCount });
}

/** Includes the exact number of bytes, for comparing. */
const toSizeText = (sizeBytes: number): string =>
  sizeBytes < 1024
    ? formatSize(sizeBytes)
    : t('preview.exactSize', { size: formatSize(sizeBytes), bytes: sizeBytes });
