import type { ErrorCode, Failure } from '../contract/errors.ts';
import { exitCodes, toExitCode, type ExitCode } from './exit-codes.ts';

export class CommandError extends Error {
  readonly exitCode: ExitCode;
  /** Of the failure that the sentence replaces, for programs. */
  readonly code: ErrorCode | null;

  constructor(sentence: string, exitCode: ExitCode = exitCodes.failed, code: ErrorCode | null = null) {
    super(sentence);
    this.exitCode = exitCode;
    this.code = code;
  }
}

export class CallFailed extends Error {
  readonly failure: Failure;
  readonly exitCode: ExitCode;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
    this.exitCode = toExitCode(failure.code);
  }
}
