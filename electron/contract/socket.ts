import { z } from 'zod';
import { Failure } from './errors.ts';

/**
 * What goes over the private socket of a profile, in lines of JSON. The owner greets first; the caller says hello, then
 * asks. Several calls may be under way at a time; `part` comes any number of times before the answer.
 */
export const socketProtocol = 1;

/** Characters of a line of a caller. The largest honest one names 5,000 sources. */
export const maxCallerChars = 4_000_000;
/** Characters of a line of the owner: a page of 1,000 items is far below. */
export const maxOwnerChars = 64_000_000;

export const Greeting = z.object({ slipway: z.number().int(), version: z.string().max(64) });
export type Greeting = z.infer<typeof Greeting>;

export const Hello = z.strictObject({ hello: z.number().int(), key: z.string().max(256).nullable() });

const CallId = z.number().int().nonnegative();
export const CallerMessage = z.union([
  z.strictObject({ id: CallId, method: z.string().max(128), input: z.unknown() }),
  z.strictObject({ id: CallId, cancel: z.literal(true) }),
  /** The answer to `wants`, in base64; null: there is no more. */
  z.strictObject({ id: CallId, stdin: z.base64().nullable() }),
]);

/** Why the owner hangs up. */
export const RefusedReason = z.enum(['otherProtocol', 'wrongKey', 'tooLong', 'malformed', 'busy']);
export type RefusedReason = z.infer<typeof RefusedReason>;

export const OwnerMessage = z.union([
  z.object({ refused: RefusedReason }),
  z.object({ id: CallId, ok: z.literal(true), value: z.unknown() }),
  z.object({ id: CallId, ok: z.literal(false), error: Failure }),
  /** The next piece of stdin. One is asked for when the last has come and is used: nothing piles up. */
  z.object({ id: CallId, wants: z.literal('stdin') }),
  z.object({ id: CallId, part: z.unknown() }),
]);
export type OwnerMessage = z.infer<typeof OwnerMessage>;
