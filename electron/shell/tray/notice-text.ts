import type { TransferBatch } from '../../contract/transfer-list.ts';
import { t } from '../../contract/strings/translate.ts';

export interface NoticeText {
  title: string;
  body: string;
}

/** The notification for a finished batch; null if it did nothing, as after Cancel. */
export function toBatchNotice({ kind, counts, path, toPath }: TransferBatch): NoticeText | null {
  const { done, failed, conflicts } = counts;
  if (done + failed + conflicts === 0) return null;
  const title = t('notices.batch.title', { kind, count: done, failed: failed + conflicts });
  return { title, body: t('notices.batch.body', { kind, path: toPath ?? path, failed, conflicts }) };
}
