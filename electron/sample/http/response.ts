import type { ServerResponse } from 'node:http';
import type { Answer, Ask, ContentSlice } from './exchange.ts';
import type { Pace } from './pace.ts';

export interface Delivery {
  pace: Pace;
  cutAfterBytes: number | null;
  corrupt: boolean;
  /** Hears of each piece of body that is written. */
  count(bytes: number): void;
}

const WINDOW_BYTES = 256 * 1024;

/** Sends an answer, whole or, by a fault, cut short and reset. */
export async function writeAnswer(
  response: ServerResponse,
  ask: Ask,
  answer: Answer,
  delivery: Delivery,
): Promise<void> {
  if (response.destroyed) return;
  const { body } = answer;
  response.setHeader('request-id', ask.requestId);
  response.setHeader('client-request-id', ask.clientRequestId ?? ask.requestId);
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
  response.setHeader(
    'Content-Type',
    body.kind === 'json' ? 'application/json; odata.metadata=minimal' : body.mimeType,
  );
  response.setHeader('Content-Length', String(sizeBytes));
  if (ask.method === 'HEAD') {
    response.end();
    return;
  }
  await send(response, source, sizeBytes, delivery);
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
    if (response.destroyed) return;
    await delivery.pace.spend(part.length);
    if (leftBytes <= 0) {
      // What was written must have left before the connection is reset, or the client sees none of it.
      await new Promise<void>((resolve) => response.write('', () => setImmediate(resolve)));
      response.socket?.resetAndDestroy();
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
