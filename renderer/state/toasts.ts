import type { Failure } from '../../electron/contract/errors.ts';

/**
 * A short notice over the page. `success` and `plain` are spoken politely and go by themselves; `failure` is
 * spoken at once and stays until it is closed. Never the only place where something can be learned.
 */
export interface Toast {
  toastId: number;
  tone: 'success' | 'plain' | 'failure';
  text: string;
  /** What its own words and details are made from. */
  failure: Failure | null;
  action: ToastAction | null;
  /** null: stays */
  lifeMs: number | null;
}

export interface ToastAction {
  label: string;
  run: () => void;
}

export type NewToast = Pick<Toast, 'text'> & Partial<Omit<Toast, 'toastId' | 'text'>>;

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
    lifeMs: toast.lifeMs === undefined ? (tone === 'failure' ? null : 5000) : toast.lifeMs,
  };
  const all = [...toasts, full];
  if (all.length <= shownAtOnce) return all;
  const first = all.find((each) => each.tone !== 'failure' && each !== full) ?? all[0];
  return all.filter((each) => each !== first);
}
