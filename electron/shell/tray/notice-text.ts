import type { TransferBatch } from '../../contract/transfer-list.ts';
import { t } from '../../contract/strings/translate.ts';

export interface NoticeText {
  title: string;
  body: string;
}

export function toBatchNotice(batch: TransferBatch): NoticeText | null {
  const { counts, did, path, toPath, toFolder } = batch;
  const { done, failed, conflicts } = counts;
  if (done + failed + conflicts === 0) return null;
  const kind = batch.carried ?? batch.kind;
  const main = did.find((each) => each.kind === kind) ?? did[0] ?? { kind, files: 0, folders: 0 };
  const isSent = main.kind === 'upload' || main.kind === 'download';
  const count = isSent && main.files > 0 ? main.files : main.files + main.folders;
  const title = t('notices.batch.title', { kind: main.kind, count, failed: failed + conflicts });
  const where =
    toFolder === null ? { kind, path: toPath ?? path } : { kind: 'downloadTo' as const, path: toFolder };
  return { title, body: t('notices.batch.body', { ...where, failed, conflicts }) };
}
