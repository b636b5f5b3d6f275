import { z } from 'zod';
import { Id } from './records.ts';

/**
 * What can be dragged out of the window, into any program:
 * - `files`: all of it is on this computer
 * - `content`: one file of OneDrive, which is fetched where it is let go
 * - `fetch`: it has to be downloaded before it can be dragged out
 * - `none`: nothing of it can leave, such as a notebook
 */
export const DragOut = z.object({
  dragId: Id,
  how: z.enum(['files', 'content', 'fetch', 'none']),
  /** Of `content`: a content:// URL, and what the file is called on the disk. */
  content: z.object({ url: z.string(), mimeType: z.string(), name: z.string() }).nullable(),
});
export type DragOut = z.infer<typeof DragOut>;
