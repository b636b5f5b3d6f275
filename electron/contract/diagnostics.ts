import { z } from 'zod';

/** `count`: how many problems it found, or for `space` the free bytes. */
export const DiagnosisCheck = z.object({
  name: z.enum([
    'profile',
    'space',
    'keyring',
    'journal',
    'index',
    'signIn',
    'throttling',
    'transfers',
    'crashes',
  ]),
  isGood: z.boolean(),
  count: z.number().int().nonnegative(),
});
export type DiagnosisCheck = z.infer<typeof DiagnosisCheck>;

export const Diagnosis = z.object({ checks: z.array(DiagnosisCheck) });
export type Diagnosis = z.infer<typeof Diagnosis>;
