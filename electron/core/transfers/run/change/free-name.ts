import { splitName } from '../../../documents/local-name.ts';
import { AppError } from '../../../errors.ts';
import type { Index } from '../../../index/index-client.ts';
import type { MoveJob, CopyJob } from '../../model/change-job.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { findByName } from '../remote-file.ts';

const maxNumber = 500;

/** "report 1.pdf", "report 2.pdf" … as OneDrive itself counts; the first that the folder does not have. */
export async function findFreeName(
  context: TransferContext,
  { to, name, entry }: MoveJob | CopyJob,
  index: Index,
): Promise<string> {
  const { accountId } = context.drive.account;
  const { base, extension } = entry.kind === 'folder' ? { base: name, extension: '' } : splitName(name);
  for (let number = 1; number <= maxNumber; number += 1) {
    const next = `${base} ${number}${extension}`;
    // What the index knows needs no request.
    if ((await index.call('findByName', { accountId, folder: to, name: next })) !== null) continue;
    if ((await findByName(context, to, next)) === null) return next;
  }
  throw new AppError('nameExists', { subject: name });
}
