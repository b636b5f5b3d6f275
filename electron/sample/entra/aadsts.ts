import { toInstant } from '../clock.ts';
import { toJson, type ServiceResponse, type ServiceRequest } from '../http/exchange.ts';
import { KNOWN_REFUSALS } from './aadsts-numbers.ts';

export interface Refusal {
  number: number;
  error: string;
  suberror?: string;
  claims?: string;
  status?: number;
  message?: string;
}

export function toRefusal(number: number, more: Partial<Refusal> = {}): Refusal {
  const known = KNOWN_REFUSALS.get(number) ?? { error: 'invalid_grant', message: 'The request was refused.' };
  return { number, ...known, ...more };
}

/** "AADSTS50126: … Trace ID: … Correlation ID: … Timestamp: …" */
export function toDescription(refusal: Refusal, request: ServiceRequest, nowMs: number): string {
  const time = toInstant(nowMs).replace('T', ' ');
  return `AADSTS${refusal.number}: ${refusal.message ?? ''} Trace ID: ${request.requestId} Correlation ID: ${request.clientRequestId ?? request.requestId} Timestamp: ${time}`;
}

export function toRefusalResponse(refusal: Refusal, request: ServiceRequest, nowMs: number): ServiceResponse {
  return toJson(refusal.status ?? (refusal.error === 'invalid_client' ? 401 : 400), {
    error: refusal.error,
    error_description: toDescription(refusal, request, nowMs),
    error_codes: [refusal.number],
    timestamp: toInstant(nowMs).replace('T', ' '),
    trace_id: request.requestId,
    correlation_id: request.clientRequestId ?? request.requestId,
    error_uri: `https://login.microsoftonline.com/error?code=${refusal.number}`,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
    ...(refusal.claims === undefined ? {} : { claims: refusal.claims }),
  });
}
