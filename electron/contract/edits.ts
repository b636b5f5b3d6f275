import { z } from 'zod';
import { Failure } from './errors.ts';
import { ItemRef } from './records.ts';
import { Transfer } from './transfers.ts';
import { Id, Instant } from './values.ts';

/**
 * unsaved: uploaded once the editor is quiet. asking: uploaded when the person says so. waiting: for the
 * network or the service. paused: by a person. saved: it is in OneDrive. conflict: OneDrive has a different
 * version than the one opened. gone: it is no longer in OneDrive. failed: `failure` says why.
 */
export const EditState = z.enum([
  'unsaved',
  'asking',
  'saving',
  'waiting',
  'paused',
  'saved',
  'conflict',
  'gone',
  'failed',
]);
export type EditState = z.infer<typeof EditState>;

export const Edit = z.object({
  documentId: Id,
  accountId: Id,
  item: ItemRef,
  name: z.string(),
  from: z.string(),
  state: EditState,
  /** When it entered that state. */
  at: Instant,
  /** What the upload waits for. */
  waitReason: Transfer.shape.waitReason,
  transferId: Id.nullable(),
  /** Its name in OneDrive if that differs, such as after keeping both. Only if saved. */
  savedAs: z.string().nullable(),
  /** Its folder in OneDrive, "myfiles/Finance", if it was in another one before. Only if saved. */
  savedIn: z.string().nullable(),
  failure: Failure.nullable(),
});
export type Edit = z.infer<typeof Edit>;

/** Opened from Slipway and not edited; OneDrive has a newer version since `at`. */
export const OutdatedCopy = Edit.pick({
  documentId: true,
  accountId: true,
  item: true,
  name: true,
  from: true,
  at: true,
});
export type OutdatedCopy = z.infer<typeof OutdatedCopy>;

export const TextPair = z.object({
  mine: z.string(),
  theirs: z.string(),
  /** Only the beginnings are compared. */
  truncated: z.boolean(),
});
export type TextPair = z.infer<typeof TextPair>;
