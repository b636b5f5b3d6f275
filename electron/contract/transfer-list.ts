import { z } from 'zod';
import { CarryVerb } from './changes.ts';
import { Done, Transfer, TransferKind } from './transfers.ts';
import { Count, Id } from './values.ts';

/** active includes waiting transfers; attention includes failed ones and those that need a person. */
export const TransferFilter = z.enum(['all', 'active', 'paused', 'attention', 'done', 'cancelled']);
export type TransferFilter = z.infer<typeof TransferFilter>;

export const TransferBatch = z.object({
  batchId: Id,
  accountId: Id,
  kind: TransferKind,
  carried: CarryVerb.nullable(),
  toPath: z.string().nullable(),
  /** The folder on this computer, for display; null: Slipway's own, or not a download. */
  toFolder: z.string().nullable(),
  /** The deepest folder that contains all targets or sources. */
  path: z.string(),
  createdAt: z.string(),
  /** Excludes failed, canceled, and skipped transfers, so that progress can reach 100%. */
  bytesDone: z.number().int().nonnegative(),
  bytesTotal: z.number().int().nonnegative(),
  /** Total over the last seconds; null: nothing is running. */
  bytesPerSecond: z.number().nonnegative().nullable(),
  counts: z.object({
    all: Count,
    active: Count,
    paused: Count,
    conflicts: Count,
    failed: Count,
    /** Of those. */
    retryable: Count,
    /** Of the failed ones; see `can-redirect.ts`. */
    redirectable: Count,
    done: Count,
    cancelled: Count,
    folders: Count,
    doneFolders: Count,
  }),
  did: z.array(Done),
});
export type TransferBatch = z.infer<typeof TransferBatch>;

export const TransferListRow = z.discriminatedUnion('type', [
  z.object({ type: z.literal('batch'), batch: TransferBatch }),
  z.object({ type: z.literal('transfer'), transfer: Transfer }),
]);
export type TransferListRow = z.infer<typeof TransferListRow>;

/** A rule rather than a list of ids, of which there could be a hundred thousand. */
export const TransferChoice = z.union([
  z.strictObject({ transferIds: z.array(Id).min(1).max(5000) }),
  z.strictObject({ batchId: Id }),
  z.strictObject({ accountIds: z.array(Id).min(1).max(5000) }),
  z.strictObject({ all: z.literal(true) }),
]);
export type TransferChoice = z.infer<typeof TransferChoice>;

/** One transfer stands for all in its batch that failed for the same folder. */
export const RedirectChoice = z.union([z.strictObject({ transferId: Id }), z.strictObject({ batchId: Id })]);
export type RedirectChoice = z.infer<typeof RedirectChoice>;
