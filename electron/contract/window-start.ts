import { z } from 'zod';
import { Id, ItemRef, PlaceName } from './records.ts';

/** The folder that another window begins in; null for a place itself. */
export const WindowStart = z.strictObject({
  accountId: Id,
  place: PlaceName,
  folder: ItemRef.strict().nullable(),
});
export type WindowStart = z.infer<typeof WindowStart>;

/** A folder that was open not long ago. */
export const RecentFolder = WindowStart.extend({ folder: ItemRef, name: z.string() });
export type RecentFolder = z.infer<typeof RecentFolder>;
