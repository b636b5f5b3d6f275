import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findLeaks } from './leaks.ts';
import { results } from './places.ts';
import { root } from './root.ts';
import { runCommand } from './run-command.ts';
import type { Ended } from './run-command.ts';

export interface Skip {
  name: string;
  reason: string;
}

interface Failure {
  name: string;
  reason: string;
}

interface Timing {
  file: string;
  title: string;
  durationMs: number;
}

export interface Outcome {
  suite: string;
  durationMs: number;
  passed: number;
  failures: Failure[];
  skips: Skip[];
  timings: Timing[];
}

export interface RunOptions {
  seed: number;
  /** Paths, parts of paths, and options of the runner. */
  filters: readonly string[];
}

export const chooseSeed = (): number => Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

interface UnitReport {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: {
      status: string;
      fullName: string;
      duration?: number | null;
      failureMessages?: string[];
      meta?: { reason?: string };
    }[];
  }[];
}

export async function runUnit({ seed, filters }: RunOptions): Promise<Outcome> {
  const report = prepareReport('unit.json');
  const tool = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const order = ['--sequence.shuffle.tests', `--sequence.seed=${seed}`];
  const args = [tool, 'run', '-c', 'e2e/vitest.config.ts', ...reporters, ...order, ...filters];
  const startedAt = performance.now();
  const ended = await runCommand(process.execPath, args, { output: 'show' });
  const read = readReport(report) as UnitReport | null;
  const files = read?.testResults ?? [];
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: relative(root, name) })),
  );
  const unloaded = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return judge(ended, {
    suite: 'units',
    durationMs: performance.now() - startedAt,
    passed: tests.filter((test) => test.status === 'passed').length,
    failures: [
      ...tests
        .filter((test) => test.status === 'failed')
        .map((test) => toFailure(`${test.file} › ${test.fullName}`, test.failureMessages?.[0])),
      ...unloaded.map(({ name, message }) => toFailure(relative(root, name), message)),
    ],
    skips: tests
      .filter((test) => !['passed', 'failed'].includes(test.status))
      .map((test) => ({ name: test.fullName, reason: test.meta?.reason ?? 'marked in its file' })),
    timings: tests.map(({ file, fullName, duration }) => ({
      file,
      title: fullName,
      durationMs: duration ?? 0,
    })),
  });
}

interface Spec {
  title: string;
  file: string;
  tests: {
    status: string;
    annotations: { type: string; description?: string }[];
    results: { duration: number; error?: { message?: string } }[];
  }[];
}
interface SpecSuite {
  title: string;
  specs: Spec[];
  suites?: SpecSuite[];
}
interface SpecReport {
  suites: SpecSuite[];
  errors: { message?: string }[];
}

export async function runE2e({ seed, filters }: RunOptions): Promise<Outcome> {
  const report = prepareReport('e2e.json');
  const tool = join(root, 'node_modules/@playwright/test/cli.js');
  const args = [tool, 'test', '-c', 'e2e/playwright.config.ts', `--shuffle=${seed}`, ...filters];
  const startedAt = performance.now();
  const ended = await runCommand(process.execPath, args, {
    output: 'show',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const read = readReport(report) as SpecReport | null;
  const outcome: Outcome = {
    suite: 'windows',
    durationMs: performance.now() - startedAt,
    passed: 0,
    failures: (read?.errors ?? []).map(({ message }) => toFailure('windows', message)),
    skips: [],
    timings: [],
  };
  for (const suite of read?.suites ?? []) count(suite, outcome);
  return judge(ended, outcome);
}

function count(suite: SpecSuite, outcome: Outcome): void {
  for (const { title, file, tests } of suite.specs) {
    for (const { status, annotations, results: tries } of tests) {
      const durationMs = tries.reduce((sum, { duration }) => sum + duration, 0);
      outcome.timings.push({ file: `e2e/${file}`, title, durationMs });
      if (status === 'expected') outcome.passed++;
      else if (status === 'skipped') {
        const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'marked in its file';
        outcome.skips.push({ name: `${suite.title} › ${title}`, reason });
        // A test that only passes when retried has failed.
      } else {
        const message = tries.find(({ error }) => error !== undefined)?.error?.message;
        outcome.failures.push(toFailure(`e2e/${file} › ${title}`, message));
      }
    }
  }
  for (const inner of suite.suites ?? []) count(inner, outcome);
}

function prepareReport(name: string): string {
  mkdirSync(results, { recursive: true });
  const path = join(results, name);
  rmSync(path, { force: true });
  return path;
}

function readReport(path: string): unknown {
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, 'utf8'));
}

const known = new Set<string>();

function judge(ended: Ended, outcome: Outcome): Outcome {
  const leaks = findLeaks(ended.output).filter((leak) => !known.has(leak));
  for (const leak of leaks) {
    known.add(leak);
    console.error(`LEAK  ${leak}`);
  }
  const failures = [...outcome.failures, ...leaks.map((leak) => ({ name: 'leaked secret', reason: leak }))];
  if (ended.code !== 0 && failures.length === 0)
    failures.push({ name: outcome.suite, reason: `the runner ended with code ${ended.code}` });
  return { ...outcome, failures };
}

function toFailure(name: string, message = ''): Failure {
  const [firstLine = ''] = stripVTControlCharacters(message).trim().split('\n');
  return { name, reason: firstLine || 'no message' };
}
