import { AppError, isAppError } from '../../../errors.ts';
import { itemPath, pathBelow } from '../../../graph/addressing.ts';
import { asObject, isHtml, type TextResponse } from '../../../graph/graph-errors.ts';
import { captivePortalError, isFromCaptivePortal } from '../../../graph/network-errors.ts';
import { isRedirect } from '../../../graph/redirect-hop.ts';
import type { JobState, TransferContext } from '../../queue/transfer-context.ts';
import type { HttpResponse } from '../../../ports.ts';
import { toInstant } from '../../../lib/instant.ts';
import type { OpenSource } from './local-source.ts';
import { toGuard } from '../remote-file.ts';
import { createBackoff } from '../backoff.ts';
import { parseExpectedRanges, type Range } from '../byte-ranges.ts';
import type { UploadSession } from '../../model/transfer-record.ts';
import type { Destination } from './upload-target.ts';
import type { PieceProgress } from './piece-pace.ts';

export interface SessionState {
  session: UploadSession;
  missing: Range[];
}

export interface NewSession extends SessionState {
  /** The service refused the file's time with the session. */
  withoutTime: boolean;
}

/** The session carries the file's time, so that only one version is created. */
export async function createSession(
  context: TransferContext,
  to: Destination,
  source: OpenSource,
  isGuarded: boolean,
): Promise<NewSession> {
  const where = to.mode === 'create' ? pathBelow(to.parent, [to.name]) : itemPath(to.item);
  const item = {
    '@microsoft.graph.conflictBehavior': to.mode === 'create' ? 'fail' : 'replace',
    ...(to.mode === 'create' ? { name: to.name } : {}),
  };
  const facts = {
    fileSize: source.sizeBytes,
    fileSystemInfo: { lastModifiedDateTime: toInstant(source.modifiedMs) },
  };
  const begin = (json: object) =>
    context.drive.graph.json(
      {
        method: 'POST',
        path: `${where}/createUploadSession`,
        headers: to.mode === 'update' && isGuarded ? toGuard(to.version) : {},
        json: { item: json, deferCommit: false },
        signal: context.signal,
        priority: 'transfer',
        subject: context.transfer.name,
      },
      parseSession,
    );
  // The ranges are optional in the first response.
  const missing = [{ from: 0, to: source.sizeBytes }];
  try {
    return { session: await begin({ ...item, ...facts }), missing, withoutTime: false };
  } catch (error) {
    if (!isFactsRefusal(error)) throw error;
    context.log.warn('an upload session was refused, and is requested without size and time', {
      error: String(error),
    });
    return { session: await begin(item), missing, withoutTime: true };
  }
}

/** Reported for work drives and some libraries: 400, without a reason that could be the name's. */
const isFactsRefusal = (error: unknown): boolean =>
  isAppError(error, 'unexpectedAnswer') && error.details?.status === 400;

function parseSession(value: unknown): UploadSession | undefined {
  const { uploadUrl, expirationDateTime } = (value ?? {}) as {
    uploadUrl?: unknown;
    expirationDateTime?: unknown;
  };
  if (typeof uploadUrl !== 'string' || !/^https?:\/\//.test(uploadUrl)) return undefined;
  return { uploadUrl, expiresAt: typeof expirationDateTime === 'string' ? expirationDateTime : null };
}

export async function sendPiece(
  context: TransferContext,
  url: string,
  piece: Range,
  source: OpenSource,
  count: PieceProgress,
): Promise<TextResponse> {
  const response = await context.drive.graph.presigned.request({
    method: 'PUT',
    url,
    headers: {
      'content-length': String(piece.to - piece.from),
      'content-range': `bytes ${piece.from}-${piece.to - 1}/${source.sizeBytes}`,
    },
    content: () => source.stream(piece.from, piece.to, count.begin()),
    onRetry: () => count.reset(),
    signal: context.signal,
  });
  return toTextResponse(context, response, url);
}

export async function getSession(context: TransferContext, url: string): Promise<TextResponse> {
  const response = await context.drive.graph.presigned.request({
    method: 'GET',
    url,
    signal: context.signal,
  });
  return toTextResponse(context, response, url);
}

/** @throws AppError networkSignIn for HTML from the network, or a redirect to it */
async function toTextResponse(
  { clock, transfer }: TransferContext,
  answered: HttpResponse,
  url: string,
): Promise<TextResponse> {
  const response = {
    status: answered.status,
    headers: answered.headers,
    text: await answered.text(maxAnswerBytes),
  };
  if (isFromCaptivePortal(response, url))
    throw captivePortalError(response, clock.now()).about(transfer.name);
  return response;
}

const maxAnswerBytes = 4 * 1024 * 1024;

const deleteTimeoutMs = 3_000;

export async function deleteSession(
  presigned: TransferContext['drive']['graph']['presigned'],
  url: string,
): Promise<boolean> {
  try {
    const response = await presigned.request({
      method: 'DELETE',
      url,
      signal: AbortSignal.timeout(deleteTimeoutMs),
    });
    await response.discard();
    // From an intermediary: the service did not receive it.
    return !isRedirect(response.status) && !isHtml({ ...response, text: '' });
  } catch {
    return false;
  }
}

/**
 * A session reserves the name until it expires. What was sent stays recorded, as the app may quit before the
 * end.
 */
export async function endSession({ drive }: TransferContext, jobState: JobState): Promise<void> {
  const { session } = jobState.job;
  if (session === null) return;
  await deleteSession(drive.graph.presigned, session.uploadUrl);
  await jobState.update({ session: null });
}

export async function abandonSession({ drive }: TransferContext, jobState: JobState): Promise<void> {
  const { session } = jobState.job;
  if (session === null) return;
  await deleteSession(drive.graph.presigned, session.uploadUrl);
  await jobState.update({ session: null, sent: null });
}

/** On a work drive the old session locks the name, and could not be deleted without its URL. */
export async function replaceSession(context: TransferContext, jobState: JobState): Promise<void> {
  const { session } = jobState.job;
  if (session === null) return;
  const retry = createBackoff(context);
  while (!(await deleteSession(context.drive.graph.presigned, session.uploadUrl)))
    await retry.waitOrThrow(new AppError('offline', { subject: context.transfer.name }));
  await jobState.update({ session: null, sent: null });
}

export function withNewExpiry(session: UploadSession, response: TextResponse): UploadSession {
  const expiresAt = asObject(parseJson(response.text))?.['expirationDateTime'];
  return typeof expiresAt === 'string' ? { ...session, expiresAt } : session;
}

export const parseMissing = (response: TextResponse, totalBytes: number): Range[] | null =>
  parseExpectedRanges(asObject(parseJson(response.text))?.['nextExpectedRanges'], totalBytes);

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
