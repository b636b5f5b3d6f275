import type { z } from 'zod';
import type { EventMessage, Reply } from '../../contract/bridge.ts';
import { toFailure, type ErrorCode, type Failure } from '../../contract/errors.ts';
import { anyCall } from '../../contract/method-failures.ts';
import { AppError } from '../errors.ts';
import { reportBug } from '../lib/report-bug.ts';
import type { Log } from '../ports.ts';

export type Table = Readonly<Record<string, { input: z.ZodType; output: z.ZodType }>>;

/**
 * A missing handler does not compile. Handlers may return more than the table declares: only declared fields
 * are returned.
 */
export type HandlersOf<T extends Table, Context> = {
  readonly [M in keyof T]: (
    input: z.output<T[M]['input']>,
    context: Context,
  ) => z.input<T[M]['output']> | Promise<z.input<T[M]['output']>>;
};

export type HandlersOfGroups<T extends Table, Context, Group extends string> = HandlersOf<
  { [M in keyof T as M extends `${Group}.${string}` ? M : never]: T[M] },
  Context
>;

export type DeclaredFailures = Readonly<Record<string, readonly ErrorCode[]>>;

/** Never rejects: failures travel as values, and bugs as "bug" without details. */
export interface Server<Context> {
  call(name: string, input: unknown, context: Context): Promise<Reply>;
}

export const maxInputChars = 4_000_000;

export function createServer<T extends Table, Context>(
  table: T,
  handlers: HandlersOf<T, Context>,
  failures: DeclaredFailures,
  log: Log,
): Server<Context> {
  return {
    async call(name, input, context) {
      const row = typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
      if (row === undefined) return { ok: false, error: toFailure('unknownMethod') };
      try {
        if (!isSmallEnough(input)) return { ok: false, error: toFailure('badInput') };
        const parsed = row.input.safeParse(input);
        if (!parsed.success) return { ok: false, error: toFailure('badInput') };
        // Parser and handler come from the same table row, so the types agree.
        const handler = handlers[name] as (input: unknown, context: Context) => unknown;
        return { ok: true, value: row.output.parse(await handler(parsed.data, context)) };
      } catch (error) {
        return {
          ok: false,
          error: toReportedFailure(error, { name, declared: failures[name] ?? [] }, log),
        };
      }
    },
  };
}

/** An undeclared code is returned all the same; tests fail because of this log entry. */
export function toReportedFailure(
  error: unknown,
  { name, declared }: { name: string; declared: readonly ErrorCode[] },
  log: Log,
): Failure {
  if (!(error instanceof AppError)) {
    reportBug(log, name, error);
    return toFailure('bug');
  }
  const { code } = error;
  if (![...anyCall, ...declared].includes(code)) log.error(undeclaredFailure, { method: name, code });
  return error.toFailure();
}

export const undeclaredFailure = 'a failure that the method does not declare';

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Cyclic, deep or long inputs are rejected before anything processes them. */
function isSmallEnough(input: unknown): boolean {
  try {
    return (JSON.stringify(input) ?? '').length <= maxInputChars;
  } catch {
    return false;
  }
}

export type EventTable = Readonly<Record<string, z.ZodType>>;

/** The payload is parsed, too, so that nothing undeclared leaves. */
export type Emit<T extends EventTable> = <E extends keyof T & string>(
  event: E,
  payload: z.input<T[E]>,
) => void;

export function createEmit<T extends EventTable>(
  table: T,
  send: (message: EventMessage) => void,
  log: Log,
): Emit<T> {
  return (event, payload) => {
    const parsed = table[event]?.safeParse(payload);
    if (parsed?.success !== true) {
      log.error('bug', { event, error: parsed?.error.message ?? 'unknown event' });
      return;
    }
    try {
      send({ event, payload: parsed.data });
    } catch (error) {
      // A window may close at any moment; the sender continues.
      log.warn('an event was not heard', { event, error: describe(error) });
    }
  };
}
