import { z } from 'zod';
import { Failure } from './errors.ts';
import { Id, Instant, ItemRef, Transfer } from './records.ts';

/**
 * unsaved: edited, and sent as soon as the editor is quiet. asking: edited, and sent when a person says so. saving: on its
 * way. waiting: for the network or the service. paused: by a person. saved: it is in OneDrive. conflict: OneDrive has
 * another version than the one that was opened. failed: `failure` says why.
 */
export const EditState = z.enum([
  'unsaved',
  'asking',
  'saving',
  'waiting',
  'paused',
  'saved',
  'conflict',
  'failed',
]);
export type EditState = z.infer<typeof EditState>;

/** A local copy that was edited here. */
export const Edit = z.object({
  documentId: Id,
  accountId: Id,
  /** The file it came from. */
  item: ItemRef,
  /** Its name on this computer. */
  name: z.string(),
  /** "myfiles/Finance" */
  from: z.string(),
  state: EditState,
  /** Since when it is in that state. */
  at: Instant,
  /** What a save waits for. */
  waitReason: Transfer.shape.waitReason,
  /** The save, once there is one. */
  transferId: Id.nullable(),
  failure: Failure.nullable(),
});
export type Edit = z.infer<typeof Edit>;

/** Both texts of a conflict. */
export const TextPair = z.object({
  mine: z.string(),
  theirs: z.string(),
  /** Only the beginnings are compared. */
  truncated: z.boolean(),
});
export type TextPair = z.infer<typeof TextPair>;
