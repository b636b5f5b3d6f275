import { z } from 'zod';
import { IndexState } from './found.ts';
import { Id, Instant, KnownQuota, NamedFailure } from './records.ts';
import { Permissions } from './sign-in.ts';

const Count = z.number().int().nonnegative();

/** What is known here of one account. Nothing is asked of OneDrive for it. */
export const AccountOverview = z.object({
  accountId: Id,
  /** Also of an earlier session; null: nobody ever asked. */
  quota: KnownQuota.nullable(),
  /** Of its own drive; null: nobody has looked at it since Slipway was started. */
  index: IndexState.pick({ state: true, itemCount: true, freshAt: true }).nullable(),
  transfers: z.object({
    /** In line, running, or waiting. */
    active: Count,
    paused: Count,
    conflicts: Count,
    failed: Count,
  }),
  /** Until when the service asked it to wait. */
  waitingUntil: Instant.nullable(),
  /** The day of its latest request; null: none was counted yet. */
  lastUsedAt: Instant.nullable(),
  permissions: Permissions,
  /** Accounts with the same number are opened by the same app: a new secret of one is that of all. null: a person's. */
  app: Count.nullable(),
});
export type AccountOverview = z.infer<typeof AccountOverview>;

/** Which accounts something is for. */
export const AccountChoice = z.array(Id).min(1).max(5000);

/** What came of something that was done with many accounts: one that fails keeps no other. */
export const ManyDone = z.object({ doneCount: Count, failures: z.array(NamedFailure) });
export type ManyDone = z.infer<typeof ManyDone>;

/** What a file about accounts is of: a line for each account, or for each permission of each. */
export const AccountReport = z.enum(['accounts', 'permissions']);
export type AccountReport = z.infer<typeof AccountReport>;
