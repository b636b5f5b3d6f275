// npm run faults -- [CODE…]: runs the tests of each kind of fault in e2e/CASES.md ("A7"; default: all), line by line.
import { readFaultKinds, type FaultKind } from './fault-kinds.ts';
import { runCommand } from './run-command.ts';

async function runKind({ tests }: FaultKind, canRunSpecs: boolean): Promise<boolean> {
  const files = [...new Set(tests.map(({ file }) => file))];
  const units = files.filter((file) => !file.endsWith('.spec.ts'));
  const specs = files.filter((file) => file.endsWith('.spec.ts'));
  const run = async (script: string, paths: readonly string[]) =>
    paths.length === 0 ||
    (await runCommand(process.execPath, [script, ...paths], { output: 'keep' })).code === 0;
  return (await run('e2e/run/unit.ts', units)) && (!canRunSpecs || (await run('e2e/run/e2e.ts', specs)));
}

const args = process.argv.slice(2);
const codes = args.filter((arg) => !arg.startsWith('--'));
for (const kind of readFaultKinds()) {
  if (codes.length > 0 && !codes.includes(kind.code)) continue;
  const isGreen = await runKind(kind, !args.includes('--units'));
  console.log(`${isGreen ? 'green' : 'RED  '} ${kind.code.padEnd(3)} ${kind.kind}`);
  if (!isGreen) process.exitCode = 1;
}
