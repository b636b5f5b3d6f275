// npm test: builds the app, runs all unit tests and specs, and prints a one-line summary.
import { buildApp } from './build-app.ts';
import { chooseHost } from './choose-host.ts';
import { chooseSeed, runE2e, runUnit } from './suites.ts';
import type { Outcome } from './suites.ts';
import { report } from './summary.ts';

const seed = chooseSeed();
const startedAt = performance.now();
const isBuilt = await buildApp();
const canRun = isBuilt && (await chooseHost({ mayFetch: false })) !== null;
const build: Outcome = {
  suite: 'build and browser',
  durationMs: performance.now() - startedAt,
  passed: 0,
  failures: canRun ? [] : [{ name: 'build and browser', reason: isBuilt ? 'no browser' : 'not built' }],
  skips: [],
  timings: [],
};
const outcomes = [build, await runUnit({ seed, filters: [] })];
if (canRun) outcomes.push(await runE2e({ seed, filters: [] }));
process.exitCode = report(outcomes, seed);
