import { Agent, type Dispatcher } from 'undici';
import type { Http, HttpResponse, HttpRequest } from '../ports.ts';
import { decodeBody } from './decoded-body.ts';
import { readText } from './read-text.ts';
import { createResponseBody, type ResponseBody } from './response-body.ts';

export const connectTimeoutMs = 30_000;
/** The service answers slow folders with 504 after 20 s, so this is ample. */
const headersTimeoutMs = 100_000;
const bodyTimeoutMs = 60_000;
const keepAliveMs = 60_000;
/** Reading a longer rest costs more than a new connection. */
const maxDiscardedBytes = 128 * 1024;

export const timeouts = {
  headersTimeout: headersTimeoutMs,
  bodyTimeout: bodyTimeoutMs,
  keepAliveTimeout: keepAliveMs,
} as const;

/** `dispatcher` handles proxies; without one, connections are direct and use Node's trust store. */
export function createUndiciHttp(dispatcher: Dispatcher = directly()): Http {
  return {
    request: (request) => send(dispatcher, request),
    close: () => dispatcher.destroy(),
  };
}

// Explicit, so that no environment variable can turn verification off.
const directly = (): Agent =>
  new Agent({ ...timeouts, connect: { timeout: connectTimeoutMs, rejectUnauthorized: true } });

/** The dispatcher's stream would copy pending blocks. */
function send(
  dispatcher: Dispatcher,
  { method, url, headers, body, signal }: HttpRequest,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    let received: ResponseBody | null = null;
    let abort: (() => void) | null = null;
    const leave = () => abort !== null && signal?.removeEventListener('abort', abort);
    const { origin, pathname, search } = new URL(url);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        abort = () => controller.abort(signal?.reason as Error);
        if (signal?.aborted === true) abort();
        else signal?.addEventListener('abort', abort, { once: true });
      },
      onResponseStart(controller, status, sent) {
        if (status < 200) return;
        received = createResponseBody(controller);
        resolve(toAnswer(status, sent, received));
      },
      onResponseData: (_controller, block) => received?.push(block),
      onResponseEnd() {
        leave();
        received?.end();
      },
      onResponseError(_controller, error) {
        leave();
        if (received === null) reject(error);
        else received.fail(error);
      },
    };
    // undici accepts any async iterable; its type only allows Readable.
    const sending = {
      origin,
      path: pathname + search,
      method,
      // Compression by an intermediary breaks lengths and ranges.
      headers: { 'accept-encoding': 'identity', ...headers },
      body: body as string | Uint8Array | null,
    };
    dispatcher.dispatch(sending, handler);
  });
}

function toAnswer(
  status: number,
  sent: Record<string, string | string[] | undefined>,
  body: ResponseBody,
): HttpResponse {
  const { headers, blocks } = decodeBody({ status, headers: toPlainHeaders(sent), blocks: body.blocks });
  return {
    status,
    headers,
    body: blocks,
    text: (maxBytes) => readText(status, blocks, maxBytes),
    discard: () => discard(blocks),
  };
}

async function discard(blocks: AsyncIterable<Uint8Array>): Promise<void> {
  let discardedBytes = 0;
  for await (const block of blocks) {
    discardedBytes += block.length;
    if (discardedBytes > maxDiscardedBytes) return;
  }
}

function toPlainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
