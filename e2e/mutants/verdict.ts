/**
 * hung: the tests did not end within the limit, so nothing is decided: the machine may have been busy. broken: no
 * tests ran.
 */
export type Verdict = 'killed' | 'survived' | 'hung' | 'broken';

export interface UnitReport {
  numTotalTests: number;
  success: boolean;
}

export interface Run {
  /** null: none was written. */
  report: UnitReport | null;
  /** It was ended at the limit. */
  isCut: boolean;
}

export interface Limits {
  /** For one test or hook. */
  testMs: number;
  /** For all of them. */
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
