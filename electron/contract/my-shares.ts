import { z } from 'zod';
import { Failure } from './errors.ts';
import { FoundIn } from './found.ts';
import { Instant, Item } from './records.ts';
import { AccessGrant } from './sharing.ts';

/**
 * How far what is shared may spread, the farthest first: a link for anybody without an end, a link for anybody until a day,
 * a link for people of the organization or for some, or people by name.
 */
export const ShareReach = z.enum(['openForever', 'open', 'link', 'people', 'unknown']);
export type ShareReach = z.infer<typeof ShareReach>;

/** Something of the person's own that others have access to. */
export const MyShare = z.object({
  item: Item,
  foundIn: FoundIn,
  reach: ShareReach,
  /** Without the owner, and without what is given on a folder above. */
  grants: z.array(AccessGrant),
  /** Why nobody can say who has access. */
  failure: Failure.nullable(),
});
export type MyShare = z.infer<typeof MyShare>;

export const MyShares = z.object({
  /** Those that reach farthest first, then by name. */
  shares: z.array(MyShare),
  /** Items that the index knows to be shared, also below shared folders. */
  count: z.number().int().nonnegative(),
  /** Of them were looked at. */
  readCount: z.number().int().nonnegative(),
  /** false: the drive is not known to its end, so there may be more. */
  isWhole: z.boolean(),
  asOf: Instant.nullable(),
});
export type MyShares = z.infer<typeof MyShares>;
