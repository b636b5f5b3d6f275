import { AppError } from '../errors.ts';
import { asObject, isDriveNotReady, toAppError, type ReadAnswer } from './graph-errors.ts';
import { judgeAnswer, parseRetryAfter, type Verdict } from './retry-policy.ts';

/** A request small enough to travel with others. */
export interface BatchPart {
  method: 'DELETE' | 'POST';
  /** Below the service's root: "/drives/D/items/I". */
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** The name of the file or folder this is about, for its failure. */
  subject: string;
}

/** What became of a part: its parsed body (null for an empty one), or why it was refused. */
export type PartResult = { ok: true; body: unknown } | { ok: false; error: AppError };

/** What a batch needs of the client that sends it. */
export interface BatchSurroundings {
  /** Sends that body as one `$batch`; `parse` may refuse the answer by returning undefined. */
  together<T>(json: object, repeatable: boolean, parse: (value: unknown) => T | undefined): Promise<T>;
  /** Sends a part as a request of its own, with everything such a one has. */
  alone(part: BatchPart): Promise<unknown>;
  /** Hears of every part that was answered. */
  answered(part: BatchPart, answer: ReadAnswer): void;
  /** The service asks to wait: nothing of the account starts before. */
  pause(waitMs: number): void;
  sleep(waitMs: number): Promise<void>;
  now(): number;
}

/** Graph takes no more in one `$batch`. */
export const maxBatchParts = 20;

/** A part and its place among all of them, which is its id: ids must be unique, and answers come in any order. */
type Placed = readonly [place: number, part: BatchPart];

export function toBatchBody(parts: readonly Placed[]): object {
  const requests = parts.map(([place, { method, path, headers, json }]) => ({
    id: String(place),
    method,
    url: path,
    headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(json === undefined ? {} : { body: json }),
  }));
  return { requests };
}

/** Answers by place, each as a request of its own has one. A part that makes no sense is left out; undefined: all of it. */
export function parseBatchAnswers(value: unknown): ReadonlyMap<number, ReadAnswer> | undefined {
  const responses = asObject(value)?.['responses'];
  if (!Array.isArray(responses)) return undefined;
  const answers = new Map<number, ReadAnswer>();
  for (const response of responses.map(asObject)) {
    const status = response?.['status'];
    if (response === null || typeof response['id'] !== 'string' || typeof status !== 'number') continue;
    const body = response['body'] ?? null;
    const text = body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    answers.set(Number(response['id']), { status, headers: toHeaders(response['headers']), text });
  }
  return answers;
}

function toHeaders(value: unknown): Record<string, string> {
  const headers = Object.entries(asObject(value) ?? {});
  return Object.fromEntries(headers.map(([name, text]) => [name.toLowerCase(), String(text)]));
}

/** The service or the way to it is at fault, not the batch: a part by itself would fare no better. */
const closedWays: ReadonlySet<AppError['code']> = new Set([
  'offline',
  'networkSignIn',
  'proxySignIn',
  'throttled',
  'serviceUnavailable',
  'signInNeeded',
  'cancelled',
]);

/**
 * Sends up to 20 parts in one request; results in the order of the parts. Each part is counted and throttled by itself:
 * its 429 stands inside an answer that is 200. Such parts wait for as long as the longest of them asks, the whole
 * account with them, and are sent again; what the others came to stands. A part that needs a new token or was not
 * answered goes by itself, and so do all when the service refuses the batch as such.
 */
export async function sendBatch(
  parts: readonly BatchPart[],
  surroundings: BatchSurroundings,
): Promise<PartResult[]> {
  const results = new Map<number, PartResult>();
  const alone: Placed[] = [];
  let open: Placed[] = [...parts.entries()];
  for (let number = 1; open.length > 1; number += 1) {
    const answers = await sendTogether(open, surroundings);
    if (answers instanceof AppError && !closedWays.has(answers.code)) break;
    const again: Placed[] = [];
    const waits = { pauseMs: 0, sleepMs: 0 };
    for (const placed of open) {
      const [place, part] = placed;
      const fate = judgePart(
        part,
        answers instanceof AppError ? answers : answers.get(place),
        number,
        surroundings,
      );
      if (fate.kind === 'done') results.set(place, fate.result);
      else (fate.kind === 'alone' ? alone : again).push(placed);
      if (fate.kind === 'pause') waits.pauseMs = Math.max(waits.pauseMs, fate.waitMs);
      if (fate.kind === 'again') waits.sleepMs = Math.max(waits.sleepMs, fate.waitMs);
    }
    open = again;
    if (waits.pauseMs > 0) surroundings.pause(waits.pauseMs);
    if (waits.sleepMs > 0) await surroundings.sleep(waits.sleepMs);
  }
  for (const [place, part] of [...open, ...alone]) results.set(place, await sendAlone(part, surroundings));
  return parts.flatMap((_, place) => results.get(place) ?? []);
}

type Fate = { kind: 'done'; result: PartResult } | { kind: 'alone' } | Exclude<Verdict, { kind: 'take' }>;

const failed = (error: AppError): Fate => ({ kind: 'done', result: { ok: false, error } });

function judgePart(
  part: BatchPart,
  answer: ReadAnswer | AppError | undefined,
  number: number,
  surroundings: BatchSurroundings,
): Fate {
  if (answer instanceof AppError) return failed(answer.about(part.subject));
  const isRepeatable = part.method !== 'POST';
  // Nobody knows whether it was done.
  if (answer === undefined)
    return isRepeatable
      ? { kind: 'alone' }
      : failed(new AppError('unexpectedAnswer', { subject: part.subject }));
  const nowMs = surroundings.now();
  surroundings.answered(part, answer);
  const { status, headers } = answer;
  if (status === 401 || (status === 403 && headers['www-authenticate'] !== undefined))
    return { kind: 'alone' };
  const retryAfterMs = parseRetryAfter(headers['retry-after'], headers['date'], nowMs);
  const attempt = { number, repeatable: isRepeatable, takeAtOnce: [] };
  const verdict = judgeAnswer({ status, retryAfterMs }, attempt, Math.random());
  if (verdict.kind !== 'take' && !isDriveNotReady(answer)) return verdict;
  if (status >= 400) return failed(toAppError(answer, nowMs, part.subject));
  return { kind: 'done', result: { ok: true, body: readBody(answer) } };
}

/** What is no JSON is nothing: whoever needs the body refuses it. */
function readBody({ text }: ReadAnswer): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

async function sendTogether(
  open: readonly Placed[],
  surroundings: BatchSurroundings,
): Promise<ReadonlyMap<number, ReadAnswer> | AppError> {
  const repeatable = open.every(([, { method }]) => method !== 'POST');
  return surroundings.together(toBatchBody(open), repeatable, parseBatchAnswers).catch(asExpected);
}

async function sendAlone(part: BatchPart, surroundings: BatchSurroundings): Promise<PartResult> {
  const body = await surroundings.alone(part).catch(asExpected);
  return body instanceof AppError ? { ok: false, error: body.about(part.subject) } : { ok: true, body };
}

/** Expected failures as values; anything else is a bug and goes on its way. */
function asExpected(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
