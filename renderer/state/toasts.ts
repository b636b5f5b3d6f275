import type { ErrorCode, Failure } from '../../electron/contract/errors.ts';

/**
 * A short notice below the page. `success` and `plain` are spoken politely and go by themselves; `failure` is
 * spoken at once and stays until it is closed,
 * or, where it tells of the connection, until OneDrive answers again. Never the only place where something can be learned.
 */
export interface Toast {
  toastId: number;
  tone: 'success' | 'plain' | 'failure';
  text: string;
  /** What its own words and details are made from. */
  failure: Failure | null;
  action: ToastAction | null;
  /** Beside that, less prominent. */
  moreActions: readonly ToastAction[];
  /** null: stays */
  lifeMs: number | null;
}

export interface ToastAction {
  label: string;
  run: () => void;
}

export type NewToast = Pick<Toast, 'text'> & Partial<Omit<Toast, 'toastId' | 'text'>>;

/** What a working connection disproves. */
const connectionTrouble: ReadonlySet<ErrorCode> = new Set([
  'offline',
  'networkSignIn',
  'proxySignIn',
  'serviceUnavailable',
  'throttled',
]);

/** Without what is no longer so once OneDrive has answered. */
export const withoutConnectionTrouble = (toasts: readonly Toast[]): readonly Toast[] =>
  toasts.some(isConnectionTrouble) ? toasts.filter((toast) => !isConnectionTrouble(toast)) : toasts;

const isConnectionTrouble = ({ failure }: Toast): boolean =>
  failure !== null && connectionTrouble.has(failure.code);

const shownAtOnce = 3;

/** At most three at a time: the oldest that is no failure leaves first. */
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
