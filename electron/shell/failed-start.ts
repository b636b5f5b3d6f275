import { toDiskError } from '../core/documents/disk-error.ts';
import { isAppError } from '../core/errors.ts';

/** What a person reads where no window can open: why, what is safe, and what to do. */
export function explainFailedStart(error: unknown, folder: string): { title: string; text: string } {
  return { title: 'Slipway can’t start', text: toText(toDiskError(error, folder), folder) };
}

function toText(failure: unknown, folder: string): string {
  if (isAppError(failure, 'profileInUse'))
    return `Another Slipway is using the same folder, ${folder}. Two at a time would do each transfer twice. Close the other Slipway, then start this one again.`;
  if (isAppError(failure, 'diskFull'))
    return `The disk is full. Your files are safe. Free up space on the disk of ${folder}, then start Slipway again.`;
  if (isAppError(failure))
    return `Slipway can’t read or write its folder, ${folder}. Your files are safe. Check that the disk is connected and that you have permission to change the folder, then start Slipway again.`;
  const reason = failure instanceof Error ? failure.message : String(failure);
  return `Your files are safe. Restart the computer, then start Slipway again. The reason, for support: ${reason}`;
}
