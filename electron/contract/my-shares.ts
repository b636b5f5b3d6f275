import { z } from 'zod';
import { Failure } from './errors.ts';
import { FoundIn } from './found.ts';
import { Item } from './records.ts';
import { Instant } from './values.ts';
import { AccessGrant } from './sharing.ts';

/**
 * Widest first. openForever: an anonymous link without expiry. open: one with expiry. link: for the
 * organization or some people.
 */
export const ShareReach = z.enum(['openForever', 'open', 'link', 'people', 'unknown']);
export type ShareReach = z.infer<typeof ShareReach>;

export const MyShare = z.object({
  item: Item,
  foundIn: FoundIn,
  reach: ShareReach,
  /** Excludes the owner and access inherited from a folder. */
  grants: z.array(AccessGrant),
  failure: Failure.nullable(),
});
export type MyShare = z.infer<typeof MyShare>;

export const MyShares = z.object({
  /** Widest reach first, then by name. */
  shares: z.array(MyShare),
  /** Items known to be shared, including those below shared folders. */
  count: z.number().int().nonnegative(),
  readCount: z.number().int().nonnegative(),
  /** false: the drive isn't completely enumerated, so there may be more. */
  isWhole: z.boolean(),
  asOf: Instant.nullable(),
});
export type MyShares = z.infer<typeof MyShares>;
