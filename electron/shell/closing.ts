import type { TransferSummary } from '../contract/records.ts';

export interface Question {
  message: string;
  detail: string;
  /** The first is the safe one, and the one Esc and Enter choose. */
  buttons: [stay: string, leave: string];
}

/** Whether closing this window may happen at once, or what must be asked first. */
export function judgeClosing(
  summary: TransferSummary,
  openWindows: number,
  isAgreed: boolean,
): 'close' | Question {
  if (isAgreed || summary.safeToClose || openWindows > 1) return 'close';
  const unfinished = summary.active + summary.waiting + summary.conflicts;
  const what = unfinished === 1 ? '1 transfer is' : `${unfinished} transfers are`;
  return {
    message: `${what} not finished`,
    detail:
      'If you close Slipway now, they stop. Files that have already arrived are safe, and nothing on this computer is changed.',
    buttons: ['Keep Slipway open', 'Close anyway'],
  };
}
