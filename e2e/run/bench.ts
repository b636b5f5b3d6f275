// npm run bench -- [name] [arguments of the benchmark]: builds the app and runs the benchmarks one after
// another. They only report; no result makes them fail.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { chooseHost } from './choose-host.ts';
import { root } from './root.ts';
import { runCommand } from './run-command.ts';

const folder = join(root, 'e2e/bench');
const wanted = process.argv[2] ?? '';
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts') && name.includes(wanted))
  .sort();

const canRun = (await buildApp()) && (await chooseHost({ mayFetch: false })) !== null;
process.exitCode = canRun ? 0 : 1;
for (const name of canRun ? names : []) {
  console.log(`\n== ${name.slice(0, -'.bench.ts'.length)}`);
  const { code } = await runCommand(process.execPath, [join(folder, name), ...process.argv.slice(3)], {
    output: 'show',
  });
  if (code !== 0) process.exitCode = 1;
}
