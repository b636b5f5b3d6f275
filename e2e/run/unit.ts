// npm run test:unit -- [filters]: builds the app if it must be, because packages are tested, too; then the unit tests.
import { buildApp } from './build-app.ts';
import { runUnit } from './suites.ts';
import { report } from './summary.ts';

process.exitCode = (await buildApp()) ? report([await runUnit(process.argv.slice(2))]) : 1;
