import { AppError } from '../../../errors.ts';
import { itemPath, pathBelow } from '../../../graph/addressing.ts';
import { isPage, unexpectedResponse, type TextResponse } from '../../../graph/graph-errors.ts';
import type { JobKeeper } from './job-state.ts';
import type { HttpResponse } from '../../../ports.ts';
import { toInstant } from '../../model/limits.ts';
import type { OpenSource } from './local-source.ts';
import { createPatience } from '../retry-policy.ts';
import { parseExpectedRanges, type Range } from './ranges.ts';
import type { UploadSession } from '../../model/transfer-record.ts';
import type { Destination } from './upload-target.ts';
import type { SentCount } from './sent-count.ts';
import type { Work } from '../../queue/transfer-context.ts';

/** What is still missing, as the service said it last. The only truth there is about an upload. */
export interface SessionState {
  session: UploadSession;
  missing: Range[];
}

/** Begins a session. The time of the file goes along, so that there is one version of it and not two. */
export async function beginSession(work: Work, to: Destination, source: OpenSource): Promise<SessionState> {
  const where = to.mode === 'create' ? pathBelow(to.parent, [to.name]) : itemPath(to.item);
  const item = {
    '@microsoft.graph.conflictBehavior': to.mode === 'create' ? 'fail' : 'replace',
    ...(to.mode === 'create' ? { name: to.name } : {}),
    fileSize: source.sizeBytes,
    fileSystemInfo: { lastModifiedDateTime: toInstant(source.modifiedMs) },
  };
  const begun = await work.drive.graph.json(
    {
      method: 'POST',
      path: `${where}/createUploadSession`,
      json: { item, deferCommit: false },
      signal: work.signal,
      priority: 'transfer',
      subject: work.transfer.name,
    },
    parseSession,
  );
  // The ranges are optional in the first answer.
  return { session: begun, missing: [{ from: 0, to: source.sizeBytes }] };
}

function parseSession(value: unknown): UploadSession | undefined {
  const { uploadUrl, expirationDateTime } = (value ?? {}) as {
    uploadUrl?: unknown;
    expirationDateTime?: unknown;
  };
  if (typeof uploadUrl !== 'string' || !/^https?:\/\//.test(uploadUrl)) return undefined;
  return { uploadUrl, expiresAt: typeof expirationDateTime === 'string' ? expirationDateTime : null };
}

/** PUT of one piece. Any status comes back; only "no answer" is thrown. */
export async function sendPiece(
  work: Work,
  url: string,
  piece: Range,
  source: OpenSource,
  count: SentCount,
): Promise<TextResponse> {
  const answer = await work.drive.graph.presigned.request({
    method: 'PUT',
    url,
    headers: {
      'content-length': String(piece.to - piece.from),
      'content-range': `bytes ${piece.from}-${piece.to - 1}/${source.sizeBytes}`,
    },
    content: () => source.stream(piece.from, piece.to, count.begin()),
    onRetry: () => count.forget(),
    signal: work.signal,
  });
  return read(work, answer);
}

export async function askSession(work: Work, url: string): Promise<TextResponse> {
  const answer = await work.drive.graph.presigned.request({ method: 'GET', url, signal: work.signal });
  return read(work, answer);
}

/** @throws AppError networkSignIn where a page of the network came instead */
async function read({ clock }: Work, answered: HttpResponse): Promise<TextResponse> {
  const answer = { status: answered.status, headers: answered.headers, text: await answered.text() };
  if (answer.status < 300 && isPage(answer)) throw unexpectedResponse(answer, clock.now(), 'notJson');
  return answer;
}

const endMs = 3_000;

/**
 * What was sent is thrown away by the service. That it is gone already is fine. false: nobody answered; it ends by itself
 * when its time is over.
 */
export async function endSession(
  presigned: Work['drive']['graph']['presigned'],
  url: string,
): Promise<boolean> {
  try {
    const answer = await presigned.request({ method: 'DELETE', url, signal: AbortSignal.timeout(endMs) });
    await answer.discard();
    return true;
  } catch {
    return false;
  }
}

/** The session of a job, if there is one, comes to nothing. */
export async function abandonSession({ drive }: Work, keeper: JobKeeper): Promise<void> {
  const { session } = keeper.job;
  if (session === null) return;
  await endSession(drive.graph.presigned, session.uploadUrl);
  await keeper.change({ session: null, sent: null });
}

/**
 * The same for one that begins anew at once, so it waits until somebody answers: on a work drive the old session holds
 * the name, and once its URL is forgotten nobody could end it.
 */
export async function replaceSession(work: Work, keeper: JobKeeper): Promise<void> {
  const { session } = keeper.job;
  if (session === null) return;
  const patience = createPatience(work);
  while (!(await endSession(work.drive.graph.presigned, session.uploadUrl)))
    await patience.bear(new AppError('offline', { subject: work.transfer.name }));
  await keeper.change({ session: null, sent: null });
}

/** The session as an answer tells of it: its life may be longer by now, or shorter. */
export function toRenewed(session: UploadSession, answer: TextResponse): UploadSession {
  try {
    const { expirationDateTime } = JSON.parse(answer.text) as { expirationDateTime?: unknown };
    return typeof expirationDateTime === 'string' ? { ...session, expiresAt: expirationDateTime } : session;
  } catch {
    return session;
  }
}

/** `nextExpectedRanges` of an answer, or null where there is none to be found. */
export function parseMissing(answer: TextResponse, totalBytes: number): Range[] | null {
  try {
    const value = JSON.parse(answer.text) as { nextExpectedRanges?: unknown } | null;
    return parseExpectedRanges(value?.nextExpectedRanges, totalBytes);
  } catch {
    return null;
  }
}
