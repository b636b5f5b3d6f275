import { z } from 'zod';

const Count = z.number().int().nonnegative();

/** What an archive says is in it. Names are its own: whatever somebody wrote there. */
export const ArchiveContents = z.object({
  entries: z
    .array(z.object({ name: z.string(), isFolder: z.boolean(), sizeBytes: Count.nullable() }))
    .max(1_000),
  fileCount: Count,
  /** Unpacked, all together. */
  sizeBytes: Count,
  /** There are more entries. */
  isCut: z.boolean(),
});
export type ArchiveContents = z.infer<typeof ArchiveContents>;

/**
 * What there is to see of a file now. "page": a page of ours, made of a Markdown file. "document": a page of ours that
 * shows those of a PDF, which the file is or OneDrive makes of it.
 */
export const Preview = z.object({
  kind: z.enum(['image', 'text', 'page', 'document', 'audio', 'video', 'archive', 'none']),
  /** content://<ticket>; null for an archive, and for none */
  url: z.string().nullable(),
  /** Of a document: the picture that OneDrive makes of it, until its pages are there, or where there are none. */
  poster: z.string().nullable(),
  /** true when only the beginning of a long text is shown */
  truncated: z.boolean(),
  archive: ArchiveContents.nullable(),
});
export type Preview = z.infer<typeof Preview>;
