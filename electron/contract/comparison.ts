import { z } from 'zod';
import { Id, maxSelectedIds } from './records.ts';

/**
 * Of an item in one of two folders: the other has none of that name, another one, or the same. `folders`: both have a
 * folder of that name, and what is in them was not compared.
 */
export const CompareOutcome = z.enum(['only', 'different', 'same', 'folders']);
export type CompareOutcome = z.infer<typeof CompareOutcome>;

/** What is to be selected on each side. */
export const ChosenOutcomes = z.strictObject({
  first: z.array(CompareOutcome).max(4),
  second: z.array(CompareOutcome).max(4),
});
export type ChosenOutcomes = z.infer<typeof ChosenOutcomes>;

const Count = z.number().int().nonnegative();

const ComparedSide = z.object({
  counts: z.record(CompareOutcome, Count),
  /** The rule that selects what was asked for; null: a selection can't name so many, and neither all others. */
  chosen: z
    .object({ count: Count, mode: z.enum(['only', 'allExcept']), itemIds: z.array(Id).max(maxSelectedIds) })
    .nullable(),
});

export const Comparison = z.object({
  first: ComparedSide,
  second: ComparedSide,
  /** How many pairs of files were judged by their hashes, and how many by size and time. */
  byHash: Count,
  bySizeAndTime: Count,
});
export type Comparison = z.infer<typeof Comparison>;
