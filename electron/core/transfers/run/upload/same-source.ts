import type { LocalSource } from '../../model/transfer-record.ts';
import type { OpenSource } from './local-source.ts';
import type { SessionState } from './upload-session.ts';

/** Whether a session that was begun with the file as it was then may be gone on with. */
export const isSameSource = (known: LocalSource, now: OpenSource): boolean =>
  known.sizeBytes === now.sizeBytes && known.modifiedMs === now.modifiedMs;

/**
 * Whether what the session holds is the beginning of the file as it is now. What was written down to have been sent is
 * compared by its hash. What else has arrived counts if nothing about the file has changed.
 */
export async function isAsSent(
  source: OpenSource,
  { snapshot }: LocalSource,
  { missing }: SessionState,
): Promise<boolean> {
  const arrivedBytes = toArrivedEnd(missing, source.sizeBytes);
  if (arrivedBytes === 0 || snapshot === undefined) return true;
  const { sent, changedMs, inode } = snapshot;
  if (sent !== null && (await source.hashUpTo(sent.bytes)) !== sent.quickXorHash) return false;
  const isUntouched = changedMs === source.changedMs && inode === source.inode;
  return isUntouched || arrivedBytes <= (sent?.bytes ?? 0);
}

/** Behind the last byte that has arrived. */
function toArrivedEnd(missing: SessionState['missing'], sizeBytes: number): number {
  const last = missing.at(-1);
  return last !== undefined && last.to === sizeBytes ? last.from : sizeBytes;
}
