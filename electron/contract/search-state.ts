import { z } from 'zod';
import { Count } from './values.ts';
import { Failure } from './errors.ts';

/** The query is in the view's `filter`. */
export const SearchState = z.object({
  /** drive: without items that others share with the account */
  scope: z.enum(['account', 'all', 'drive']),
  /** All matches; the view contains the first `count`. */
  total: Count,
  hasMore: z.boolean(),
  /** Unrecognized parts of the query, which are ignored. */
  problems: z.array(z.string()),
  /** OneDrive's own search. idle: not requested for this query. `found`: results not in the index. */
  online: z.object({
    state: z.enum(['idle', 'searching', 'done', 'failed']),
    found: Count,
    failure: Failure.nullable(),
  }),
});
export type SearchState = z.infer<typeof SearchState>;
