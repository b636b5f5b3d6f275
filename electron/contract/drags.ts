import { z } from 'zod';
import { ItemRef } from './records.ts';
import { Id } from './values.ts';

/**
 * What can be dragged to other programs:
 * - `files`: everything, since it is on this computer
 * - `content`: one OneDrive file, which is downloaded on drop
 * - `fetch`: nothing until it is downloaded
 * - `none`: nothing, such as a notebook
 */
export const DragOut = z.object({
  dragId: Id,
  how: z.enum(['files', 'content', 'fetch', 'none']),
  /** A content:// URL, and the file's name on disk. */
  content: z.object({ url: z.string(), mimeType: z.string(), name: z.string() }).nullable(),
});
export type DragOut = z.infer<typeof DragOut>;

export const WindowDrag = z.object({
  dragId: Id,
  accountId: Id,
  /** As selected; may include other accounts' items if `mayMixAccounts`. */
  count: z.number().int().positive(),
  /** Of the dragged row. */
  name: z.string(),
  driveId: Id,
  /** The common folder; null for search results and the list of shared items. */
  from: ItemRef.nullable(),
  mayMixAccounts: z.boolean(),
  hasFiles: z.boolean(),
  /** A folder can't be dropped into itself. Not all of a large selection. */
  folderIds: z.array(Id),
});
export type WindowDrag = z.infer<typeof WindowDrag>;
