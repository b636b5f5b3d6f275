import { z } from 'zod';
import { Failure } from './errors.ts';
import { Count, Id } from './values.ts';

/** With all subfolders. */
export const FolderRefresh = z.object({
  refreshId: Id,
  accountId: Id,
  path: z.string(),
  /** Refreshed so far. */
  files: Count,
  folders: Count,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  failure: Failure.nullable(),
});
export type FolderRefresh = z.infer<typeof FolderRefresh>;
