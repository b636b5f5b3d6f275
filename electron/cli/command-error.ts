import type { ErrorCode, Failure } from '../contract/errors.ts';
import { exitCodes, toExitCode, type ExitCode } from './exit-codes.ts';

export class CommandError extends Error {
  readonly exitCode: ExitCode;
  /** Code of the failure that the sentence replaces, for JSON output. */
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
  /** One of several paths is wrong, which was found before anything was done with the others. */
  readonly leftOthers: boolean;

  constructor(failure: Failure, leftOthers = false) {
    super(failure.code);
    this.failure = failure;
    this.leftOthers = leftOthers;
    this.exitCode = toExitCode(failure.code);
  }
}

const aboutPaths: readonly ExitCode[] = [exitCodes.usage, exitCodes.notFound];

/** For a command that finds all its paths before it begins. */
export const toNothingDone = (error: unknown, pathCount: number): unknown =>
  error instanceof CallFailed && pathCount > 1 && aboutPaths.includes(error.exitCode)
    ? new CallFailed(error.failure, true)
    : error;
