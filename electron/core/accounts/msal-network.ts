import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { AppError } from '../errors.ts';
import { toAppError, unexpectedResponse, type TextResponse } from '../graph/graph-errors.ts';
import { isFromCaptivePortal, captivePortalError, toNetworkError } from '../graph/network-errors.ts';
import { isRedirect } from '../graph/redirect-hop.ts';
import { parseRetryAfter, signInRestMs } from '../graph/retry-policy.ts';
import type { Clock, HttpRequest, Ports } from '../ports.ts';
import type { Moment } from './aadsts.ts';
import { parseRefusal, toSignInError, type Refusal } from './sign-in-failure.ts';

/** MSAL loses details of refusals and replaces other errors by its own, so they are recorded here. */
export interface MsalNetwork {
  readonly module: INetworkModule;
  begin(): void;
  /** null if there was none since `begin`. */
  trouble(moment: Moment): AppError | null;
  claims(): string | null;
}

/** The service's tokens and keys are a few kilobytes. */
const maxAnswerBytes = 1024 * 1024;

export type NetworkPorts = Pick<Ports, 'http' | 'clock'>;

export function createMsalNetwork({ http, clock }: NetworkPorts): MsalNetwork {
  let refusal: Refusal | null = null;
  let failure: unknown = null;

  const send = async <T>(
    method: HttpRequest['method'],
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> => {
    try {
      const response = await http.request({
        method,
        url,
        headers: options?.headers ?? {},
        body: options?.body ?? null,
        signal: null,
      });
      const read = {
        status: response.status,
        headers: response.headers,
        text: await response.text(maxAnswerBytes),
      };
      if (isFromCaptivePortal(read, url)) throw captivePortalError(read, clock.now());
      if (read.status === 407) throw toAppError(read, clock.now());
      if (isRedirect(read.status)) throw unexpectedResponse(read, clock.now(), 'redirect');
      const body = parseJson(read, clock);
      const heard = parseRefusal(body, read.status, toWaitMs(read, clock));
      // "Pending" is not a refusal: the person is still typing the code.
      refusal = heard?.error === 'authorization_pending' ? null : (heard ?? parseTrouble(read, clock));
      // Without `error`, MSAL would treat the response as a success without a token.
      const told = heard === null && refusal !== null ? { error: 'server_error' } : body;
      // MSAL states the expected shape and treats every field as optional.
      return { headers: read.headers, body: told as T, status: read.status };
    } catch (error) {
      failure = toNetworkError(error, null, clock.now());
      throw error;
    }
  };

  return {
    module: {
      sendGetRequestAsync: (url, options) => send('GET', url, options),
      sendPostRequestAsync: (url, options) => send('POST', url, options),
    },
    begin() {
      refusal = null;
      failure = null;
    },
    trouble(moment) {
      if (failure instanceof AppError) return failure;
      return refusal === null ? null : toSignInError(refusal, moment, clock.now());
    },
    claims: () => refusal?.claims ?? null,
  };
}

function toWaitMs({ status, headers }: TextResponse, clock: Clock): number | null {
  const saidMs = parseRetryAfter(headers['retry-after'], headers['date'], clock.now());
  if (saidMs !== null) return saidMs;
  return status === 429 || status >= 500 ? signInRestMs : null;
}

/** These statuses mean that the service is busy, whatever the body says. */
function parseTrouble(response: TextResponse, clock: Clock): Refusal | null {
  const { status } = response;
  if (status !== 429 && status < 500) return null;
  return parseRefusal({ error: 'server_error' }, status, toWaitMs(response, clock));
}

/** HTML instead of JSON comes from a captive portal or proxy. */
function parseJson(response: TextResponse, clock: Clock): unknown {
  try {
    return JSON.parse(response.text);
  } catch {
    if (response.status >= 500 || response.status === 429) return {};
    throw unexpectedResponse(response, clock.now(), 'notJson');
  }
}
