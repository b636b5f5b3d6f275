import { z } from 'zod';
import { Failure } from './errors.ts';

const Count = z.number().int().nonnegative();

/** What a view is beyond a folder's when it is a search. Its query stands in `filter` of the view. */
export const SearchState = z.object({
  /** drive: without what others share with the account */
  scope: z.enum(['account', 'all', 'drive']),
  /** All that matches; the view holds the first `count` of them. */
  total: Count,
  /** There are more than `total`: nobody counted them all. */
  hasMore: z.boolean(),
  /** Parts of the query that were not understood and are left out. */
  problems: z.array(z.string()),
  /** "Also on OneDrive". idle: not asked for this query. `found`: what the index did not have. */
  online: z.object({
    state: z.enum(['idle', 'searching', 'done', 'failed']),
    found: Count,
    failure: Failure.nullable(),
  }),
});
export type SearchState = z.infer<typeof SearchState>;
