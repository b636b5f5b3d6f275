import { z } from 'zod';

/** The program itself: what an administrator fixed, what it is made of, its updates. */

/** What should stand in a place of the administrator's file. `values`: what is the same in every language. */
const PolicyExpectation = z.object({
  kind: z.enum([
    'atMost',
    'readable',
    'rootsOnly',
    'json',
    'fields',
    'clientId',
    'tenant',
    'oneOf',
    'someOf',
    'feed',
  ]),
  values: z.string(),
});
export type PolicyExpectation = z.infer<typeof PolicyExpectation>;

/** What is wrong with the administrator's file, so that it can be found and repaired. */
export const PolicyProblem = z.object({
  kind: z.enum(['unreadable', 'notTrusted', 'notJson', 'unknownField', 'wrongValue']),
  /** Counted from 1; null where the whole file is meant. */
  line: z.number().int().positive().nullable(),
  field: z.string().nullable(),
  expected: PolicyExpectation,
});
export type PolicyProblem = z.infer<typeof PolicyProblem>;

/** A field an administrator fixed, for showing; null: fixed to nothing, as "no updates". */
const ManagedField = z.object({ field: z.string(), value: z.string().nullable() });

export const Management = z.object({
  /** For showing; null: nothing is managed here. */
  path: z.string().nullable(),
  fields: z.array(ManagedField),
  problems: z.array(PolicyProblem),
});
export type Management = z.infer<typeof Management>;

/** A package whose code is part of Slipway. */
export const Licence = z.object({
  name: z.string(),
  version: z.string(),
  /** "MIT" */
  licence: z.string(),
  /** null: its package names the licence and brings no text. */
  text: z.string().nullable(),
});
export type Licence = z.infer<typeof Licence>;

/**
 * off: `offReason` says why. idle -> checking -> current or available -> downloading -> ready -> installing. waiting: it
 * will be installed when `transfersLeft` transfers have ended. failed: `failure` says during what, and why.
 */
export const UpdateState = z.object({
  state: z.enum([
    'off',
    'idle',
    'checking',
    'current',
    'available',
    'downloading',
    'ready',
    'waiting',
    'installing',
    'failed',
  ]),
  /**
   * noFeed: this build knows no place for updates. policy: an administrator brings them. notInstalled: it runs from
   * somewhere it can't replace. packaged: a deb or rpm, renewed as it came. unsigned: nobody could tell whose update it is.
   */
  offReason: z.enum(['noFeed', 'policy', 'notInstalled', 'packaged', 'unsigned']).nullable(),
  /** The version on offer. */
  version: z.string().nullable(),
  percent: z.number().int().min(0).max(100).nullable(),
  transfersLeft: z.number().int().nonnegative(),
  /** When the feed last answered, ISO 8601. */
  checkedAt: z.string().max(40).nullable(),
  failure: z
    .object({
      during: z.enum(['check', 'download', 'install']),
      /** damaged: not what the feed promised. unsigned: not signed by the signer of this one. */
      reason: z.enum(['unreachable', 'damaged', 'unsigned', 'notUnderstood', 'other']),
    })
    .nullable(),
});
export type UpdateState = z.infer<typeof UpdateState>;
