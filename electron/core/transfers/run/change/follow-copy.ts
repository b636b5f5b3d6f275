import { AppError } from '../../../errors.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { createRetryPolicy } from '../retry-policy.ts';

const firstPollMs = 500;
const maxPollMs = 10_000;
const maxBodyBytes = 64 * 1024;

export type Followed = { kind: 'made'; itemId: string | null } | { kind: 'taken' } | { kind: 'unknown' };

/**
 * Looks at a copy until it has ended, and shows how far it is. "unknown": the monitor is gone, as those of personal
 * drives soon are; the copy, if it came to be, has the name that was asked for. `itemId` null: the service did not tell
 * it. @throws AppError copyFailed …
 */
export async function followCopy(
  context: TransferContext,
  monitorUrl: string,
  entry: DriveEntry,
): Promise<Followed> {
  const policy = createRetryPolicy(context);
  for (let waitMs = firstPollMs; ; waitMs = Math.min(maxPollMs, waitMs * 1.5)) {
    try {
      const told = await look(context, monitorUrl);
      if (told === 'gone') return { kind: 'unknown' };
      if (told.status === 'completed') return { kind: 'made', itemId: told.resourceId };
      if (told.status === 'failed') return toFailed(told, entry);
      context.setPercent(told.percent);
      policy.reset();
    } catch (error) {
      await policy.waitOrThrow(error);
    }
    await context.clock.sleep(waitMs, context.signal);
  }
}

interface Told {
  status: 'inProgress' | 'completed' | 'failed';
  percent: number | null;
  resourceId: string | null;
  errorCode: string;
}

/** The status in the body decides, whatever the HTTP status: 200, 202 and 303 occur. */
async function look({ drive, signal }: TransferContext, url: string): Promise<Told | 'gone'> {
  const response = await drive.graph.presigned.request({ method: 'GET', url, signal });
  const text = await response.text(maxBodyBytes);
  if (response.status === 404 || response.status === 410 || response.status === 401) return 'gone';
  if (response.status >= 500) throw new AppError('serviceUnavailable');
  const told = parse(text);
  if (told === null) throw new AppError('serviceUnavailable');
  return told;
}

function parse(text: string): Told | null {
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    const { status, percentageComplete, resourceId, errorCode } = body;
    if (typeof status !== 'string') return null;
    return {
      status: toStatus(status),
      percent: typeof percentageComplete === 'number' ? Math.floor(percentageComplete) : null,
      resourceId: typeof resourceId === 'string' && resourceId !== '' ? resourceId : null,
      errorCode: typeof errorCode === 'string' ? errorCode : '',
    };
  } catch {
    return null;
  }
}

function toStatus(status: string): Told['status'] {
  if (status === 'completed') return 'completed';
  return /^(?:failed|deleteFailed|cancel(?:l?ed|Pending))$/i.test(status) ? 'failed' : 'inProgress';
}

function toFailed({ errorCode }: Told, { name }: DriveEntry): Followed {
  if (/nameAlreadyExists/i.test(errorCode)) return { kind: 'taken' };
  const details = { status: null, serviceCode: errorCode, requestId: null, at: new Date().toISOString() };
  if (/^AccessDenied/i.test(errorCode)) throw new AppError('accessDenied', { subject: name, details });
  if (/quota|insufficient/i.test(errorCode)) throw new AppError('quotaFull', { subject: name, details });
  throw new AppError('copyFailed', { subject: name, details });
}
