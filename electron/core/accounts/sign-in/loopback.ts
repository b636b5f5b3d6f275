import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toAnswerPage, type AnswerPage } from './answer-pages.ts';

/** Accepts one response, then closes. */
export interface Loopback {
  /** "http://localhost:PORT", as registered: the port is ignored there, a path would not be. */
  readonly redirectUri: string;
  /** The fields received with the right state. Never rejects. */
  readonly answer: Promise<Record<string, string>>;
  /** Resolves when the port is closed and no connection is open. */
  close(): Promise<void>;
}

export interface LoopbackOptions {
  state: string;
  /**
   * "form" keeps the code out of addresses, history and logs. "query": the only way admin consent responds.
   */
  by: 'form' | 'query';
}

const maxBytes = 64 * 1024;

export async function openLoopback({ state, by }: LoopbackOptions): Promise<Loopback> {
  const { promise: answer, resolve } = Promise.withResolvers<Record<string, string>>();
  let isAnswered = false;
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isAtHome(request, server)) return say(response, 403, 'stranger');
    const fields = by === 'form' ? await readForm(request) : readQuery(request);
    if (fields === null) return say(response, request.method === 'GET' ? 404 : 400, 'nothing');
    if (isAnswered || fields.getAll('state').length !== 1 || fields.get('state') !== state)
      return say(response, 400, 'stranger');
    isAnswered = true;
    // Lets the page arrive before the listener closes.
    response.once('close', () => resolve(Object.fromEntries(fields)));
    say(response, 200, fields.has('error') ? 'refused' : 'welcome');
  };

  await listen(server);
  return {
    redirectUri: `http://localhost:${portOf(server)}`,
    answer,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    // Only reachable from this computer.
    server.listen(0, '127.0.0.1', done);
  });
}

// A TCP server's address has this type once it listens.
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Rejects pages of other sites that resolve their own name to this computer (DNS rebinding). */
function isAtHome(request: IncomingMessage, server: Server): boolean {
  const port = portOf(server);
  return [`localhost:${port}`, `127.0.0.1:${port}`].includes(request.headers.host ?? '');
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const type = request.headers['content-type']?.split(';')[0]?.trim();
  if (request.method !== 'POST' || request.url !== '/' || type !== 'application/x-www-form-urlencoded')
    return null;
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    sizeBytes += piece.length;
    if (sizeBytes > maxBytes) return null;
    pieces.push(piece);
  }
  return isAnswer(new URLSearchParams(Buffer.concat(pieces).toString('utf8')));
}

function readQuery(request: IncomingMessage): URLSearchParams | null {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  return request.method === 'GET' && pathname === '/' ? isAnswer(searchParams) : null;
}

const isAnswer = (fields: URLSearchParams): URLSearchParams | null =>
  ['code', 'error', 'admin_consent'].some((name) => fields.has(name)) ? fields : null;

function say(response: ServerResponse, status: number, page: AnswerPage): void {
  const { html, csp } = toAnswerPage(page);
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': csp,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(html);
}
