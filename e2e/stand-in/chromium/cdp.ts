import { EventEmitter } from 'node:events';
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.js';

export type { Protocol };

type Commands = Protocol.CommandParameters;
type Answers = Protocol.CommandReturnValues;

export interface CdpSession {
  send<M extends keyof Commands>(method: M, params?: Commands[M]): Promise<Answers[M]>;
  on<E extends keyof Protocol.Events>(event: E, hear: (payload: Protocol.Events[E]) => void): void;
}

export interface Cdp extends CdpSession {
  /** `sessionId`: from Target.attachToTarget. */
  session(sessionId: string): CdpSession;
  closed: Promise<void>;
}

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  sessionId?: string;
  result?: unknown;
  error?: { message: string };
}

interface Waiting {
  method: string;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export interface CdpTransport {
  send(text: string): void;
  onMessage(receive: (text: string) => void): void;
  closed: Promise<void>;
}

export function createCdp(transport: CdpTransport): Cdp {
  const waiting = new Map<number, Waiting>();
  const hearers = new Map<string, EventEmitter>();
  let lastId = 0;
  let isOpen = true;

  const emitterOf = (sessionId: string): EventEmitter => {
    const known = hearers.get(sessionId);
    if (known) return known;
    const emitter = new EventEmitter();
    emitter.setMaxListeners(0);
    hearers.set(sessionId, emitter);
    return emitter;
  };

  const receive = (message: Message): void => {
    if (message.id === undefined) {
      if (message.method !== undefined)
        emitterOf(message.sessionId ?? '').emit(message.method, message.params);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) asked?.reject(new Error(`${asked.method}: ${message.error.message}`));
    else asked?.resolve(message.result);
  };

  transport.onMessage((text) => receive(JSON.parse(text) as Message));

  const closed = transport.closed.then(() => {
    isOpen = false;
    for (const asked of waiting.values()) asked.reject(new Error(`${asked.method}: the browser is gone`));
    waiting.clear();
  });

  const sessionOf = (sessionId: string): CdpSession => ({
    send: (method, params) =>
      new Promise((resolve, reject) => {
        if (!isOpen) return reject(new Error(`${method}: the browser is gone`));
        const id = ++lastId;
        waiting.set(id, { method, resolve, reject });
        const message = { id, method, params: params ?? {}, ...(sessionId === '' ? {} : { sessionId }) };
        transport.send(JSON.stringify(message));
      }),
    on: (event, hear) => void emitterOf(sessionId).on(event, hear),
  });

  return { ...sessionOf(''), session: sessionOf, closed };
}
