import { z } from 'zod';

/**
 * Where an entry of the list of shared items comes from: a shortcut in My files, a search of what the person may see, a link
 * that they opened here, what they follow in OneDrive, Microsoft's own list (which ends), or an earlier listing, where it
 * still opens and nothing names it any more.
 */
export const SharedSourceName = z.enum(['shortcut', 'search', 'link', 'followed', 'list', 'earlier']);
export type SharedSourceName = z.infer<typeof SharedSourceName>;

/** What a row of the list of shared items has beside that of a folder. */
export const SharedEntry = z.object({
  sources: z.array(SharedSourceName),
  /** null: no source said when. */
  sharedAt: z.string().max(40).nullable(),
  /** What the person may do with it; unknown where that could not be found out yet. */
  rights: z.enum(['edit', 'view', 'unknown']),
});
export type SharedEntry = z.infer<typeof SharedEntry>;
