import { z } from 'zod';
import { Count } from './values.ts';

/** Its names are untrusted. */
export const ArchiveContents = z.object({
  entries: z
    .array(z.object({ name: z.string(), isFolder: z.boolean(), sizeBytes: Count.nullable() }))
    .max(1_000),
  /** Of files; of all entries if there are too many to look at. */
  count: Count,
  /** null: there are too many entries to add up. */
  sizeBytes: Count.nullable(),
  isCut: z.boolean(),
});
export type ArchiveContents = z.infer<typeof ArchiveContents>;

/**
 * "page": our HTML made from a Markdown file. "document": our viewer for a PDF, which the file is or OneDrive
 * converts it to.
 */
export const Preview = z.object({
  kind: z.enum(['image', 'text', 'page', 'document', 'audio', 'video', 'archive', 'none']),
  /** content://<contentId>; null for an archive, and for none */
  url: z.string().nullable(),
  /** A picture from OneDrive to show until the document's pages are ready, or instead of them. */
  poster: z.string().nullable(),
  truncated: z.boolean(),
  archive: ArchiveContents.nullable(),
});
export type Preview = z.infer<typeof Preview>;
