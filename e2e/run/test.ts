// npm test: builds the app, runs every unit test and every spec, and sums them up in one last line.
import { buildApp } from './build-app.ts';
import { chooseHost } from './choose-host.ts';
import { runE2e, runUnit } from './suites.ts';
import { report } from './summary.ts';

const failedToStart = { passed: 0, failed: 1, skips: [] };
const hasBuilt = await buildApp();
const unit = await runUnit([]);
const canRun = hasBuilt && (await chooseHost({ mayFetch: false })) !== null;
process.exitCode = report([unit, canRun ? await runE2e([]) : failedToStart]);
