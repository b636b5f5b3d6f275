import { AppError, isAppError } from '../errors.ts';
import { asObject, isFinal, toAppError, unexpectedResponse, type TextResponse } from './graph-errors.ts';
import {
  judgeResponse,
  mayHaveWorked,
  parseRetryAfter,
  type RetryProfile,
  type Verdict,
} from './retry-policy.ts';

export interface SubRequest {
  method: 'GET' | 'DELETE' | 'PATCH' | 'POST';
  /** Below the service root: "/drives/D/items/I". */
  path: string;
  headers?: Record<string, string>;
  json?: unknown;
  subject: string | null;
  /** Ends waits, but not a request under way. The other requests stay. */
  waitSignal?: AbortSignal;
}

export type SubResult = { ok: true; body: unknown } | { ok: false; error: AppError };

export type SettledListener = (place: number, result: SubResult) => void;

export interface JsonBatchDeps {
  /** `parse` rejects the response by returning undefined. */
  sendTogether<T>(
    json: object,
    options: { idempotent: boolean; waitSignal: AbortSignal },
    parse: (value: unknown) => T | undefined,
  ): Promise<T>;
  sendAlone(part: SubRequest): Promise<unknown>;
  onResponse(part: SubRequest, response: TextResponse): void;
  /** Called for each result as soon as it is final. */
  onSettled?: SettledListener | undefined;
  profile: RetryProfile;
  /** The service asked to wait: nothing of the account starts earlier. */
  pause(waitMs: number): void;
  sleep(waitMs: number, signal: AbortSignal): Promise<void>;
  now(): number;
}

/** Graph's limit for one `$batch`. */
export const maxSubRequests = 20;
/** Leaves room for user actions in between. */
export const maxConcurrentSends = 3;

/** The index serves as id: ids must be unique, and responses come in any order. */
type NumberedRequest = readonly [place: number, part: SubRequest];

export function toJsonBatch(parts: readonly NumberedRequest[]): object {
  const requests = parts.map(([place, { method, path, headers, json }]) => ({
    id: String(place),
    method,
    url: path,
    headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(json === undefined ? {} : { body: json }),
  }));
  return { requests };
}

/** Responses by index. A malformed one is left out; undefined if the whole body is malformed. */
export function parseJsonBatch(value: unknown): ReadonlyMap<number, TextResponse> | undefined {
  const responses = asObject(value)?.['responses'];
  if (!Array.isArray(responses)) return undefined;
  const byNumber = new Map<number, TextResponse>();
  for (const response of responses.map(asObject)) {
    const status = response?.['status'];
    if (response === null || typeof response['id'] !== 'string' || typeof status !== 'number') continue;
    const body = response['body'] ?? null;
    const text = body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    byNumber.set(Number(response['id']), { status, headers: toHeaders(response['headers']), text });
  }
  return byNumber;
}

function toHeaders(value: unknown): Record<string, string> {
  const headers = Object.entries(asObject(value) ?? {});
  return Object.fromEntries(headers.map(([name, text]) => [name.toLowerCase(), String(text)]));
}

/** Resending requests individually would not help. */
export const connectionErrors: ReadonlySet<AppError['code']> = new Set([
  'offline',
  'networkSignIn',
  'proxySignIn',
  'throttled',
  'serviceUnavailable',
  'signInNeeded',
  'cancelled',
]);

/**
 * Results are in order. The 429 of a request is inside a 200 response. Throttled ones wait for the longest
 * time any of them names, and the account with them. Requests that need a new token or got no response are
 * sent individually, and so are all if the service rejects the batch itself.
 */
