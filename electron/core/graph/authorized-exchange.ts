import { randomUUID } from 'node:crypto';
import type { Clock, DriveAccess, Http, Log } from '../ports.ts';
import { parseClaimsChallenge } from './claims-challenge.ts';
import { isForeignRefusal, toAppError, type TextResponse } from './graph-errors.ts';
import { isDone, toHeaders, toUrl, type GraphRequest } from './graph-request.ts';
import { toNetworkError } from './network-errors.ts';
import { readBytes } from './read-text.ts';

export interface ExchangeDeps {
  access: DriveAccess;
  http: Http;
  clock: Clock;
  log: Log;
  /** App version, for the User-Agent. */
  version: string;
  succeeded?: (request: Pick<GraphRequest, 'method' | 'path'>) => void;
}

export type Exchange = (request: GraphRequest, signal: AbortSignal) => Promise<TextResponse>;

/** A second rejection is final. Claims that the service demands are passed on. */
export function createExchange(deps: ExchangeDeps): Exchange {
  const { access, clock } = deps;
  return async (request, signal) => {
    const token = await access.token();
    const response = await send(deps, request, token, signal);
    if (isForeignRefusal(response)) return response;
    if (request.isPreview === true) return response;
    const claims = toClaims(response);
    if (response.status !== 401 && claims === null) return response;
    const renewed = await access.token(token, claims);
    const second = await send(deps, request, renewed, signal);
    // A brand-new token was rejected: only the user can fix that.
    const isRejected = second.status === 401 && !isForeignRefusal(second);
    if (isRejected && renewed !== token) access.rejected?.(toAppError(second, clock.now()));
    return second;
  };
}

async function send(
  { access, http, clock, log, version, succeeded }: ExchangeDeps,
  request: GraphRequest,
  token: string,
  signal: AbortSignal,
): Promise<TextResponse> {
  const clientRequestId = randomUUID();
  try {
    const received = await http.request({
      method: request.method,
      url: toUrl(access.graphUrl, request, clock.now()),
      headers: {
        ...toHeaders(request, version),
        authorization: `Bearer ${token}`,
        'client-request-id': clientRequestId,
      },
      isContent: request.content !== undefined,
      body: request.json === undefined ? (request.content?.() ?? null) : JSON.stringify(request.json),
      signal,
    });
    const { status, headers } = received;
    const read =
      request.isLarge === true && status < 300
        ? toBytesRead(await readBytes(received.body))
        : { text: await received.text() };
    const response: TextResponse = { status, headers, ...read };
    if (isDone(request, response)) succeeded?.(request);
    else logRefusal(log, request.method, response, clientRequestId);
    return response;
  } catch (error) {
    throw toNetworkError(error, signal, clock.now());
  }
}

/** As much text as shows that it is a page in place of JSON. */
const maxBeginning = 4_000;

const toBytesRead = (bytes: Uint8Array<ArrayBuffer>) => ({
  text: new TextDecoder().decode(bytes.subarray(0, maxBeginning)),
  bytes,
});

const toClaims = ({ status, headers }: TextResponse): string | null =>
  status === 401 || status === 403 ? parseClaimsChallenge(headers['www-authenticate']) : null;

/** Path and body contain file names. A subrequest has no request id of its own. */
export function logRefusal(
  log: Log,
  method: string,
  response: TextResponse,
  clientRequestId: string | null,
): void {
  log.warn('graph refused', {
    method,
    status: response.status,
    clientRequestId,
    requestId: response.headers['request-id'] ?? null,
  });
}
