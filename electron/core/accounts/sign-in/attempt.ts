import type { SignIn, SignInRequest } from '../../../contract/sign-in.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { AppRegistration } from '../clouds.ts';
import type { NetworkPorts } from '../msal-network.ts';
import type { SignInStep } from './completed-steps.ts';

export interface Attempt<R extends SignInRequest = SignInRequest> {
  readonly request: R;
  readonly registration: AppRegistration;
  readonly ports: NetworkPorts;
  /** Aborted when it is cancelled, or its window closes. */
  readonly signal: AbortSignal;
  readonly again: { address: string; claims: string | null } | null;
  show(patch: Partial<SignIn>): void;
  markDone(step: SignInStep): void;
  /** May open the page again on request. @throws AppError browserNotOpened */
  openPage(url: string): Promise<void>;
  offerPage(url: string): void;
}

export type RequestOf<W extends SignInRequest['method']> = Extract<SignInRequest, { method: W }>;

export async function waitForPerson<T>(
  { signal, show }: Pick<Attempt, 'signal' | 'show'>,
  clock: Clock,
  waitMs: number,
  late: AppError['code'],
  answer: Promise<T>,
): Promise<T> {
  const over = new AbortController();
  show({ until: new Date(clock.now() + waitMs).toISOString() });
  const timeOut = clock
    .sleep(waitMs, AbortSignal.any([signal, over.signal]))
    .then(() => Promise.reject(new AppError(late)))
    .catch((error: unknown) => Promise.reject(error instanceof AppError ? error : new AppError('cancelled')));
  try {
    return await Promise.race([answer, timeOut]);
  } finally {
    over.abort();
    show({ until: null });
    timeOut.catch(() => undefined);
  }
}
