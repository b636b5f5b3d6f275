import { z } from 'zod';
import { Id } from './records.ts';

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
  /** For `content`: a content:// URL, and the file's name on disk. */
  content: z.object({ url: z.string(), mimeType: z.string(), name: z.string() }).nullable(),
});
export type DragOut = z.infer<typeof DragOut>;
