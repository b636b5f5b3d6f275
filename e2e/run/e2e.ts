// npm run test:e2e -- [filters and Playwright's own switches]
import { buildApp } from './build-app.ts';
import { chooseHost } from './choose-host.ts';
import { runE2e } from './suites.ts';
import { report } from './summary.ts';

const canRun = (await buildApp()) && (await chooseHost({ mayFetch: false })) !== null;
process.exitCode = canRun ? report([await runE2e(process.argv.slice(2))]) : 1;
