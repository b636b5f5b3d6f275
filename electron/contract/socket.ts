import { z } from 'zod';
import { Failure } from './errors.ts';

/**
 * JSON Lines. The owner sends a greeting and the caller a hello, then calls. Calls may overlap; each may send
 * any number of `part` messages before its response.
 */
export const socketProtocol = 1;

/** Line length limit for callers. The largest legitimate line names 5,000 sources. */
export const maxCallerChars = 4_000_000;
export const maxOwnerChars = 64_000_000;

export const Greeting = z.object({ slipway: z.number().int(), version: z.string().max(64) });
export type Greeting = z.infer<typeof Greeting>;

export const Hello = z.strictObject({ hello: z.number().int(), key: z.string().max(256).nullable() });

const CallId = z.number().int().nonnegative();
export const CallerMessage = z.union([
  z.strictObject({ id: CallId, method: z.string().max(128), input: z.unknown() }),
  z.strictObject({ id: CallId, cancel: z.literal(true) }),
  /** The response to `wants`, in base64; null: end of stdin. */
  z.strictObject({ id: CallId, stdin: z.base64().nullable() }),
]);

export const RefusedReason = z.enum(['otherProtocol', 'wrongKey', 'tooLong', 'malformed', 'busy']);
export type RefusedReason = z.infer<typeof RefusedReason>;

export const OwnerMessage = z.union([
  z.object({ refused: RefusedReason }),
  z.object({ id: CallId, ok: z.literal(true), value: z.unknown() }),
  z.object({ id: CallId, ok: z.literal(false), error: Failure }),
  /** Requests the next chunk of stdin once the last one was used, so nothing piles up. */
  z.object({ id: CallId, wants: z.literal('stdin') }),
  z.object({ id: CallId, part: z.unknown() }),
]);
export type OwnerMessage = z.infer<typeof OwnerMessage>;
