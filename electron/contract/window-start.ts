import { z } from 'zod';
import { ItemRef, PlaceName } from './records.ts';
import { Id } from './values.ts';

/** Where a new window starts. `folder` null: the root of the place. */
export const WindowStart = z.strictObject({
  accountId: Id,
  place: PlaceName,
  folder: ItemRef.strict().nullable(),
});
export type WindowStart = z.infer<typeof WindowStart>;

export const RecentFolder = WindowStart.extend({ folder: ItemRef, name: z.string() });
export type RecentFolder = z.infer<typeof RecentFolder>;
