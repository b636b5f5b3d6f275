import type { Failure } from '../../electron/contract/errors.ts';
import { toFailureSentences } from '../../electron/contract/strings/failure-sentences.ts';

/** `text` says what is safe and what to do now. */
export interface FailureText {
  title: string;
  text: string;
}

/** What is no longer listed can't be named by the core. */
export const named = (failure: Failure, name: string): Failure => ({
  ...failure,
  subject: failure.subject ?? name,
});

/** Codes, status, and request id belong under "Details", see `toFailureReport`. */
export const toFailureText = (failure: Failure, leftMs: number | null = null): FailureText =>
  toFailureSentences(failure, leftMs);
