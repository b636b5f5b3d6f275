import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ServiceRequest } from './exchange.ts';
import { GraphError, invalid } from './graph-error.ts';
import type { Pace } from './pace.ts';

const JSON_LIMIT_BYTES = 4 * 1024 * 1024;

export interface IncomingServiceRequest extends ServiceRequest {
  sentJson(): string | null;
  receivedBytes(): number;
  drain(): Promise<void>;
}

export function toServiceRequest(request: IncomingMessage, pace: Pace): IncomingServiceRequest {
  const target = request.url ?? '/';
  const header = (name: string): string | null => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  };
  let receivedBytes = 0;
  let drained = false;
  let sentJson: string | null = null;

  async function bytes(limitBytes: number): Promise<Uint8Array[]> {
    const declared = Number(header('content-length') ?? Number.NaN);
    if (declared > limitBytes) throw tooLarge();
    drained = true;
    const parts: Uint8Array[] = [];
    let total = 0;
    for await (const part of request as AsyncIterable<Buffer>) {
      total += part.length;
      receivedBytes = total;
      if (total > limitBytes) throw tooLarge();
      parts.push(part);
      await pace.spend(part.length);
    }
    // A body that ends early is discarded, as by the real service.
    if (Number.isFinite(declared) && total !== declared) throw new ClientGone();
    if (header('content-type')?.includes('json') === true) sentJson = Buffer.concat(parts).toString('utf8');
    return parts;
  }

  return {
    method: request.method ?? 'GET',
    target,
    path: toPath(target),
    query: toQuery(target),
    requestId: randomUUID(),
    clientRequestId: header('client-request-id'),
    header,
    bytes,
    sentJson: () => sentJson,
    receivedBytes: () => receivedBytes,
    async drain() {
      if (drained) return;
      drained = true;
      for await (const part of request as AsyncIterable<Buffer>) receivedBytes += part.length;
    },
  };
}

/** Generated clients also encode syntax: `%24batch`, `search(q=%27a%27)`, `items/root%3A%2Fa.txt%3A`. */
export function toPath(target: string): string {
  const path = target.split('?', 1)[0] ?? '';
  return path
    .replaceAll(/%(?:2[4789]|3D)/gi, decodeURIComponent)
    .replace(/(?<=\/items\/)[^/:]+%3A[^/:]*(?=\/|$)/i, (segment) =>
      segment.replaceAll(/%(?:2F|3A)/gi, decodeURIComponent),
    );
}

/** The dollar sign of a query option may be omitted. */
const OPTION = /^(?:select|expand|top|orderby|filter|count|skip|skiptoken)$/i;

export function toQuery(target: string): URLSearchParams {
  const mark = target.indexOf('?');
  const given = new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1));
  return new URLSearchParams(
    [...given].map(([name, value]): [string, string] => [OPTION.test(name) ? `$${name}` : name, value]),
  );
}

export class ClientGone extends Error {}

function tooLarge(): GraphError {
  return new GraphError(413, 'invalidRequest', 'The request is too large.', 'maxFragmentLengthExceeded');
}

export async function readJson(ask: ServiceRequest): Promise<Record<string, unknown>> {
  const text = Buffer.concat(await ask.bytes(JSON_LIMIT_BYTES)).toString('utf8');
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  if (!isObject(value)) throw invalid('Invalid request.');
  return value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
