// npm run test:changed -- [BASE]: runs the tests closest to the changes since BASE (HEAD: uncommitted ones),
// as many as take about ten seconds. Lists related tests that did not fit; "npm test" runs everything.
import { execFileSync } from 'node:child_process';
import { buildApp } from './build-app.ts';
import { chooseSpecs, chooseUnits, isOfApp } from './choose-tests.ts';
import { chooseHost } from './choose-host.ts';
import { readImporters } from './import-graph.ts';
import { root } from './root.ts';
import { chooseSeed, runE2e, runUnit } from './suites.ts';
import type { Outcome } from './suites.ts';
import { report } from './summary.ts';
import { readTimings } from './timings.ts';

const unitBudgetMs = 6000;
const specBudgetMs = 6000;

const git = (...args: string[]): string[] =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);

const base = process.argv[2] ?? 'HEAD';
const changed = [
  ...git('diff', '--name-only', '--diff-filter=d', base),
  ...git('ls-files', '--others', '--exclude-standard'),
];
const sources = git('ls-files', '--cached', '--others', '--exclude-standard');
const importers = readImporters(root);
const durationsMs = readTimings();
const ofSuite = (ending: RegExp): string[] => sources.filter((path) => ending.test(path));
const shared = { changed, importers, durationsMs };
const units = chooseUnits({ ...shared, tests: ofSuite(/\.test\.tsx?$/), budgetMs: unitBudgetMs });
const specs = chooseSpecs({ ...shared, tests: ofSuite(/\.spec\.ts$/), budgetMs: specBudgetMs });

const seed = chooseSeed();
const outcomes: Outcome[] = [];
if (units.chosen.length > 0) outcomes.push(await runUnit({ seed, filters: units.chosen }));
const mayRunSpecs = specs.chosen.length > 0 && (!changed.some(isOfApp) || (await buildApp()));
if (mayRunSpecs && (await chooseHost({ mayFetch: false })) !== null)
  outcomes.push(await runE2e({ seed, filters: specs.chosen }));
const leftOut = [...units.leftOut, ...specs.leftOut];
if (leftOut.length > 0) console.log(`left out, run by "npm test": ${leftOut.join(', ')}`);
if (outcomes.length === 0) console.log('No test depends on the changes.');
else process.exitCode = report(outcomes, seed);
