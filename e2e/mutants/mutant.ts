/** One guard, taken out of the sources: a test must notice. */
export interface Mutant {
  /** What the code promises, in a few words. */
  guard: string;
  /** The exact text as it stands in the file, there once; whole lines where that is easy. */
  from: string;
  to: string;
  /** Parts of the paths of the tests that must notice; without it those of the group. */
  tests?: readonly string[];
  /** Why no test can notice it. */
  survives?: string;
}

export interface MutantGroup {
  /** "electron/core/transfers/run/verify.ts" */
  file: string;
  tests: readonly string[];
  mutants: readonly Mutant[];
}
