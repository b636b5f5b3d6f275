import type { Outcome } from './suites.ts';
import { keepTimings } from './timings.ts';

const maxSlowest = 10;

export function report(outcomes: readonly Outcome[], seed: number): number {
  const skips = outcomes.flatMap((outcome) => outcome.skips);
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  const lines = [
    '',
    ...toTimeLines(outcomes),
    ...toSlowestLines(outcomes),
    ...skips.map(({ name, reason }) => `skipped: ${name} (${reason})`),
    ...failures.map(({ name, reason }) => `failed: ${name} (${reason})`),
    `SEED=${seed} repeats this order`,
    `${passed} passed, ${failures.length} failed${skips.length > 0 ? `, ${skips.length} skipped` : ''}`,
  ];
  console.log(lines.join('\n'));
  keepTimings(outcomes);
  return failures.length === 0 && passed > 0 ? 0 : 1;
}

const toSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`.padStart(8);

function toTimeLines(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ suite, durationMs, timings }) => {
    const tests = timings.length > 0 ? `, ${timings.length} tests` : '';
    return `${toSeconds(durationMs)}  ${suite}${tests}`;
  });
}

function toSlowestLines(outcomes: readonly Outcome[]): string[] {
  const timings = outcomes.flatMap((outcome) => outcome.timings);
  if (timings.length <= 1) return [];
  const slowest = timings.sort((a, b) => b.durationMs - a.durationMs).slice(0, maxSlowest);
  return [
    `the ${slowest.length} slowest tests:`,
    ...slowest.map(({ file, title, durationMs }) => `${toSeconds(durationMs)}  ${file} › ${title}`),
  ];
}
