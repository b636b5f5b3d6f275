import { AppError, isAppError } from '../../../errors.ts';
import { refuseHtml } from '../../../graph/refuse-html.ts';
import { toAppError } from '../../../graph/graph-errors.ts';
import { isFromCaptivePortal, captivePortalError, toNetworkError } from '../../../graph/network-errors.ts';
import type { HttpResponse } from '../../../ports.ts';
import { contentUrl, type RemoteFile } from '../remote-file.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';

export interface RangeResponse {
  http: HttpResponse;
  from: number;
  to: number | null;
  /** null if the host does not say. */
  sizeBytes: number | null;
}

/** The download URL has expired or the file is gone: only the item tells which. */
export class ExpiredUrl extends Error {
  override readonly name = 'ExpiredUrl';
  readonly refusal: AppError;

  constructor(refusal: AppError) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export class RangeRefused extends Error {
  override readonly name = 'RangeRefused';
  readonly refusal: AppError;

  constructor(refusal: AppError) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const expiredStatuses: readonly number[] = [401, 403, 404, 410];
const maxRefusalBytes = 64 * 1024;

export async function requestRange(
  context: TransferContext,
  remote: RemoteFile,
  wanted: { from: number; to: number | null },
  signal: AbortSignal,
): Promise<RangeResponse> {
  const { name } = context.transfer;
  const url = await contentUrl(context, remote);
  const isWhole = wanted.from === 0 && wanted.to === null;
  const response = await context.drive.graph.presigned.request({
    method: 'GET',
    url,
    followsRedirects: true,
    headers: isWhole
      ? {}
      : { range: `bytes=${wanted.from}-${wanted.to === null ? '' : String(wanted.to - 1)}` },
    signal,
  });
  if (response.status === 200 || response.status === 206) {
    await refuseHtml(response, remote.entry, context.clock.now());
    return toRangeResponse(response, wanted.from, name);
  }
  return throwRefusal(context, response, url);
}

async function toRangeResponse(
  response: HttpResponse,
  wantedFrom: number,
  name: string,
): Promise<RangeResponse> {
  const lengthBytes = toLength(response);
  if (response.status === 200) return { http: response, from: 0, to: lengthBytes, sizeBytes: lengthBytes };
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(response.headers['content-range'] ?? '');
  // A range of compressed data is not a range of the file.
  const isEncoded = (response.headers['content-encoding'] ?? 'identity') !== 'identity';
  if (range === null || Number(range[1]) !== wantedFrom || isEncoded) {
    await response.discard();
    throw new RangeRefused(new AppError('serviceUnavailable', { subject: name }));
  }
  const to = lengthBytes === null ? Number(range[2]) + 1 : wantedFrom + lengthBytes;
  return { http: response, from: wantedFrom, to, sizeBytes: range[3] === '*' ? null : Number(range[3]) };
}

function toLength({ headers }: HttpResponse): number | null {
  const length = headers['content-length'];
  return length !== undefined && /^\d+$/.test(length) ? Number(length) : null;
}

async function throwRefusal(context: TransferContext, response: HttpResponse, url: string): Promise<never> {
  const { name } = context.transfer;
  const text = await response.text(maxRefusalBytes).catch(() => '');
  const { status, headers } = response;
  const read = { status, headers, text };
  const refusal = toAppError(read, context.clock.now(), { subject: name, isReading: true });
  if (isAppError(refusal, 'malware')) throw refusal;
  // A host may report an expired URL with HTML, like a filter.
  if (expiredStatuses.includes(status)) throw new ExpiredUrl(refusal);
  if (isFromCaptivePortal(read, url)) throw captivePortalError(read, context.clock.now()).about(name);
  if (status === 416) throw new RangeRefused(asTransient(refusal));
  throw status >= 400 ? refusal : new AppError('unexpectedAnswer', { subject: name });
}

/** A range that does not fit is retried from the beginning, like a service error. */
const asTransient = (refusal: AppError): AppError =>
  new AppError('serviceUnavailable', { subject: refusal.subject, details: refusal.details, cause: refusal });

/** A connection that breaks within a body counts as no response. */
export async function* readBody(
  context: TransferContext,
  response: HttpResponse,
): AsyncGenerator<Uint8Array> {
  try {
    yield* response.body;
  } catch (error) {
    const expected = toNetworkError(error, context.signal, context.clock.now());
    throw expected instanceof AppError ? expected : new AppError('offline', { cause: error });
  }
}
