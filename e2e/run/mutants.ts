// npm run mutants -- [PART…]: removes one guard after another in a copy of the sources and runs the nearest
// tests. PART matches a path, a guard's description or its file; default: all. --trust skips the first run
// without changes. Not part of the tests.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allMutants, mutate, type PlacedMutant } from '../mutants/all-mutants.ts';
import { root } from './root.ts';

type Verdict = 'killed' | 'survived' | 'hung' | 'broken';

const hangMs = 180_000;
const copied = [
  'electron',
  'renderer',
  'e2e',
  'assets',
  '*.json',
  '*.ts',
  '*.md',
  '*.yml',
  '.oxlintrc.json',
  '.ci',
];

interface UnitReport {
  numTotalTests: number;
  numPassedTests: number;
  success: boolean;
}

function copySources(): string {
  const copy = mkdtempSync(join(tmpdir(), 'slipway-mutants-'));
  for (const path of globSync(copied, { cwd: root }))
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** null if they hang. */
async function runTests(
  copy: string,
  tests: readonly string[],
  isMutated: boolean,
): Promise<UnitReport | null> {
  const report = join(copy, 'mutant.json');
  rmSync(report, { force: true });
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const patience = ['--testTimeout=60000', '--hookTimeout=60000', ...(isMutated ? ['--bail=1'] : [])];
  const args = [
    vitest,
    'run',
    '-c',
    'e2e/vitest.config.ts',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  // A process group, so that its workers are killed with it.
  const child = spawn(process.execPath, [...args, ...patience, ...tests], {
    cwd: copy,
    stdio: 'ignore',
    detached: true,
  });
  const timer = setTimeout(
    () => process.kill(-(child.pid ?? 0), 'SIGKILL'),
    isMutated ? hangMs : 10 * hangMs,
  );
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as UnitReport) : null;
}

async function tryMutant(copy: string, mutant: PlacedMutant): Promise<Verdict> {
  const path = join(copy, mutant.file);
  const sound = readFileSync(path, 'utf8');
  writeFileSync(path, mutate(sound, mutant));
  try {
    const report = await runTests(copy, mutant.tests, true);
    if (report === null) return 'hung';
    if (report.numTotalTests === 0) return 'broken';
    return report.success ? 'survived' : 'killed';
  } finally {
    writeFileSync(path, sound);
  }
}

async function main(args: readonly string[]): Promise<void> {
  const parts = args.filter((arg) => !arg.startsWith('--'));
  const isWanted = ({ file, guard }: PlacedMutant) =>
    parts.length === 0 || parts.some((part) => file.includes(part) || guard.includes(part));
  const wanted = allMutants.filter(isWanted);
  const copy = copySources();
  try {
    const tests = [...new Set(wanted.flatMap((mutant) => mutant.tests))];
    const isSound = args.includes('--trust') || (await runTests(copy, tests, false))?.success === true;
    if (!isSound) console.error('Some of these tests fail without any change: see npm run test:unit.');
    const verdicts = new Map<Verdict, number>();
    for (const mutant of wanted) {
      const verdict = await tryMutant(copy, mutant);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      const isExplained = verdict === 'survived' && mutant.survives !== undefined;
      const note = isExplained ? ` (${mutant.survives})` : '';
      console.log(`${verdict.padEnd(8)} ${mutant.file}: ${mutant.guard}${note}`);
      if (verdict !== 'killed' && verdict !== 'hung' && !isExplained) process.exitCode = 1;
    }
    console.log([...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', '));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
