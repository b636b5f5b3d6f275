import type { HttpRequest } from '../ports.ts';
import { unexpectedResponse, type TextResponse } from './graph-errors.ts';
import type { Priority } from './request-queue.ts';

export interface GraphRequest {
  method: HttpRequest['method'];
  /** Below the service root ("/me/drive/root/children?$top=200"), or a link from a response. */
  path: string;
  /** Microsoft's "/beta". A rejection there says nothing about the account, so the token is not renewed. */
  isPreview?: boolean;
  headers?: Record<string, string>;
  json?: unknown;
  /** A function, so that it can be sent again. */
  content?: () => HttpRequest['body'];
  signal?: AbortSignal | null;
  /** Ends waits before and between attempts, but not a request under way. */
  waitSignal?: AbortSignal;
  /** Also selects the retry profile. Default: a person's. */
  priority?: Priority;
  /** Default: as in the profile. */
  maxWaitMs?: number;
  /** Safe to resend if the outcome is unknown. Default: everything but POST. */
  idempotent?: boolean;
  noRetryStatuses?: readonly number[];
  subject?: string | null;
  /** Read successful responses as bytes; `text` is only their beginning. */
  isLarge?: boolean;
  /** Expects a redirect. For other requests a redirect means that nothing was done. */
  isRedirected?: boolean;
}

export const isDone = (
  { isRedirected }: Pick<GraphRequest, 'isRedirected'>,
  { status }: { status: number },
): boolean => status < 300 || (status < 400 && isRedirected === true);

/** "/drives/{id}/…" names the drive whose queue a request joins; all others share one. */
export const toQueueName = (path: string): string =>
  /\/drives\/([^/?]+)/.exec(path)?.[1]?.toLowerCase() ?? '';

/** "https://graph.microsoft.com/beta", beside "…/v1.0". */
const toPreviewRoot = (root: string): string => root.replace(/\/v1\.0$/, '/beta');

/** A link from a response must be below the service root: the token must not go elsewhere. */
export function toUrl(
  serviceRoot: string,
  { path, isPreview }: Pick<GraphRequest, 'path' | 'isPreview'>,
  nowMs: number,
): string {
  const root = isPreview === true ? toPreviewRoot(serviceRoot) : serviceRoot;
  if (path.startsWith('/')) return root + path;
  if (path.startsWith(`${root}/`)) return path;
  throw unexpectedResponse({ status: 200, headers: {}, text: '' }, nowMs, 'strangeLink');
}

export function toHeaders(request: GraphRequest, version: string): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': `ISV|Slipway|Slipway/${version}`,
    ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...request.headers,
  };
}

export function parseBody(response: TextResponse, nowMs: number): unknown {
  if (response.text === '') return null;
  try {
    return JSON.parse(response.text);
  } catch {
    throw unexpectedResponse(response, nowMs, 'notJson');
  }
}
