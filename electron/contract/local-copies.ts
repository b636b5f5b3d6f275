import { z } from 'zod';
import { NamedFailure } from './changes.ts';
import { Failure } from './errors.ts';
import { Bytes, Count, Id, Instant } from './values.ts';

/** Compared with a local copy. unknown: not checked yet. */
export const RemoteState = z.enum(['unknown', 'same', 'newer', 'gone']);
export type RemoteState = z.infer<typeof RemoteState>;

export const MoveOutcome = z.object({
  count: Count,
  failed: z.array(NamedFailure),
  toFolder: z.string(),
});
export type MoveOutcome = z.infer<typeof MoveOutcome>;

export const CopyMark = z.object({
  isHere: z.boolean(),
  /** Always kept here and updated; `isKeptItself`: marked itself, not just through its folder. */
  isKept: z.boolean(),
  isKeptItself: z.boolean(),
  isOutdated: z.boolean(),
});
export type CopyMark = z.infer<typeof CopyMark>;

export const FreedSpace = z.object({ count: Count, sizeBytes: Bytes });
export type FreedSpace = z.infer<typeof FreedSpace>;

export const SavedFile = z.object({
  documentId: Id,
  accountId: Id,
  accountName: z.string(),
  name: z.string(),
  /** In OneDrive, if that is another one: for the second of two copies, or one that was kept beside the original. */
  nameThere: z.string().nullable(),
  from: z.string(),
  sizeBytes: Bytes,
  downloadedAt: Instant,
  /** "changed": edited since the download. "missing": removed or moved outside Slipway. */
  state: z.enum(['present', 'changed', 'missing']),
  remote: RemoteState,
  isKept: z.boolean(),
  keptWith: z.string().nullable(),
  verified: z.boolean().nullable(),
});
export type SavedFile = z.infer<typeof SavedFile>;

/** Of local copies. failed: everything is still in the old place. */
export const FolderMove = z.object({
  state: z.enum(['moving', 'failed']),
  /** For display; useless to the page. */
  to: z.string(),
  bytesDone: Bytes,
  bytesTotal: Bytes,
  failure: Failure.nullable(),
});
export type FolderMove = z.infer<typeof FolderMove>;

export const StorageSummary = z.object({
  /** For display; useless to the page. */
  documentsFolder: z.string(),
  documents: z.object({ count: Count, sizeBytes: Bytes }),
  index: z.object({ count: Count, sizeBytes: Bytes }),
  pictures: z.object({ sizeBytes: Bytes }),
  settings: z.object({ sizeBytes: Bytes }),
  log: z.object({ sizeBytes: Bytes }),
  sealing: z.enum(['available', 'unavailable']),
});
export type StorageSummary = z.infer<typeof StorageSummary>;
