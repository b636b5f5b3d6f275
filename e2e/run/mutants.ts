// npm run mutants -- [PART…]: removes one guard after another in a copy of the sources and runs the nearest
// tests. PART matches a path, a guard's description or its file; default: all. Not part of the tests.
// The same tests run without changes first: they must pass, and their time sets the limit.
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
import {
  isExpected,
  toLimits,
  toVerdict,
  type Limits,
  type Run,
  type UnitReport,
  type Verdict,
} from '../mutants/verdict.ts';
import { root } from './root.ts';

/** For tests without changes. */
const firstLimits: Limits = { testMs: 60_000, runMs: 30 * 60_000 };
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

function copySources(): string {
  const copy = mkdtempSync(join(tmpdir(), 'slipway-mutants-'));
  for (const path of globSync(copied, { cwd: root }))
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function runTests(
  copy: string,
  tests: readonly string[],
  { testMs, runMs }: Limits,
  more: readonly string[] = [],
): Promise<Run> {
  const report = join(copy, 'mutant.json');
  rmSync(report, { force: true });
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const args = [
    vitest,
    'run',
    '-c',
    'e2e/vitest.config.ts',
    '--reporter=json',
    `--outputFile.json=${report}`,
    `--testTimeout=${testMs}`,
    `--hookTimeout=${testMs}`,
  ];
  // A process group, so that its workers are killed with it.
  const child = spawn(process.execPath, [...args, ...more, ...tests], {
    cwd: copy,
    stdio: 'ignore',
    detached: true,
  });
  let isCut = false;
  const timer = setTimeout(() => {
    isCut = true;
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  }, runMs);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return {
    report: existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as UnitReport) : null,
    isCut,
  };
}

/** null: they do not pass without changes. */
async function measure(copy: string, tests: readonly string[]): Promise<Limits | null> {
  const startMs = performance.now();
  const verdict = toVerdict(await runTests(copy, tests, firstLimits));
  if (verdict === 'survived') return toLimits(Math.ceil(performance.now() - startMs));
  console.error(`Without any change (${verdict}): ${tests.join(', ')}. See npm run test:unit.`);
  return null;
}

async function tryMutant(copy: string, mutant: PlacedMutant, limits: Limits): Promise<Verdict> {
  const path = join(copy, mutant.file);
  const sound = readFileSync(path, 'utf8');
  writeFileSync(path, mutate(sound, mutant));
  try {
    return toVerdict(await runTests(copy, mutant.tests, limits, ['--bail=1']));
  } finally {
    writeFileSync(path, sound);
  }
}

async function main(parts: readonly string[]): Promise<void> {
  const isWanted = ({ file, guard }: PlacedMutant) =>
    parts.length === 0 || parts.some((part) => file.includes(part) || guard.includes(part));
  const copy = copySources();
  try {
    const measured = new Map<string, Limits | null>();
    const verdicts = new Map<Verdict, number>();
    for (const mutant of allMutants.filter(isWanted)) {
      const key = mutant.tests.join(' ');
      const limits = measured.get(key) ?? (measured.has(key) ? null : await measure(copy, mutant.tests));
      measured.set(key, limits);
      const verdict = limits === null ? 'broken' : await tryMutant(copy, mutant, limits);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      const isFine = isExpected(verdict, mutant.survives);
      if (!isFine) process.exitCode = 1;
      const note = isFine && verdict === 'survived' ? ` (${mutant.survives})` : '';
      const undecided = verdict === 'hung' ? ` (not decided after ${(limits?.runMs ?? 0) / 1000} s)` : '';
      console.log(`${verdict.padEnd(8)} ${mutant.file}: ${mutant.guard}${note}${undecided}`);
    }
    console.log([...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', '));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
