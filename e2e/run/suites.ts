import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findLeaks } from './leaks.ts';
import { results } from './places.ts';
import { root } from './root.ts';
import { runCommand } from './run-command.ts';
import type { Ended } from './run-command.ts';

export interface Skip {
  name: string;
  reason: string;
}

export interface Outcome {
  passed: number;
  failed: number;
  skips: Skip[];
}

/** vitest's own JSON report, as far as it is read here. */
interface UnitReport {
  testResults: {
    status: string;
    assertionResults: { status: string; fullName: string; meta?: { reason?: string } }[];
  }[];
}

export async function runUnit(filters: readonly string[]): Promise<Outcome> {
  const report = prepareReport('unit.json');
  const tool = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [tool, 'run', '-c', 'e2e/vitest.config.ts', ...reporters, ...filters];
  const ended = await runCommand(process.execPath, args, { output: 'show' });
  // Written a moment ago by the runner itself.
  const read = readReport(report) as UnitReport | null;
  const tests = read?.testResults.flatMap((file) => file.assertionResults) ?? [];
  // A file that could not even be loaded has failed without a test of its own.
  const unloaded = read?.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return judge(ended, {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length + (unloaded?.length ?? 0),
    skips: tests
      .filter((test) => !['passed', 'failed'].includes(test.status))
      .map((test) => ({ name: test.fullName, reason: test.meta?.reason ?? 'marked in its file' })),
  });
}

interface Spec {
  title: string;
  tests: { status: string; annotations: { type: string; description?: string }[] }[];
}
interface SpecSuite {
  title: string;
  specs: Spec[];
  suites?: SpecSuite[];
}
interface SpecReport {
  suites: SpecSuite[];
  errors: unknown[];
}

export async function runE2e(filters: readonly string[]): Promise<Outcome> {
  const report = prepareReport('e2e.json');
  const tool = join(root, 'node_modules/@playwright/test/cli.js');
  const args = [tool, 'test', '-c', 'e2e/playwright.config.ts', ...filters];
  const ended = await runCommand(process.execPath, args, {
    output: 'show',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  // Written a moment ago by the runner itself.
  const read = readReport(report) as SpecReport | null;
  const outcome: Outcome = { passed: 0, failed: read?.errors.length ?? 0, skips: [] };
  for (const suite of read?.suites ?? []) count(suite, outcome);
  return judge(ended, outcome);
}

function count(suite: SpecSuite, outcome: Outcome): void {
  for (const { title, tests } of suite.specs) {
    for (const { status, annotations } of tests) {
      if (status === 'expected') outcome.passed++;
      else if (status === 'skipped') {
        const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'marked in its file';
        outcome.skips.push({ name: `${suite.title} › ${title}`, reason });
        // A test that passes only at the second try has failed.
      } else outcome.failed++;
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

/** Leaks that an earlier suite of this run was blamed for already. */
const known = new Set<string>();

/** A runner that failed without a failed test, and each secret left behind, count as failures. */
function judge(ended: Ended, outcome: Outcome): Outcome {
  const leaks = findLeaks(ended.output).filter((leak) => !known.has(leak));
  for (const leak of leaks) {
    known.add(leak);
    console.error(`LEAK  ${leak}`);
  }
  const silent = ended.code !== 0 && outcome.failed === 0 ? 1 : 0;
  return { ...outcome, failed: outcome.failed + silent + leaks.length };
}
