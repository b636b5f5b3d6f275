import { z } from 'zod';
import { ItemRef } from '../../contract/records.ts';

const Version = z.object({
  eTag: z.string().nullable(),
  cTag: z.string().nullable(),
  quickXorHash: z.string().nullable(),
  sizeBytes: z.number().nullable(),
});

export const DocumentRecord = z.object({
  documentId: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  /** The account's own drive; null in records of earlier versions. */
  accountDriveId: z.string().nullable().default(null),
  item: ItemRef,
  /** Its parent folder; null if the service does not say. */
  parent: ItemRef.nullable(),
  name: z.string(),
  /** Its author (`toSource`); null if unknown. */
  source: z.string().nullable().default(null),
  /** "myfiles/Finance" */
  from: z.string(),
  path: z.array(z.string().regex(/^(?!\.{1,2}$)[^/\\]+$/)).min(1),
  version: Version,
  local: z.object({
    sizeBytes: z.number(),
    modifiedMs: z.number(),
    /** ctime, which can't be set; null: not recorded. */
    changedMs: z.number().nullable().default(null),
    /** When it was checked; null: not recorded. */
    lookedMs: z.number().nullable().default(null),
    quickXorHash: z.string(),
  }),
  downloadedAt: z.string(),
  verified: z.boolean().nullable(),
  /** The user opened it from Slipway, so edits are meant for OneDrive. */
  isOpened: z.boolean().default(false),
});
export type DocumentRecord = z.infer<typeof DocumentRecord>;
