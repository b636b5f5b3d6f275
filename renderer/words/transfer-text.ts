import type { Done, Limits } from '../../electron/contract/transfers.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { formatList, formatSize, formatSpeed } from './format.ts';

/** "3 MB of 12 MB", or "3 MB" while the total is unknown. */
export function toBytesText(doneBytes: number, totalBytes: number | null): string {
  const done = formatSize(doneBytes);
  return totalBytes === null ? done : t('transfers.bytes', { done, total: formatSize(totalBytes) });
}

export function toWhatText(files: number, folders: number): string {
  const parts = [
    files > 0 || folders === 0 ? [t('transfers.files', { count: files })] : [],
    folders > 0 ? [t('transfers.folders', { count: folders })] : [],
  ];
  return formatList(parts.flat());
}

/**
 * "240 items moved to myfiles/Archive". `place` null: without it. `toFolder`: the folder on this computer that
 * was chosen for a download.
 */
export function toDoneText(
  { kind, files, folders }: Done,
  { place, toFolder }: { place: string | null; toFolder: string | null },
): string {
  const count = files + folders;
  if (kind === 'skipped') return t('transfers.did.skipped', { count });
  const isSent = kind === 'upload' || kind === 'download';
  const what = isSent ? toWhatText(files, folders) : t('transfers.items', { count });
  if (kind === 'download' && toFolder !== null) return t('transfers.did.downloadTo', { what, toFolder });
  return t(`transfers.did.${kind}`, { what, count, place: place ?? '', hasPlace: place !== null });
}

export function toLimitsText(limits: Limits): string | null {
  const upload = limits.upload === null ? null : formatSpeed(limits.upload);
  const download = limits.download === null ? null : formatSpeed(limits.download);
  if (upload === null) return download === null ? null : t('transfers.limits.download', { download });
  return download === null
    ? t('transfers.limits.upload', { upload })
    : t('transfers.limits.both', { upload, download });
}
