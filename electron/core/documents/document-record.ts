import { z } from 'zod';
import { ItemRef } from '../../contract/records.ts';

const Version = z.object({
  eTag: z.string().nullable(),
  cTag: z.string().nullable(),
  quickXorHash: z.string().nullable(),
  sizeBytes: z.number().nullable(),
});

/** A local copy: where it came from, which version it is, and how it looked here when it arrived. */
export const DocumentRecord = z.object({
  documentId: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  item: ItemRef,
  /** The folder it came from; null where the service does not say. */
  parent: ItemRef.nullable(),
  /** Its name in the drive; on the disk it may have another. */
  name: z.string(),
  /** Whose file it is: `toSource`. null where nobody knows. */
  source: z.string().nullable().default(null),
  /** "myfiles/Finance" */
  from: z.string(),
  /** Below the documents folder, names on the disk. */
  path: z.array(z.string().regex(/^(?!\.{1,2}$)[^/\\]+$/)).min(1),
  version: Version,
  local: z.object({
    sizeBytes: z.number(),
    modifiedMs: z.number(),
    /** When anything about it changed last, which nobody can set; null: it was not noted. */
    changedMs: z.number().nullable().default(null),
    /** When it was looked at; null: it was not noted. */
    lookedMs: z.number().nullable().default(null),
    quickXorHash: z.string(),
  }),
  downloadedAt: z.string(),
  verified: z.boolean().nullable(),
  /** A person opened it from Slipway: what they change in it is meant for OneDrive. */
  isOpened: z.boolean().default(false),
});
export type DocumentRecord = z.infer<typeof DocumentRecord>;
