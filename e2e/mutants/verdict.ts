export type Verdict = 'killed' | 'survived' | 'hung' | 'broken';

export interface UnitReport {
  numTotalTests: number;
  success: boolean;
}

export interface Run {
  report: UnitReport | null;
  isCut: boolean;
}

export interface Limits {
  testMs: number;
  runMs: number;
}

const factor = 10;
const minTestMs = 60_000;

/** Limits with a guard removed, from the time the same tests took without changes. */
export function toLimits(unbrokenMs: number): Limits {
  const testMs = Math.max(minTestMs, factor * unbrokenMs);
  // A test that waits in vain must fail by its own limit first, and its hooks after it.
  return { testMs, runMs: 3 * testMs };
}

export function toVerdict({ report, isCut }: Run): Verdict {
  if (isCut && report === null) return 'hung';
  if (report === null || report.numTotalTests === 0) return 'broken';
  return report.success ? 'survived' : 'killed';
}

/** Whether the verdict is as it should be. `survives` explains survivors. */
export const isExpected = (verdict: Verdict, survives: string | undefined): boolean =>
  verdict === 'killed' || (verdict === 'survived' && survives !== undefined);
