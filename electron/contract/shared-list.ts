import { z } from 'zod';

/**
 * A shortcut in My files, a search, a link opened here, followed items, Microsoft's own list (being retired),
 * or an earlier listing if the item still opens.
 */
export const SharedSourceName = z.enum(['shortcut', 'search', 'link', 'followed', 'list', 'earlier']);
export type SharedSourceName = z.infer<typeof SharedSourceName>;

export const SharedEntry = z.object({
  sources: z.array(SharedSourceName),
  /** null: unknown. */
  sharedAt: z.string().max(40).nullable(),
  /** unknown: couldn't be determined yet. */
  rights: z.enum(['edit', 'view', 'unknown']),
});
export type SharedEntry = z.infer<typeof SharedEntry>;
