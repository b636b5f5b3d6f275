import { z } from 'zod';
import type { EventMessage } from '../../electron/contract/bridge.ts';
import type { Session } from '../../electron/core/session/windows.ts';
import { AppError } from '../../electron/core/errors.ts';
import type { Log } from '../../electron/core/ports.ts';
import { createEmit, createServer } from '../../electron/core/session/server.ts';
import type { DeclaredFailures, HandlersOf, Emit } from '../../electron/core/session/server.ts';
import { createTickets } from '../../electron/core/session/tickets.ts';

const Answer = z.object({ name: z.string(), owner: z.object({ id: z.string() }) });

const table = {
  'test.echo': { input: z.strictObject({ name: z.string().max(20) }), output: Answer },
  'test.leaky': { input: z.strictObject({}), output: Answer },
  'test.refusing': { input: z.strictObject({}), output: Answer },
  'test.broken': { input: z.strictObject({}), output: Answer },
  'test.misshapen': { input: z.strictObject({}), output: Answer },
  'test.announce': { input: z.strictObject({ count: z.number() }), output: z.object({}) },
  'test.redeem': { input: z.strictObject({ tickets: z.array(z.string()) }), output: z.array(z.string()) },
} as const;

const events = { 'test.heard': z.object({ count: z.number() }) } as const;

interface Context {
  say: Emit<typeof events>;
  tickets: ReturnType<typeof createTickets>;
}

export const secret = 'a-secret-that-must-not-leave';

const handlers: HandlersOf<typeof table, Context> = {
  'test.echo': ({ name }) => ({ name, owner: { id: '1' } }),
  'test.leaky': () => {
    const owner = { id: '1', token: secret };
    return { name: 'a', owner, token: secret } as { name: string; owner: { id: string } };
  },
  'test.refusing': () => {
    throw new AppError('badName', { subject: 'a?', facts: { offending: '?' }, cause: new Error(secret) });
  },
  'test.broken': () => Promise.reject(new TypeError(secret)),
  'test.misshapen': () => ({ name: secret }) as unknown as z.input<typeof Answer>,
  'test.announce': ({ count }, { say }) => {
    const payload = { count, token: secret };
    say('test.heard', payload);
    return {};
  },
  'test.redeem': ({ tickets }, context) => context.tickets.redeem(tickets).map(({ name }) => name),
};

const failures: DeclaredFailures = {
  'test.echo': [],
  'test.leaky': [],
  'test.refusing': ['badName'],
  'test.broken': [],
  'test.misshapen': [],
  'test.announce': [],
  'test.redeem': ['ticketUnknown'],
};

/** Only these methods, with the real dispatcher, tickets and notices. */
export function createConformanceCore(log: Log): { connect(send: (notice: EventMessage) => void): Session } {
  const server = createServer(table, handlers, failures, log);
  return {
    connect(send) {
      const context = { say: createEmit(events, send, log), tickets: createTickets() };
      return {
        call: (method, input) => server.call(method, input, context),
        offer: async (files) => ({ ok: true, value: await context.tickets.offer(files) }),
        close: () => context.tickets.close(),
      };
    },
  };
}
