import { z } from 'zod';
import { IndexState } from './found.ts';
import { NamedFailure } from './changes.ts';
import { KnownQuota } from './records.ts';
import { Count, Id, Instant } from './values.ts';
import { Permissions } from './sign-in.ts';

/** Known without asking OneDrive. */
export const AccountOverview = z.object({
  accountId: Id,
  /** May come from an earlier session; null: never requested. */
  quota: KnownQuota.nullable(),
  /** Of its own drive; null: not opened since Slipway was started. */
  index: IndexState.pick({ state: true, itemCount: true, freshAt: true }).nullable(),
  transfers: z.object({
    /** Includes queued and waiting transfers. */
    active: Count,
    paused: Count,
    conflicts: Count,
    failed: Count,
  }),
  /** When a throttled account may continue. */
  waitingUntil: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  permissions: Permissions,
  /** Accounts with the same number share an app, and so a client secret. null: signed in as a person. */
  app: Count.nullable(),
});
export type AccountOverview = z.infer<typeof AccountOverview>;

export const AccountChoice = z.array(Id).min(1).max(5000);

/** A failed one doesn't stop the others. */
export const ManyDone = z.object({ doneCount: Count, failures: z.array(NamedFailure) });
export type ManyDone = z.infer<typeof ManyDone>;

/** One CSV row per account, or per permission of each account. */
export const AccountReport = z.enum(['accounts', 'permissions']);
export type AccountReport = z.infer<typeof AccountReport>;
