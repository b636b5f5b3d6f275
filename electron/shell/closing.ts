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
  const isAtRest = summary.allPaused && summary.persisted && summary.conflicts === 0;
  if (isAgreed || summary.safeToClose || isAtRest || openWindows > 1) return 'close';
  const { active, waiting, conflicts, paused, persisted } = summary;
  const unfinished = active + waiting + conflicts + (persisted ? 0 : paused);
  const one = unfinished === 1;
  const next = persisted
    ? `${one ? 'It goes' : 'They go'} on when Slipway starts again.`
    : `The list of transfers can’t be written to the disk of this computer, so ${one ? 'it does' : 'they do'} not go on when Slipway starts again.`;
  const words = persisted ? buttons : { ...buttons, continueLater: 'Close without finishing' };
  return {
    message: `${one ? '1 transfer is' : `${unfinished} transfers are`} not finished`,
    detail: `${next} Files that have arrived are safe either way, and nothing on this computer is changed.`,
    buttons: closingChoices.map((choice) => words[choice]),
  };
}
