import type { ErrorCode, Failure } from '../../electron/contract/errors.ts';

/**
 * `success` and `plain` are announced politely and time out. `failure` is announced at once and stays until
 * closed, or for connection failures until OneDrive answers.
 */
export interface Toast {
  toastId: number;
  tone: 'success' | 'plain' | 'failure';
  text: string;
  failure: Failure | null;
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
  'throttled',
]);

export const withoutConnectionTrouble = (toasts: readonly Toast[]): readonly Toast[] =>
  toasts.some(isConnectionTrouble) ? toasts.filter((toast) => !isConnectionTrouble(toast)) : toasts;

const isConnectionTrouble = ({ failure }: Toast): boolean =>
  failure !== null && connectionTrouble.has(failure.code);

const shownAtOnce = 3;

/** Keeps three at most: the oldest that isn't a failure leaves first. */
export function addToast(toasts: readonly Toast[], toast: NewToast, toastId: number): readonly Toast[] {
  const tone = toast.tone ?? 'plain';
  const full: Toast = {
    toastId,
    tone,
    text: toast.text,
    failure: toast.failure ?? null,
    action: toast.action ?? null,
    moreActions: toast.moreActions ?? [],
    lifeMs: toast.lifeMs === undefined ? (tone === 'failure' ? null : 5000) : toast.lifeMs,
  };
  const all = [...toasts, full];
  if (all.length <= shownAtOnce) return all;
  const first = all.find((each) => each.tone !== 'failure' && each !== full) ?? all[0];
  return all.filter((each) => each !== first);
}
