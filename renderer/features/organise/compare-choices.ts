import type { ChosenOutcomes, CompareOutcome, Comparison } from '../../../electron/contract/comparison.ts';
import { paneBeside } from '../../state/pane.ts';

export const compareChoices = ['onlyFirst', 'onlySecond', 'different', 'same'] as const;
export type CompareChoice = (typeof compareChoices)[number];

const outcomes: Record<CompareChoice, { first: CompareOutcome | null; second: CompareOutcome | null }> = {
  onlyFirst: { first: 'only', second: null },
  onlySecond: { first: null, second: 'only' },
  different: { first: 'different', second: 'different' },
  same: { first: 'same', second: 'same' },
};

const isSome = (outcome: CompareOutcome | null) => outcome !== null;

export const toOutcomes = (choices: readonly CompareChoice[]): ChosenOutcomes => ({
  first: choices.map((choice) => outcomes[choice].first).filter(isSome),
  second: choices.map((choice) => outcomes[choice].second).filter(isSome),
});

export function toCount({ first, second }: Comparison, choice: CompareChoice): number {
  const { first: here, second: there } = outcomes[choice];
  if (here !== null) return first.counts[here];
  return there === null ? 0 : second.counts[there];
}

/** Clears the filters of both panes so that the selection is visible. */
export function selectCompared({ first, second }: Comparison): void {
  for (const [side, { chosen }] of [
    ['start', first],
    ['end', second],
  ] as const) {
    if (chosen === null) continue;
    const pane = paneBeside(side);
    if (pane.now().filter !== '') pane.setFilter('');
    pane.select({ type: 'rule', mode: chosen.mode, ids: chosen.itemIds });
  }
}
