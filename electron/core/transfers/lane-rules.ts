import { toDriveKey } from '../graph/addressing.ts';
import type { Lane } from './lane.ts';
import type { TransferRecord } from './transfer-record.ts';

/** The drive that a file would go to; null for what needs no room there. */
export function toFilledDrive(record: TransferRecord | undefined): string | null {
  if (record?.job.kind !== 'uploadFile') return null;
  const { parent, target } = record.job;
  const driveId = (target?.item ?? parent)?.driveId;
  return driveId === undefined ? null : toDriveKey(driveId);
}

/** Only a person can help the account: nothing of it is tried before somebody has signed in. */
export const needsSignIn = ({ drive }: Lane): boolean => drive.account.state === 'signInNeeded';

export const isForNetwork = (record: TransferRecord | undefined): boolean =>
  record?.transfer.waitReason === 'offline' || record?.transfer.waitReason === 'networkSignIn';
