import type { ServerResponse } from 'node:http';
import { constants, type ServerHttp2Stream } from 'node:http2';
import type { ServiceResponse, ServiceRequest, ContentSlice, ReplyBody } from './exchange.ts';
import type { Pace } from './pace.ts';

export interface Delivery {
  pace: Pace;
  cutAfterBytes: number | null;
  corrupt: boolean;
  count(bytes: number): void;
}

const toStream = (response: ServerResponse): ServerHttp2Stream | null =>
  'stream' in response ? (response.stream as ServerHttp2Stream) : null;

export const isGone = (response: ServerResponse): boolean =>
  response.destroyed || toStream(response)?.destroyed === true;

function reset(response: ServerResponse): void {
  const stream = toStream(response);
  if (stream === null) response.socket?.resetAndDestroy();
  else stream.close(constants.NGHTTP2_INTERNAL_ERROR);
}

const WINDOW_BYTES = 256 * 1024;

export async function writeResponse(
  response: ServerResponse,
  request: ServiceRequest,
  answer: ServiceResponse,
  delivery: Delivery,
): Promise<void> {
  if (isGone(response)) return;
  const { body } = answer;
  response.setHeader('request-id', request.requestId);
  response.setHeader('client-request-id', request.clientRequestId ?? request.requestId);
  response.setHeader('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.statusCode = answer.status;

  if (body.kind === 'none') {
    if (answer.status !== 204 && answer.status !== 304) response.setHeader('Content-Length', '0');
    response.end();
    return;
  }
  const source = body.kind === 'content' ? readSlice(body.slice) : [toBuffer(body)];
  const sizeBytes =
    body.kind === 'content' ? body.slice.end - body.slice.start : ((source as Buffer[])[0]?.length ?? 0);
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', toMimeType(body));
  response.setHeader('Content-Length', String(sizeBytes));
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await send(response, source, sizeBytes, delivery);
}

function toMimeType(body: Exclude<ReplyBody, { kind: 'none' }>): string {
  return body.kind === 'json' ? 'application/json; odata.metadata=minimal' : body.mimeType;
}

function toBuffer(body: { kind: 'json'; json: object } | { kind: 'text'; text: string }): Buffer {
  return Buffer.from(body.kind === 'json' ? JSON.stringify(body.json) : body.text, 'utf8');
}

function* readSlice(slice: ContentSlice): Generator<Uint8Array> {
  for (let at = slice.start; at < slice.end; at += WINDOW_BYTES) {
    yield* slice.content.read(at, Math.min(at + WINDOW_BYTES, slice.end));
  }
}

async function send(
  response: ServerResponse,
  source: Iterable<Uint8Array>,
  sizeBytes: number,
  delivery: Delivery,
): Promise<void> {
  let leftBytes = delivery.cutAfterBytes ?? Number.POSITIVE_INFINITY;
  let corruptAt = delivery.corrupt ? Math.floor(sizeBytes / 2) : -1;
  for (const whole of source) {
    const part = whole.subarray(0, Math.min(whole.length, leftBytes));
    const sent = corruptAt >= 0 && corruptAt < part.length ? withOneByteChanged(part, corruptAt) : part;
    corruptAt -= part.length;
    leftBytes -= part.length;
    delivery.count(part.length);
    if (sent.length > 0 && !response.write(sent)) await drained(response);
    if (isGone(response)) return;
    await delivery.pace.spend(part.length);
    if (leftBytes <= 0) {
      // Bytes must be sent before the reset, or the client receives none of them.
      await new Promise<void>((resolve) => response.write('', () => setImmediate(resolve)));
      reset(response);
      return;
    }
  }
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

function withOneByteChanged(part: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(part);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
