import type { Outcome } from './suites.ts';

/** Prints what was skipped and why, then the one line that sums everything up; the exit code. */
export function report(outcomes: readonly Outcome[]): number {
  const skips = outcomes.flatMap((outcome) => outcome.skips);
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  for (const { name, reason } of skips) console.log(`skipped: ${name} (${reason})`);
  console.log(`${passed} passed, ${failed} failed${skips.length > 0 ? `, ${skips.length} skipped` : ''}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
