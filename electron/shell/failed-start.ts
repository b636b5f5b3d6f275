import { t } from '../contract/strings/translate.ts';
import { toDiskError } from '../core/documents/disk-error.ts';
import { isAppError } from '../core/errors.ts';

/** The message shown when no window can open: the cause, what is safe, and what to do. */
export function explainFailedStart(error: unknown, folder: string): { title: string; text: string } {
  return { title: t('failedStart.title'), text: toText(toDiskError(error, folder), folder) };
}

function toText(failure: unknown, folder: string): string {
  if (isAppError(failure, 'profileInUse')) return t('failedStart.inUse', { folder });
  if (isAppError(failure, 'diskFull')) return t('failedStart.diskFull', { folder });
  if (isAppError(failure)) return t('failedStart.denied', { folder });
  const reason = failure instanceof Error ? failure.message : String(failure);
  return t('failedStart.other', { reason });
}
