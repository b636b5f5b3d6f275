/** Removes one guard from the sources; a test must fail. */
export interface Mutant {
  /** What the guard ensures, in a few words. */
  guard: string;
  /** Exact text that occurs once in the file; whole lines if possible. */
  from: string;
  to: string;
  /** Parts of the paths of tests that must fail; the group's tests by default. */
  tests?: readonly string[];
  /** Why no test can detect it. */
  survives?: string;
}

export interface MutantGroup {
  /** "electron/core/transfers/run/verify.ts" */
  file: string;
  tests: readonly string[];
  mutants: readonly Mutant[];
}
