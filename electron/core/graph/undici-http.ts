import { Agent, request as undiciRequest } from 'undici';
import type { Http, HttpAnswer, HttpRequest } from '../ports.ts';

const connectTimeoutMs = 30_000;
/** The service answers a slow folder with 504 after 20 s; a healthy answer begins well before this. */
const headersTimeoutMs = 100_000;
/** Silence between two pieces of a body. */
const bodyTimeoutMs = 60_000;
const keepAliveMs = 60_000;

/** HTTP over undici's own `request`: no redirect is followed and connections are kept alive. */
export function createUndiciHttp(): Http {
  const agent = new Agent({
    connect: { timeout: connectTimeoutMs },
    headersTimeout: headersTimeoutMs,
    bodyTimeout: bodyTimeoutMs,
    keepAliveTimeout: keepAliveMs,
  });
  return {
    request: async (request) => toAnswer(await send(agent, request)),
    close: () => agent.destroy(),
  };
}

function send(agent: Agent, { method, url, headers, body, signal }: HttpRequest) {
  return undiciRequest(url, {
    dispatcher: agent,
    method,
    headers,
    // undici takes any async iterable; its type says Readable only.
    body: body as string | Uint8Array | null,
    signal: signal ?? undefined,
  } as Parameters<typeof undiciRequest>[1]);
}

function toAnswer(answer: Awaited<ReturnType<typeof undiciRequest>>): HttpAnswer {
  const { body } = answer;
  return {
    status: answer.statusCode,
    headers: toPlainHeaders(answer.headers),
    body,
    text: () => body.text(),
    discard: () => body.dump().then(() => undefined),
  };
}

/** Several headers of one name become one, joined as HTTP says. */
function toPlainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
