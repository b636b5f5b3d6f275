import { randomUUID } from 'node:crypto';
import { toJson, type ServiceResponse, type ServiceRequest } from '../http/exchange.ts';
import { invalid } from '../http/graph-error.ts';
import { isObject, readJson, toPath, toQuery } from '../http/request.ts';
import { MEANT_FOR } from '../model/clouds.ts';
import { toBytes } from '../model/content.ts';
import type { PlainRoute, RequestContext } from './route.ts';

const LIMIT = 20;

interface Part {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
  dependsOn: string[];
}

function parsePart(value: unknown): Part {
  if (
    !isObject(value) ||
    typeof value['id'] !== 'string' ||
    typeof value['url'] !== 'string' ||
    typeof value['method'] !== 'string'
  ) {
    throw invalid('A request in the batch is not valid.');
  }
  const headers = isObject(value['headers'])
    ? Object.entries(value['headers']).map(([name, text]) => [name.toLowerCase(), String(text)] as const)
    : [];
  return {
    id: value['id'],
    method: value['method'].toUpperCase(),
    url: value['url'],
    headers: Object.fromEntries(headers),
    body: value['body'],
    dependsOn: Array.isArray(value['dependsOn']) ? value['dependsOn'].map(String) : [],
  };
}

function judgeParts(parts: readonly Part[]): void {
  const before = new Set<string>();
  for (const { id, dependsOn, body, headers } of parts) {
    if (dependsOn.some((other) => !before.has(other.toLowerCase())))
      throw invalid(`Request ${id} depends on a request that does not come before it.`);
    if (before.has(id.toLowerCase())) throw invalid('Request ids must be unique.');
    if (body !== undefined && headers['content-type'] === undefined)
      throw invalid(`Request ${id} has a body and no Content-Type header.`);
    before.add(id.toLowerCase());
  }
}

async function batch(context: RequestContext): Promise<ServiceResponse> {
  const body = await readJson(context.request);
  const requests = Array.isArray(body['requests']) ? (body['requests'] as unknown[]) : [];
  const parts = requests.map(parsePart);
  if (parts.length === 0 || parts.length > LIMIT) throw invalid(`A batch holds 1 to ${LIMIT} requests.`);
  judgeParts(parts);
  const statuses = new Map<string, number>();
  const responses: object[] = [];
  for (const part of parts) {
    const failed = part.dependsOn.some((id) => (statuses.get(id.toLowerCase()) ?? 400) >= 400);
    const answer = failed
      ? toJson(424, { error: { code: 'FailedDependency', message: 'A request this one depends on failed.' } })
      : await context.dispatch(toPartAsk(context.request, part));
    statuses.set(part.id.toLowerCase(), answer.status);
    responses.push({
      id: part.id,
      status: answer.status,
      headers: toPartHeaders(answer),
      ...toPartBody(answer),
    });
  }
  return toJson(200, { responses });
}

const OF_THE_WHOLE = new Set(['authorization', MEANT_FOR]);

function toPartAsk(whole: ServiceRequest, part: Part): ServiceRequest {
  const target = `/v1.0${part.url.startsWith('/') ? '' : '/'}${part.url}`;
  const bytes = toPartBytes(part);
  return {
    method: part.method,
    target,
    path: toPath(target),
    query: toQuery(target),
    requestId: randomUUID(),
    clientRequestId: whole.clientRequestId,
    header: (name) => (OF_THE_WHOLE.has(name) ? whole.header(name) : (part.headers[name] ?? null)),
    bytes: () => Promise.resolve([bytes]),
  };
}

function toPartBytes(part: Part): Uint8Array {
  if (part.body === undefined) return new Uint8Array();
  const json = (part.headers['content-type'] ?? '').includes('json');
  // Bodies other than JSON are sent as base64.
  return typeof part.body === 'string' && !json
    ? Buffer.from(part.body, 'base64')
    : Buffer.from(JSON.stringify(part.body), 'utf8');
}

function toPartHeaders(answer: ServiceResponse): Record<string, string> {
  return answer.body.kind === 'json'
    ? { ...answer.headers, 'Content-Type': 'application/json' }
    : answer.headers;
}

function toPartBody({ body }: ServiceResponse): { body?: unknown } {
  if (body.kind === 'json') return { body: body.json };
  if (body.kind === 'content') return { body: toBytes(body.slice.content).toString('base64') };
  return body.kind === 'text' ? { body: Buffer.from(body.text).toString('base64') } : {};
}

export const batchRoutes: PlainRoute[] = [
  { method: 'POST', path: /^\/\$batch$/, label: 'POST batch', run: batch },
];
