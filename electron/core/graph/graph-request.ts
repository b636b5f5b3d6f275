import type { HttpRequest } from '../ports.ts';
import { unexpectedResponse, type TextResponse } from './graph-errors.ts';
import type { Priority } from './request-queue.ts';

export interface GraphRequest {
  method: HttpRequest['method'];
  /** Below the service's root ("/me/drive/root/children?$top=200"), or a link it gave us, which lies below it. */
  path: string;
  /** Microsoft's preview ("/beta") is asked. A refusal there says nothing of the account: its token is not renewed for it. */
  isPreview?: boolean;
  headers?: Record<string, string>;
  json?: unknown;
  /** Sent as it is; a function, so that it can be sent again. */
  content?: () => HttpRequest['body'];
  signal?: AbortSignal | null;
  /** Also names the profile by which it is retried. Default: a person's. */
  priority?: Priority;
  /** How long it waits for a pause to end before it fails with `throttled`. Default: that of its profile. */
  maxWaitMs?: number;
  /** May be sent again when its outcome is unknown. Default: everything but POST. */
  idempotent?: boolean;
  /** Statuses that the caller handles itself instead of another attempt. */
  noRetryStatuses?: readonly number[];
  /** The name of the file or folder this is about, for the failure. */
  subject?: string | null;
  /** A redirect is what it asks for. To everything else a redirect says that nothing was done. */
  isRedirected?: boolean;
}

/** The service carried it out. */
export const isDone = (
  { isRedirected }: Pick<GraphRequest, 'isRedirected'>,
  { status }: { status: number },
): boolean => status < 300 || (status < 400 && isRedirected === true);

/** "/drives/{id}/…" names the drive whose queue a request joins; the rest shares one. */
export const toQueueName = (path: string): string =>
  /\/drives\/([^/?]+)/.exec(path)?.[1]?.toLowerCase() ?? '';

/** "https://graph.microsoft.com/beta", beside "…/v1.0". */
const toPreviewRoot = (root: string): string => root.replace(/\/v1\.0$/, '/beta');

/** A link from a response must lie below the service's root: the token goes nowhere else. */
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
