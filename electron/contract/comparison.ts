import { z } from 'zod';
import { maxSelectedIds } from './limits.ts';
import { Count, Id } from './values.ts';

/** `folders`: both sides have such a folder; their contents weren't compared. */
export const CompareOutcome = z.enum(['only', 'different', 'same', 'folders']);
export type CompareOutcome = z.infer<typeof CompareOutcome>;

export const ChosenOutcomes = z.strictObject({
  first: z.array(CompareOutcome).max(4),
  second: z.array(CompareOutcome).max(4),
});
export type ChosenOutcomes = z.infer<typeof ChosenOutcomes>;

const ComparedSide = z.object({
  counts: z.record(CompareOutcome, Count),
  /** The resulting selection; null: more items than a selection can name or exclude. */
  chosen: z
    .object({ count: Count, mode: z.enum(['only', 'allExcept']), itemIds: z.array(Id).max(maxSelectedIds) })
    .nullable(),
});

export const Comparison = z.object({
  first: ComparedSide,
  second: ComparedSide,
  byHash: Count,
  bySizeAndTime: Count,
});
export type Comparison = z.infer<typeof Comparison>;