export async function sendSubRequests(
  parts: readonly SubRequest[],
  deps: JsonBatchDeps,
): Promise<SubResult[]> {
  const results = new Map<number, SubResult>();
  /** By index: an earlier attempt may have been executed. */
  const uncertain = new Set<number>();
  const settle = (place: number, result: SubResult) => {
    const isUncertain = !result.ok && uncertain.has(place);
    const settled: SubResult = isUncertain ? { ok: false, error: result.error.ofMaybeDone() } : result;
    results.set(place, settled);
    deps.onSettled?.(place, settled);
  };
  const alone: NumberedRequest[] = [];
  const settleStopped = (placed: readonly NumberedRequest[]): NumberedRequest[] => {
    for (const [place, part] of placed.filter(isStopped))
      settle(place, { ok: false, error: about(new AppError('cancelled'), part) });
    return placed.filter((one) => !isStopped(one));
  };
  let open = settleStopped([...parts.entries()]);
  for (let number = 1; open.length > 1; number += 1) {
    const waitSignal = toWaitSignal(open);
    const responses = await sendTogether(open, waitSignal, deps);
    if (responses instanceof AppError && responses.mayBeDone)
      for (const [place] of open) uncertain.add(place);
    if (isAppError(responses, 'cancelled') && waitSignal.aborted) {
      open = settleStopped(open);
      continue;
    }
    if (responses instanceof AppError && !connectionErrors.has(responses.code)) break;
    const again: NumberedRequest[] = [];
    const waits = { pauseMs: 0, sleepMs: 0 };
    for (const placed of open) {
      const [place, part] = placed;
      const response = responses instanceof AppError ? responses : responses.get(place);
      if (mayBeDone(response)) uncertain.add(place);
      const outcome = judgePart(part, response, number, deps);
      if (outcome.kind === 'done') settle(place, outcome.result);
      else (outcome.kind === 'alone' ? alone : again).push(placed);
      if (outcome.kind === 'pause') waits.pauseMs = Math.max(waits.pauseMs, outcome.waitMs);
      if (outcome.kind === 'retry') waits.sleepMs = Math.max(waits.sleepMs, outcome.waitMs);
    }
    if (waits.pauseMs > 0) deps.pause(waits.pauseMs);
    if (waits.sleepMs > 0) await deps.sleep(waits.sleepMs, toWaitSignal(again)).catch(asExpected);
    open = settleStopped(again);
  }
  for (const [place, part] of [...open, ...alone]) settle(place, await sendAlone(part, deps));
  return parts.flatMap((_, place) => results.get(place) ?? []);
}

const isStopped = ([, { waitSignal }]: NumberedRequest): boolean => waitSignal?.aborted === true;

/** Aborted as soon as one of the requests need no longer wait. */
const toWaitSignal = (open: readonly NumberedRequest[]): AbortSignal =>
  AbortSignal.any(open.flatMap(([, { waitSignal }]) => waitSignal ?? []));

const mayBeDone = (response: TextResponse | AppError | undefined): boolean =>
  response === undefined ||
  (response instanceof AppError ? response.mayBeDone : mayHaveWorked(response.status) && !isFinal(response));

type PartVerdict =
  { kind: 'done'; result: SubResult } | { kind: 'alone' } | Exclude<Verdict, { kind: 'return' }>;

const about = (error: AppError, { subject }: SubRequest): AppError =>
  subject === null ? error : error.about(subject);

const failed = (error: AppError): PartVerdict => ({ kind: 'done', result: { ok: false, error } });

function judgePart(
  part: SubRequest,
  response: TextResponse | AppError | undefined,
  number: number,
  deps: JsonBatchDeps,
): PartVerdict {
  if (response instanceof AppError) return failed(about(response, part));
  const isIdempotent = part.method !== 'POST';
  // It may have been executed.
  if (response === undefined)
    return isIdempotent
      ? { kind: 'alone' }
      : failed(new AppError('unexpectedAnswer', { subject: part.subject }));
  const nowMs = deps.now();
  deps.onResponse(part, response);
  const { status, headers } = response;
  // 424: it was not executed, because another request of the batch was throttled.
  if (status === 401 || status === 424 || (status === 403 && headers['www-authenticate'] !== undefined))
    return { kind: 'alone' };
  const retryAfterMs = parseRetryAfter(headers['retry-after'], headers['date'], nowMs);
  const attempt = { number, idempotent: isIdempotent, noRetryStatuses: [], profile: deps.profile };
  const verdict = judgeResponse({ status, retryAfterMs }, attempt, Math.random());
  if (verdict.kind !== 'return' && !isFinal(response)) return verdict;
  const circumstances = { subject: part.subject, isReading: part.method === 'GET' };
  if (status >= 400) return failed(toAppError(response, nowMs, circumstances));
  if (status >= 300) return failed(unexpectedResponse(response, nowMs, 'redirect', part.subject));
  return { kind: 'done', result: { ok: true, body: readBody(response) } };
}

/** Unparseable bodies count as empty; callers that need one reject it. */
function readBody({ text }: TextResponse): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

async function sendTogether(
  open: readonly NumberedRequest[],
  waitSignal: AbortSignal,
  deps: JsonBatchDeps,
): Promise<ReadonlyMap<number, TextResponse> | AppError> {
  const idempotent = open.every(([, { method }]) => method !== 'POST');
  return deps.sendTogether(toJsonBatch(open), { idempotent, waitSignal }, parseJsonBatch).catch(asExpected);
}

async function sendAlone(part: SubRequest, deps: JsonBatchDeps): Promise<SubResult> {
  const body = await deps.sendAlone(part).catch(asExpected);
  return body instanceof AppError ? { ok: false, error: about(body, part) } : { ok: true, body };
}

function asExpected(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
