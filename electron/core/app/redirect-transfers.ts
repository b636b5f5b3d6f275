import type { Input } from '../../contract/api.ts';
import { AppError } from '../errors.ts';
import { toDriveKey } from '../graph/addressing.ts';
import type { Services } from '../services.ts';
import { isArriving } from '../transfers/model/change-job.ts';
import type { TransferRecord } from '../transfers/model/transfer-record.ts';
import type { Batch } from '../transfers/start-transfers.ts';
import type { NewTarget } from '../transfers/redirect-transfers.ts';

/** @throws AppError notFound, otherDrive, sameDrive, intoItself */
export async function redirectTransfers(
  { transfers, moves, paths }: Pick<Services, 'transfers' | 'moves' | 'paths'>,
  { of, accountId, parent }: Input<'transfers.redirect'>,
): Promise<Batch> {
  const to = { accountId, folder: parent, path: await paths.pathOf(accountId, parent) };
  return transfers.redirect(of, to, async (records) => {
    for (const record of records) demandDrive(record, to);
    const entries = records.flatMap(({ job }) => (isArriving(job) ? [job.entry] : []));
    await moves.demandOutside(accountId, entries, to.folder);
  });
}

/** A move or copy within a drive stays within it, and one between two drives doesn't end where it began. */
function demandDrive({ transfer, job }: TransferRecord, { accountId, folder }: NewTarget): void {
  const isInto = ({ driveId }: { driveId: string }) => toDriveKey(driveId) === toDriveKey(folder.driveId);
  if (isArriving(job)) {
    const from = job.kind === 'move' ? job.entry.own : job.entry;
    if (accountId !== transfer.accountId || !isInto(from))
      throw new AppError('otherDrive', { subject: transfer.name });
  } else if ('carried' in job && job.carried !== undefined && isInto(job.carried.entry.own))
    throw new AppError('sameDrive', { subject: transfer.name });
}
