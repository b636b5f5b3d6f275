import type { TransferSummary } from '../contract/records.ts';

/** What a person may want with transfers that are not finished. The first loses nothing and is what Esc chooses. */
export const closingChoices = ['stay', 'continueLater', 'whenDone', 'cancel'] as const;
export type ClosingChoice = (typeof closingChoices)[number];

const buttons: Record<ClosingChoice, string> = {
  stay: 'Keep Slipway open',
  continueLater: 'Continue at next start',
  whenDone: 'Close when done',
  cancel: 'Cancel them and close',
};

export interface Question {
  message: string;
  detail: string;
  /** In the order of `closingChoices`. */
  buttons: string[];
}

/** Whether closing this window may happen at once, or what must be asked first. */
export function judgeClosing(
  summary: TransferSummary,
  openWindows: number,
  isAgreed: boolean,
): 'close' | Question {
  // With "Pause all" nothing moves; it goes on from there whenever a person wants.
  const isAtRest = summary.held && summary.conflicts === 0;
  if (isAgreed || summary.safeToClose || isAtRest || openWindows > 1) return 'close';
  const unfinished = summary.active + summary.waiting + summary.conflicts;
  const one = unfinished === 1;
  return {
    message: `${one ? '1 transfer is' : `${unfinished} transfers are`} not finished`,
    detail: `${one ? 'It goes' : 'They go'} on when Slipway starts again. Files that have arrived are safe either way, and nothing on this computer is changed.`,
    buttons: closingChoices.map((choice) => buttons[choice]),
  };
}
