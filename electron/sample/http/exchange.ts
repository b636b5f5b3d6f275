import type { Content } from '../model/content.ts';

/** A request as the routes see it, from a socket or from a part of a $batch. */
export interface ServiceRequest {
  method: string;
  /** Path and query as sent, still encoded. */
  target: string;
  path: string;
  query: URLSearchParams;
  requestId: string;
  clientRequestId: string | null;
  header(name: string): string | null;
  /** The whole body; refuses more than `limitBytes` with 413. */
  bytes(limitBytes: number): Promise<Uint8Array[]>;
}

export interface ContentSlice {
  content: Content;
  start: number;
  end: number;
}

export type ReplyBody =
  | { kind: 'none' }
  | { kind: 'json'; json: object }
  | { kind: 'text'; text: string; mimeType: string }
  | { kind: 'content'; slice: ContentSlice; mimeType: string };

export interface ServiceResponse {
  status: number;
  headers: Record<string, string>;
  body: ReplyBody;
}

export function toJson(status: number, json: object, headers: Record<string, string> = {}): ServiceResponse {
  return { status, headers, body: { kind: 'json', json } };
}

export function toEmpty(status: number, headers: Record<string, string> = {}): ServiceResponse {
  return { status, headers, body: { kind: 'none' } };
}

/** Something that answers requests: one of the two hosts. */
export interface Host {
  /** Which route a request takes, and how to walk it. `label` is what counters and faults call the route. */
  match(request: ServiceRequest): { label: string; run: () => Promise<ServiceResponse> };
}
