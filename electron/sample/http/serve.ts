import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SampleClock } from '../clock.ts';
import { toContent } from '../model/content.ts';
import type { Counters } from './counters.ts';
import { toEmpty, toJson, type ServiceResponse, type ServiceRequest, type Host } from './exchange.ts';
import type { Fault, Faults } from './faults.ts';
import { GraphError, toErrorBody } from './graph-error.ts';
import { createPace, type Pace } from './pace.ts';
import { isUrlRefused, refusedUrl } from './refused-url.ts';
import { ClientGone, toServiceRequest } from './request.ts';
import { isGone, writeResponse } from './response.ts';
import type { GivenResponse, HostName, SentRequest } from './sent-request.ts';

export interface ServeSetting {
  hostName: HostName;
  clock: SampleClock;
  faults: Faults;
  counters: Counters;
  latencyMs: number;
  bytesPerSecond: number | null;
  line: { in: Pace; out: Pace };
  onBug(error: unknown): void;
  onRequest: ((request: SentRequest) => void) | null;
  onResponse: ((answer: GivenResponse) => void) | null;
}

export function createServe(host: Host, setting: ServeSetting) {
  const { clock, faults, counters, line } = setting;

  return async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    clock.runDue();
    const probe = toServiceRequest(request, both(createPace(setting.bytesPerSecond), line.in));
    const route = host.match(probe);
    const fault = faults.take(probe, route.label);
    const pace = createPace(fault?.bytesPerSecond ?? setting.bytesPerSecond);
    const ask = fault?.bytesPerSecond === undefined ? probe : toServiceRequest(request, both(pace, line.in));
    const walk = ask === probe ? route.run : host.match(ask).run;
    await wait(setting.latencyMs, fault);
    let status = 0;
    let bytesOut = 0;
    const hear = (real: ServiceResponse): void => {
      if (setting.onResponse === null) return;
      const { method, target } = ask;
      setting.onResponse(
        toGivenResponse({ host: setting.hostName, label: route.label, method, target }, real),
      );
    };
    try {
      if (fault?.reset === 'beforeEffect') {
        response.destroy();
        return;
      }
      const answer = await decide(ask, walk, fault, clock, hear);
      status = answer.status;
      if (fault?.reset === 'afterEffect') {
        response.destroy();
        return;
      }
      await ask.drain();
      await writeResponse(response, ask, answer, {
        pace: both(pace, line.out),
        cutAfterBytes: fault?.cutAfterBytes ?? null,
        corrupt: fault?.corrupt ?? false,
        count: (bytes) => {
          bytesOut += bytes;
        },
      });
    } catch (error) {
      if (!isClientGone(error)) setting.onBug(error);
      if (!response.headersSent && !isGone(response)) response.writeHead(500).end(String(error));
      else response.destroy();
    } finally {
      setting.onRequest?.({
        host: setting.hostName,
        method: ask.method,
        target: ask.target,
        hasAuthorization: ask.header('authorization') !== null,
        json: ask.sentJson(),
      });
      counters.note({
        method: ask.method,
        label: route.label,
        target: ask.target,
        httpVersion: request.httpVersion,
        status,
        bytesIn: ask.receivedBytes(),
        bytesOut,
        range: ask.header('content-range') ?? ask.header('range'),
        atMs: clock.now(),
      });
    }
  };
}

const both = (one: Pace, other: Pace): Pace => ({
  async spend(bytes) {
    await one.spend(bytes);
    await other.spend(bytes);
  },
});

const GONE = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
]);

/** After a disconnect; any other error is a bug. */
function isClientGone(error: unknown): boolean {
  return (
    error instanceof ClientGone || (error instanceof Error && 'code' in error && GONE.has(String(error.code)))
  );
}

async function wait(latencyMs: number, fault: Fault | null): Promise<void> {
  const waitMs = latencyMs + (fault?.delayMs ?? 0);
  if (waitMs > 0) await sleep(waitMs);
  if (fault?.until !== undefined) await fault.until;
}

export async function decide(
  ask: ServiceRequest,
  walk: () => Promise<ServiceResponse>,
  fault: Fault | null,
  clock: SampleClock,
  hear: (real: ServiceResponse) => void,
): Promise<ServiceResponse> {
  const scripted = fault === null ? null : toScripted(fault, ask, clock);
  if (scripted !== null && fault?.afterEffect !== true) return scripted;
  if (isUrlRefused(ask.target)) return refusedUrl;
  const real = await respond(ask, walk, clock);
  hear(real);
  return scripted ?? (fault?.edit === undefined ? real : toEdited(real, fault.edit));
}

function toEdited(real: ServiceResponse, edit: NonNullable<Fault['edit']>): ServiceResponse {
  if (real.body.kind !== 'json') return real;
  // Every JSON body here is an object.
  return { ...real, body: { kind: 'json', json: edit(real.body.json as Record<string, unknown>) } };
}

export function toGivenResponse(
  to: Pick<GivenResponse, 'host' | 'label' | 'method' | 'target'>,
  { status, body }: ServiceResponse,
): GivenResponse {
  return { ...to, status, kind: body.kind, json: body.kind === 'json' ? body.json : null };
}

async function respond(
  ask: ServiceRequest,
  walk: () => Promise<ServiceResponse>,
  clock: SampleClock,
): Promise<ServiceResponse> {
  try {
    return await walk();
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const trace = { requestId: ask.requestId, clientRequestId: ask.clientRequestId, nowMs: clock.now() };
    return toJson(
      error.status,
      toErrorBody(error.code, error.message, error.innerCode, trace),
      error.headers,
    );
  }
}

const CODES: Record<number, string> = {
  400: 'invalidRequest',
  401: 'unauthenticated',
  403: 'accessDenied',
  404: 'itemNotFound',
  409: 'nameAlreadyExists',
  410: 'resyncRequired',
  412: 'resourceModified',
  416: 'invalidRange',
  423: 'notAllowed',
  429: 'activityLimitReached',
  500: 'generalException',
  503: 'serviceNotAvailable',
  507: 'quotaLimitReached',
  509: 'activityLimitReached',
};

function toScripted(fault: Fault, ask: ServiceRequest, clock: SampleClock): ServiceResponse | null {
  const headers = fault.headers ?? {};
  if (fault.redirect !== undefined)
    return toEmpty(fault.status ?? 302, { ...headers, Location: fault.redirect });
  if (fault.status === undefined && fault.body === undefined) return null;
  const status = fault.status ?? 200;
  if (typeof fault.body === 'string') {
    return { status, headers, body: { kind: 'text', text: fault.body, mimeType: 'text/html' } };
  }
  if (fault.body instanceof Uint8Array) {
    const content = toContent(fault.body);
    const slice = { content, start: 0, end: content.sizeBytes };
    return { status, headers, body: { kind: 'content', slice, mimeType: 'application/octet-stream' } };
  }
  if (fault.body !== undefined) return toJson(status, fault.body, headers);
  if (status < 400) return toEmpty(status, headers);
  const trace = { requestId: ask.requestId, clientRequestId: ask.clientRequestId, nowMs: clock.now() };
  const code = fault.code ?? CODES[status] ?? 'generalException';
  return toJson(status, toErrorBody(code, 'Scripted by a test.', null, trace), headers);
}
