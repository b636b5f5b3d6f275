import { buildApp } from './build-app.ts';
import { chooseHost } from './choose-host.ts';
import { chooseSeed, runE2e } from './suites.ts';
import { report } from './summary.ts';

const seed = chooseSeed();
const canRun = (await buildApp()) && (await chooseHost({ mayFetch: false })) !== null;
process.exitCode = canRun ? report([await runE2e({ seed, filters: process.argv.slice(2) })], seed) : 1;
