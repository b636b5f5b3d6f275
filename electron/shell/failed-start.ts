import { t } from '../contract/strings/translate.ts';
import { isAppError } from '../core/errors.ts';
import { toDiskTrouble } from '../core/lib/disk-trouble.ts';

export function explainFailedStart(error: unknown, folder: string): { title: string; text: string } {
  return { title: t('failedStart.title'), text: toText(error, folder) };
}

function toText(failure: unknown, folder: string): string {
  if (isAppError(failure, 'profileInUse')) return t('failedStart.inUse', { folder });
  const disk = toDiskTrouble(failure);
  if (disk === 'full') return t('failedStart.diskFull', { folder });
  if (disk !== null || isAppError(failure)) return t('failedStart.denied', { folder });
  const reason = failure instanceof Error ? failure.message : String(failure);
  return t('failedStart.other', { reason });
}
