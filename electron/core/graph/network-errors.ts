import type { ErrorCode } from '../../contract/errors.ts';
import { AppError } from '../errors.ts';
import { asObject, isBlockPage, isHtml, toDetails, type TextResponse } from './graph-errors.ts';
import { AnswerTooLarge } from './read-text.ts';
import { isRedirect, toHop } from './redirect-hop.ts';

/** Connection trouble: no response, or one from an intermediary. */

/** undici's codes for invalid arguments: our bugs, not network errors. */
const programmingErrorCodes: readonly string[] = [
  'UND_ERR_INVALID_ARG',
  'ERR_INVALID_ARG_TYPE',
  'ERR_INVALID_URL',
];

/** There was no connection, so nothing was sent. */
const notConnectedCodes: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'SLIPWAY_PROXY_REFUSAL',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_CONNECTION_REFUSED',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_TUNNEL_CONNECTION_FAILED',
];

/** Decompression errors: the body is damaged or truncated. */
const brokenCodingPattern = /^(Z_|ERR__?BROTLI|ERR_BROTLI|ERR_ZSTD|ZSTD_)/;

/** OpenSSL's names as reported by Node, and Chromium's. */
const certificateErrorPattern = /CERT|SIGNATURE|SELF_SIGNED|UNABLE_TO_|ERR_SSL|ERR_TLS_/;
const proxyErrorPattern = /ERR_PROXY_AUTH|ERR_TUNNEL_CONNECTION_FAILED|ERR_UNEXPECTED_PROXY_AUTH/;

/** Returns unknown errors unchanged. */
export function toNetworkError(error: unknown, signal: AbortSignal | null, nowMs: number): unknown {
  if (error instanceof AppError) return error;
  if (signal?.aborted === true) return new AppError('cancelled', { cause: error });
  if (error instanceof AnswerTooLarge) return new AppError('answerTooLarge', { cause: error });
  const code = networkCode(error);
  if (code === null || programmingErrorCodes.includes(code)) return error;
  const details = { status: null, serviceCode: code, requestId: null, at: new Date(nowMs).toISOString() };
  const mapped = toCode(code, error);
  const wasSent = mapped === 'offline' || mapped === 'unexpectedAnswer';
  const mayBeDone = wasSent && !notConnectedCodes.includes(code);
  return new AppError(mapped, { details, cause: error, mayBeDone });
}

function toCode(code: string, error: unknown): ErrorCode {
  const refusedWith = proxyStatus(error);
  if (refusedWith === 407) return 'proxySignIn';
  // Other 4xx come from a filter; 5xx means that the proxy could not reach the service.
  if (refusedWith >= 400 && refusedWith < 500) return 'networkSignIn';
  if (brokenCodingPattern.test(code)) return 'unexpectedAnswer';
  if (proxyErrorPattern.test(code) || isRefusedByProxy(error)) return 'proxySignIn';
  return certificateErrorPattern.test(code) ? 'certificateUntrusted' : 'offline';
}

/** The proxy's status for CONNECT, from core/network; 0 if this is not such an error. */
function proxyStatus(error: unknown): number {
  const refusal = toCauseChain(error).find(({ code }) => code === 'SLIPWAY_PROXY_REFUSAL');
  return typeof refusal?.['status'] === 'number' ? refusal['status'] : 0;
}

/** undici reports this only in the message: "Proxy response (407) !== 200 when HTTP Tunneling". */
function isRefusedByProxy(error: unknown): boolean {
  return toCauseChain(error).some(
    ({ message }) => typeof message === 'string' && /Proxy response \(407\)/.test(message),
  );
}

/** Node has a code; Chromium puts it into the message: "net::ERR_CERT_AUTHORITY_INVALID". */
function networkCode(error: unknown): string | null {
  for (const level of toCauseChain(error)) {
    if (typeof level['code'] === 'string') return level['code'];
    const named = typeof level['message'] === 'string' ? /net::(ERR_\w+)/.exec(level['message']) : null;
    if (named?.[1] !== undefined) return named[1];
  }
  return null;
}

function toCauseChain(error: unknown): Record<string, unknown>[] {
  const levels: Record<string, unknown>[] = [];
  for (let level = asObject(error); level !== null && levels.length < 4;) {
    levels.push(level);
    const first: unknown = Array.isArray(level['errors']) ? level['errors'][0] : null;
    level = asObject(first) ?? asObject(level['cause']);
  }
  return levels;
}

/**
 * HTML instead of JSON, a redirect to its own host, or 511. Graph never sends HTML below 400, and redirects
 * only content requests.
 */
export function isFromCaptivePortal(
  response: TextResponse,
  serviceUrl: string,
  expectsRedirect = false,
): boolean {
  const { status, headers } = response;
  if (status === 511) return true;
  if (status >= 400) return isBlockPage(response);
  if (!isRedirect(status)) return isHtml(response);
  const hop = toHop(serviceUrl, status, headers);
  if (hop.kind !== 'follow') return hop.kind === 'insecure';
  return !expectsRedirect && new URL(hop.url).origin !== new URL(serviceUrl).origin;
}

export function captivePortalError(response: TextResponse, nowMs: number): AppError {
  return new AppError('networkSignIn', { details: toDetails(response, 'notJson', null, nowMs) });
}
