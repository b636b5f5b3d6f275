import { z } from 'zod';

/** `values`: literals that aren't translated. */
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

export const PolicyProblem = z.object({
  kind: z.enum(['unreadable', 'notTrusted', 'notJson', 'unknownField', 'wrongValue']),
  /** 1-based; null for the whole file. */
  line: z.number().int().positive().nullable(),
  field: z.string().nullable(),
  expected: PolicyExpectation,
});
export type PolicyProblem = z.infer<typeof PolicyProblem>;

/** For display; `value` null: turned off, as "no updates". */
const ManagedField = z.object({ field: z.string(), value: z.string().nullable() });

export const Management = z.object({
  /** For display; null: nothing is managed. */
  path: z.string().nullable(),
  fields: z.array(ManagedField),
  problems: z.array(PolicyProblem),
});
export type Management = z.infer<typeof Management>;

export const Licence = z.object({
  name: z.string(),
  version: z.string(),
  /** "MIT" */
  licence: z.string(),
  /** null: the package names its license but includes no text. */
  text: z.string().nullable(),
});
export type Licence = z.infer<typeof Licence>;

/**
 * idle -> checking -> current or available -> downloading -> ready -> installing. waiting: until
 * `transfersLeft` transfers have ended.
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
   * noFeed: this build has no update feed. policy: an administrator handles updates. notInstalled: it runs
   * from a place it can't replace. packaged: updated by the system's package manager. unsigned: the source of
   * an update couldn't be verified.
   */
  offReason: z.enum(['noFeed', 'policy', 'notInstalled', 'packaged', 'unsigned']).nullable(),
  version: z.string().nullable(),
  percent: z.number().int().min(0).max(100).nullable(),
  transfersLeft: z.number().int().nonnegative(),
  /** When the feed last answered, ISO 8601. */
  checkedAt: z.string().max(40).nullable(),
  failure: z
    .object({
      during: z.enum(['check', 'download', 'install']),
      /** damaged: not what the feed announced. unsigned: not signed by this version's publisher. */
      reason: z.enum(['unreachable', 'damaged', 'unsigned', 'notUnderstood', 'other']),
    })
    .nullable(),
});
export type UpdateState = z.infer<typeof UpdateState>;
