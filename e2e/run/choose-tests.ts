import type { Importers } from './import-graph.ts';
import { findDependents } from './import-graph.ts';

export interface Choice {
  /** Test files, nearest to the change first. */
  chosen: string[];
  /** Those that depend on the change, too, but would take longer than one wants to wait. */
  leftOut: string[];
}

export interface ChoiceOptions {
  changed: readonly string[];
  /** All test files of a suite. */
  tests: readonly string[];
  importers: Importers;
  /** How long a test file took the last time; one that never ran is taken for quick. */
  durationsMs: ReadonlyMap<string, number>;
  budgetMs: number;
}

const unknownMs = 500;

/** The unit tests that depend on what changed, as many as fit, at least one. */
export function chooseUnits(options: ChoiceOptions): Choice {
  const distances = findDependents(options.importers, options.changed);
  const related = options.tests.filter((path) => distances.has(path));
  const near = (path: string): number => distances.get(path) ?? 0;
  return fit(
    related.sort((a, b) => near(a) - near(b) || a.localeCompare(b)),
    options,
  );
}

/**
 * Specs drive the built app and import nothing of it. Those come first that were changed themselves or use what was;
 * then those whose names share words with the changed paths: renderer/features/transfers -> transfer-control.spec.ts.
 */
export function chooseSpecs(options: ChoiceOptions): Choice {
  const { changed, importers, tests } = options;
  const distances = findDependents(importers, changed);
  const wanted = new Set(changed.filter(isOfApp).flatMap(toWords));
  const score = (path: string): number =>
    distances.has(path) ? 100 : toWords(path).filter((word) => wanted.has(word)).length;
  const related = tests.filter((path) => score(path) > 0);
  return fit(
    related.sort((a, b) => score(b) - score(a) || a.localeCompare(b)),
    options,
  );
}

export const isOfApp = (path: string): boolean =>
  /^(electron|renderer)\//.test(path) && !/\.test\.tsx?$/.test(path);

/** "features/transfers/tray-head.tsx" -> transfer, tray, head; the folders that everything is in say nothing. */
function toWords(path: string): string[] {
  const words = path.replace(/\.(spec|test)?\.?tsx?$/, '').split(/[/.-]/);
  return words
    .filter((word) => !['electron', 'renderer', 'core', 'features', 'e2e', 'stories'].includes(word))
    .map((word) => word.replace(/s$/, ''));
}

function fit(sorted: readonly string[], { durationsMs, budgetMs }: ChoiceOptions): Choice {
  const choice: Choice = { chosen: [], leftOut: [] };
  let restMs = budgetMs;
  for (const path of sorted) {
    const costMs = durationsMs.get(path) ?? unknownMs;
    const fits = costMs <= restMs || choice.chosen.length === 0;
    if (fits) restMs -= costMs;
    (fits ? choice.chosen : choice.leftOut).push(path);
  }
  return choice;
}
