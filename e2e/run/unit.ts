// npm run test:unit -- [parts of paths and vitest options]
import { buildApp } from './build-app.ts';
import { chooseSeed, runUnit } from './suites.ts';
import { report } from './summary.ts';

const filters = process.argv.slice(2);
// Only the packaging tests need the built app.
const needsBuild =
  filters.every((filter) => filter.startsWith('-')) || filters.some((it) => it.includes('packag'));
const seed = chooseSeed();
process.exitCode = !needsBuild || (await buildApp()) ? report([await runUnit({ seed, filters })], seed) : 1;
