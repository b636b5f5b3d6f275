import { toDriveKey } from '../../graph/addressing.ts';
import type { Lane } from './lane.ts';
import { maxSmallBytes } from '../model/limits.ts';
import type { TransferRecord } from '../model/transfer-record.ts';

/** The drive that a file would go to; null for what needs no room there. */
function toFilledDrive(record: TransferRecord | undefined): string | null {
  if (record?.job.kind !== 'uploadFile') return null;
  const { parent, target } = record.job;
  const driveId = (target?.item ?? parent)?.driveId;
  return driveId === undefined ? null : toDriveKey(driveId);
}

/** Only a person can help the account: nothing of it is tried before somebody has signed in. */
export const needsSignIn = ({ drive }: Lane): boolean => drive.account.state === 'signInNeeded';

export const isForNetwork = (record: TransferRecord | undefined): boolean =>
  record?.transfer.waitReason === 'offline' || record?.transfer.waitReason === 'networkSignIn';

/** So small that it takes as long to get ready as to be sent. */
export function isSmall({ job, transfer }: TransferRecord): boolean {
  const isFile = job.kind === 'uploadFile' || job.kind === 'downloadFile';
  return isFile && transfer.bytesTotal !== null && transfer.bytesTotal <= maxSmallBytes;
}

/** `most` at a time; while small ones are sent, as many more small ones get ready: else the line would wait for them. */
export function hasRoom({ running }: Lane, most: number, next: TransferRecord): boolean {
  const ahead = running.size - most;
  if (ahead < 0) return true;
  const sent = [...running.values()].filter((one) => one.isSmall && one.isMoving);
  return isSmall(next) && ahead < sent.length;
}

export function markFull({ fullDrives }: Lane, record: TransferRecord | undefined): void {
  const driveId = toFilledDrive(record);
  if (driveId !== null) fullDrives.add(driveId);
}

export function isForFullDrive({ fullDrives }: Lane, record: TransferRecord | undefined): boolean {
  const driveId = toFilledDrive(record);
  return driveId !== null && fullDrives.has(driveId);
}
