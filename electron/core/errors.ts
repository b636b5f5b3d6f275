import { errorCodes, toFailure, type ErrorCode, type KnownFacts } from '../contract/error-codes.ts';
import type { Failure } from '../contract/errors.ts';

/** Details of an expected failure besides its code. */
export interface Circumstances<C extends ErrorCode = ErrorCode> {
  subject?: string | null;
  /** Those that `codeFacts` declares for the code. */
  facts?: KnownFacts<C>;
  details?: Failure['details'];
  cause?: unknown;
  /** This request, or an earlier attempt of it, may have been executed all the same. Default false. */
  mayBeDone?: boolean;
}

/**
 * Crosses the bridge as a value with its code; any other exception is a bug. The message is for the log and
 * never shown.
 */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError';
  readonly code: C;
  readonly subject: string | null;
  readonly facts: KnownFacts<C>;
  readonly details: Failure['details'];
  readonly mayBeDone: boolean;

  constructor(code: C, circumstances: Circumstances<C> = {}) {
    super(code, 'cause' in circumstances ? { cause: circumstances.cause } : undefined);
    this.code = code;
    this.subject = circumstances.subject ?? null;
    this.facts = circumstances.facts ?? {};
    this.details = circumstances.details ?? null;
    this.mayBeDone = circumstances.mayBeDone ?? false;
  }

  toFailure(): Failure {
    return toFailure(this.code, this.subject, this.facts, this.details);
  }

  /** The same failure with a file or folder name, unless it already has one. */
  about(subject: string | null): AppError<C> {
    if (this.subject !== null || subject === null) return this;
    return this.with({ subject });
  }

  /** The same failure of another file or folder name. */
  naming(subject: string): AppError<C> {
    return this.with({ subject });
  }

  /** The same failure of a request that may have been executed. */
  ofMaybeDone(): AppError<C> {
    return this.mayBeDone ? this : this.with({ mayBeDone: true });
  }

  private with(changes: Circumstances<C>): AppError<C> {
    const { subject, facts, details, mayBeDone } = this;
    return new AppError(this.code, { subject, facts, details, mayBeDone, cause: this, ...changes });
  }
}

export function isAppError<C extends ErrorCode = ErrorCode>(
  error: unknown,
  ...codes: readonly C[]
): error is AppError<C> {
  const wanted: readonly ErrorCode[] = codes;
  return error instanceof AppError && (wanted.length === 0 || wanted.includes(error.code));
}

const known: ReadonlySet<unknown> = new Set(errorCodes);

export const isErrorCode = (code: unknown): code is ErrorCode => known.has(code);
