import { z } from 'zod';
import { CarryVerb, Id, Transfer, TransferKind } from './records.ts';

const Count = z.number().int().nonnegative();

/** Which transfers are shown: under way (waiting ones too), paused by a person, in need of one, and the two other ends. */
export const TransferFilter = z.enum(['all', 'active', 'paused', 'attention', 'done', 'cancelled']);
export type TransferFilter = z.infer<typeof TransferFilter>;

/** What was started together. */
export const TransferBatch = z.object({
  batchId: Id,
  accountId: Id,
  kind: TransferKind,
  /** What is done with files of another drive, where that is what goes up. */
  carried: CarryVerb.nullable(),
  /** Where a move or a copy goes. */
  toPath: z.string().nullable(),
  /** Where all of it goes to or comes from: the deepest folder it has in common. */
  path: z.string(),
  createdAt: z.string(),
  /** Without those that failed, were cancelled or skipped: what will never move is no part of the way. */
  bytesDone: z.number().int().nonnegative(),
  bytesTotal: z.number().int().nonnegative(),
  /** Of all its transfers together, over the last seconds; null when nothing of it moves. */
  bytesPerSecond: z.number().nonnegative().nullable(),
  counts: z.object({
    all: Count,
    active: Count,
    paused: Count,
    conflicts: Count,
    failed: Count,
    done: Count,
    cancelled: Count,
    /** Of `all` and of `done`: those that are folders. */
    folders: Count,
    doneFolders: Count,
  }),
});
export type TransferBatch = z.infer<typeof TransferBatch>;

/** A line of the list: the heading of a batch, or one of its transfers. */
export const TransferLine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('batch'), batch: TransferBatch }),
  z.object({ type: z.literal('transfer'), transfer: Transfer }),
]);
export type TransferLine = z.infer<typeof TransferLine>;

/** Which transfers a command is for: a rule, never a hundred thousand ids. */
export const TransferChoice = z.union([
  z.strictObject({ transferIds: z.array(Id).min(1).max(5000) }),
  z.strictObject({ batchId: Id }),
  z.strictObject({ accountIds: z.array(Id).min(1).max(5000) }),
  z.strictObject({ all: z.literal(true) }),
]);
export type TransferChoice = z.infer<typeof TransferChoice>;
