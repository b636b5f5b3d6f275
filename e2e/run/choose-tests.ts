import type { Importers } from './import-graph.ts';
import { findDependents } from './import-graph.ts';

export interface Choice {
  chosen: string[];
  leftOut: string[];
}

export interface ChoiceOptions {
  changed: readonly string[];
  tests: readonly string[];
  importers: Importers;
  durationsMs: ReadonlyMap<string, number>;
  budgetMs: number;
}

const unknownMs = 500;

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
 * Specs drive the built app and don't import it. First come specs that changed or that use changed files,
 * then those whose names share words with the changed paths: renderer/features/transfers ->
 * transfer-control.spec.ts.
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
