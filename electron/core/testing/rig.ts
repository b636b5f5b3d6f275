import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Input, MethodName, Output, Payload, EventName } from '../../contract/api.ts';
import type { EventMessage } from '../../contract/bridge.ts';
import type { Failure } from '../../contract/errors.ts';
import type { SampleOptions } from '../../sample/options.ts';
import { createSampleService, type SampleService } from '../../sample/sample-service.ts';
import { judgeResponse } from '../../sample/testing/response-judge.ts';
import { judgeRequest } from '../../sample/testing/request-judge.ts';
import { createSecretScan, type SecretScan } from './secret-scan.ts';
import { createCore, type Core } from '../core.ts';
import type { Session } from '../session/windows.ts';
import type { Clock, Log, Ports } from '../ports.ts';
import { realClock, toPorts } from './test-ports.ts';

export interface Rig extends AsyncDisposable {
  service: SampleService;
  core: Core;
  session: Session;
  ports: Ports;
  userData: string;
  events: EventMessage[];
  drags: (readonly string[])[];
  bugs: unknown[];
  complaints: string[];
  call<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>>;
  failure<M extends MethodName>(name: M, input: Input<M>): Promise<Failure>;
  /** Resolves with the first payload, past or to come, that passes. */
  waitForEvent<E extends EventName>(event: E, test: (payload: Payload<E>) => boolean): Promise<Payload<E>>;
  restart(): Promise<void>;
}

export interface RigOptions extends SampleOptions {
  clock?: Clock;
  adjust?: (ports: Ports, service: SampleService) => void;
  indexing?: boolean;
  /** Without push notices, tests decide when to check. */
  notices?: boolean;
}

export async function createRig(options: RigOptions = {}): Promise<Rig> {
  const { clock = realClock, adjust = () => {}, indexing = false, notices = false, ...sample } = options;
  const complaints: string[] = [];
  /** The service's own mistakes, not core's. */
  const wrongAnswers: string[] = [];
  const service = await createSampleService({
    ...sample,
    onRequest: (request) => complaints.push(...judgeRequest(request)),
    onResponse: (answer) => wrongAnswers.push(...judgeResponse(answer)),
  });
  if (!notices) service.faults.add({ route: 'GET socketIo', status: 404, times: Infinity });
  const scan = createSecretScan(service.directory.secrets);
  const userData = await mkdtemp(join(tmpdir(), 'slipway-core-'));
  const bugs: unknown[] = [];
  const events: EventMessage[] = [];
  const drags: (readonly string[])[] = [];
  const listeners = new Set<() => void>();
  const createPorts = (): Ports => {
    const ports = toPorts(service, userData, clock, toLog(bugs, scan));
    ports.indexesOwnDrives = indexing;
    adjust(ports, service);
    return ports;
  };
  const hear = (message: EventMessage): void => {
    events.push(message);
    scan.record(`event ${message.event}`, message.payload);
    for (const listener of listeners) listener();
  };
  const start = async () => {
    const ports = createPorts();
    const core = await createCore(ports);
    const session = core.connect(hear, { startDrag: (paths) => drags.push(paths) });
    return { ports, core, session };
  };
  let running = await start();

  const find = <E extends EventName>(
    event: E,
    test: (payload: Payload<E>) => boolean,
  ): Payload<E> | undefined => {
    const found = events.find((message) => message.event === event && test(message.payload as Payload<E>));
    return found?.payload as Payload<E> | undefined;
  };

  return {
    service,
    userData,
    events,
    drags,
    bugs,
    complaints,
    get core() {
      return running.core;
    },
    get session() {
      return running.session;
    },
    get ports() {
      return running.ports;
    },
    async call<M extends MethodName>(name: M, input: Input<M>) {
      const reply = await running.session.call(name, input);
      scan.record(`reply to ${name}`, reply);
      if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`, { cause: reply.error });
      return reply.value as Output<M>;
    },
    async failure(name, input) {
      const reply = await running.session.call(name, input);
      scan.record(`failure of ${name}`, reply);
      if (reply.ok) throw new Error(`${name} did not fail`);
      return reply.error;
    },
    waitForEvent(event, test) {
      const past = find(event, test);
      if (past !== undefined) return Promise.resolve(past);
      return new Promise((resolve) => {
        const listener = () => {
          const payload = find(event, test);
          if (payload === undefined) return;
          listeners.delete(listener);
          resolve(payload);
        };
        listeners.add(listener);
      });
    },
    async restart() {
      await running.core.close();
      events.length = 0;
      running = await start();
    },
    async [Symbol.asyncDispose]() {
      await running.core.close();
      await service.close();
      const leaks = scan.leaks(userData);
      await rm(userData, { recursive: true, force: true, maxRetries: 5 });
      if (service.bugs.length > 0)
        throw new Error(`the sample service failed: ${service.bugs.map(String).join(', ')}`);
      if (wrongAnswers.length > 0) throw new Error(`answered not as Graph does: ${wrongAnswers.join('; ')}`);
      if (complaints.length > 0) throw new Error(`unknown to Graph: ${complaints.join('; ')}`);
      if (leaks.length > 0) throw new Error(`a secret was found in: ${leaks.join(', ')}`);
      if (bugs.length > 0) throw new Error(`errors were logged: ${JSON.stringify(bugs)}`);
    },
  };
}

function toLog(bugs: unknown[], scan: SecretScan): Log {
  const note = (message: string, facts?: unknown) => scan.record(`log "${message}"`, { message, facts });
  return {
    info: note,
    warn: note,
    error(message, facts) {
      note(message, facts);
      bugs.push({ message, ...facts });
    },
  };
}
