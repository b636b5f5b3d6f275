import type { ErrorCode, Failure } from '../../electron/contract/errors.ts';
import { toSignInAction } from './sign-in-action.ts';

/**
 * `success` and `plain` are announced politely and time out. `failure` is announced at once and stays until it
 * is over: what failed succeeds, the account is signed in again, for connection failures OneDrive answers, or
 * soon after the person has gone to another place.
 */
export interface Toast {
  toastId: number;
  tone: 'success' | 'plain' | 'failure';
  text: string;
  failure: Failure | null;
  /** What failed; a second failure of the same replaces it. */
  attempt: string | null;
  /** The account that the failure concerns. */
  accountId: string | null;
  action: ToastAction | null;
  /** Less prominent than `action`. */
  moreActions: readonly ToastAction[];
  /** null: stays */
  lifeMs: number | null;
}

export interface ToastAction {
  label: string;
  run: () => void;
}

export type NewToast = Pick<Toast, 'text'> & Partial<Omit<Toast, 'toastId' | 'text'>>;

const connectionTrouble: ReadonlySet<ErrorCode> = new Set([
  'offline',
  'networkSignIn',
  'proxySignIn',
  'serviceUnavailable',
  'driveReadOnly',
  'throttled',
]);

export const withoutConnectionTrouble = (toasts: readonly Toast[]): readonly Toast[] =>
  without(toasts, isConnectionTrouble);

const isConnectionTrouble = ({ failure }: Toast): boolean =>
  failure !== null && connectionTrouble.has(failure.code);

export const withoutAttempt = (toasts: readonly Toast[], attempt: string): readonly Toast[] =>
  without(toasts, (toast) => toast.attempt === attempt);

/** Failures that signing in fixes. */
export const withoutSignInTrouble = (toasts: readonly Toast[], accountId: string): readonly Toast[] =>
  without(
    toasts,
    ({ failure, accountId: of }) =>
      failure !== null && of === accountId && toSignInAction(failure, accountId) !== null,
  );

/** Another place is open: failures stay only as long as other messages. */
export const afterLeaving = (toasts: readonly Toast[]): readonly Toast[] =>
  toasts.some(({ lifeMs }) => lifeMs === null)
    ? toasts.map((toast) => (toast.lifeMs === null ? { ...toast, lifeMs: usualLifeMs } : toast))
    : toasts;

/** The same array if nothing matches, so that nothing renders. */
const without = (toasts: readonly Toast[], isOver: (toast: Toast) => boolean): readonly Toast[] =>
  toasts.some(isOver) ? toasts.filter((toast) => !isOver(toast)) : toasts;

const shownAtOnce = 3;
const usualLifeMs = 5000;

/** Keeps three at most: the oldest that isn't a failure leaves first. */
export function addToast(toasts: readonly Toast[], toast: NewToast, toastId: number): readonly Toast[] {
  const tone = toast.tone ?? 'plain';
  const full: Toast = {
    toastId,
    tone,
    text: toast.text,
    failure: toast.failure ?? null,
    attempt: toast.attempt ?? null,
    accountId: toast.accountId ?? null,
    action: toast.action ?? null,
    moreActions: toast.moreActions ?? [],
    lifeMs: toast.lifeMs === undefined ? (tone === 'failure' ? null : usualLifeMs) : toast.lifeMs,
  };
  const all = [...(full.attempt === null ? toasts : withoutAttempt(toasts, full.attempt)), full];
  if (all.length <= shownAtOnce) return all;
  const first = all.find((each) => each.tone !== 'failure' && each !== full) ?? all[0];
  return all.filter((each) => each !== first);
}
