import type { Failure } from '../contract/errors.ts';
import { exitCodes, toExitCode, type ExitCode } from './exit-codes.ts';

export class CommandError extends Error {
  readonly exitCode: ExitCode;

  constructor(sentence: string, exitCode: ExitCode = exitCodes.failed) {
    super(sentence);
    this.exitCode = exitCode;
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
