import type { Content } from '../model/content.ts';

export interface ServiceRequest {
  method: string;
  target: string;
  path: string;
  query: URLSearchParams;
  requestId: string;
  clientRequestId: string | null;
  header(name: string): string | null;
  /** The whole body; throws 413 above `limitBytes`. */
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

export interface Host {
  match(request: ServiceRequest): { label: string; run: () => Promise<ServiceResponse> };
}
