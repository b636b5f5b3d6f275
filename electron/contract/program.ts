import { z } from 'zod';

/** The program itself: what an administrator fixed, what it is made of, its updates. */

/** What is wrong with the administrator's file, so that it can be found and repaired. */
export const PolicyProblem = z.object({
  kind: z.enum(['unreadable', 'notTrusted', 'notJson', 'unknownField', 'wrongValue']),
  /** Counted from 1; null where the whole file is meant. */
  line: z.number().int().positive().nullable(),
  field: z.string().nullable(),
  /** What should stand there. */
  expected: z.string(),
});
export type PolicyProblem = z.infer<typeof PolicyProblem>;
