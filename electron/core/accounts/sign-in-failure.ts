import type { ErrorCode, Failure } from '../../contract/errors.ts';
import { AppError } from '../errors.ts';
import { toCodeOfNumber, toCodeOfWords, type Moment } from './aadsts.ts';

export interface Refusal {
  status: number | null;
  error: string;
  suberror: string;
  /** AADSTS number, if any. */
  number: number | null;
  correlationId: string | null;
  claims: string | null;
  waitMs: number | null;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function parseRefusal(body: unknown, status: number | null, waitMs: number | null): Refusal | null {
  if (typeof body !== 'object' || body === null) return null;
  const fields = body as Record<string, unknown>;
  if (typeof fields['error'] !== 'string') return null;
  const description = text(fields['error_description']);
  const listed: unknown = Array.isArray(fields['error_codes']) ? fields['error_codes'][0] : null;
  const correlationId =
    text(fields['correlation_id']) || (/Correlation ID: ([\w-]{8,64})/i.exec(description)?.[1] ?? '');
  return {
    status,
    error: fields['error'],
    suberror: text(fields['suberror']),
    number: Number(listed) || findNumber(description),
    correlationId: correlationId === '' ? null : correlationId,
    claims: text(fields['claims']) || null,
    waitMs,
  };
}

/** "AADSTS50126: …" */
export function findNumber(description: string): number | null {
  const found = /AADSTS(\d{4,8})/.exec(description)?.[1];
  return found === undefined ? null : Number(found);
}

/** The only place that maps errors of the sign-in service to ours. */
export function toSignInError(refusal: Refusal, moment: Moment, nowMs: number): AppError {
  return new AppError(toCode(refusal, moment), {
    facts: { waitMs: refusal.waitMs },
    details: toDetails(refusal, nowMs),
  });
}

function toCode(refusal: Refusal, moment: Moment): ErrorCode {
  const { number, error, suberror, status } = refusal;
  const numbered = number === null ? null : toCodeOfNumber(number, moment);
  if (numbered !== null) return numbered;
  if (status === 429 || (status !== null && status >= 500)) return 'signInBusy';
  return toCodeOfWords(error, suberror, moment) ?? 'unexpectedAnswer';
}

function toDetails({ status, number, error, correlationId }: Refusal, nowMs: number): Failure['details'] {
  return {
    status,
    serviceCode: number === null ? error.slice(0, 100) : `AADSTS${number}`,
    requestId: correlationId?.slice(0, 100) ?? null,
    at: new Date(nowMs).toISOString(),
  };
}
