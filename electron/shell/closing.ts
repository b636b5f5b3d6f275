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
  buttons: string[];
  /** What each button means. */
  choices: readonly ClosingChoice[];
}

/** Without transfers there is nothing to continue at the next start, and nothing to cancel. */
const changeChoices = ['stay', 'continueLater', 'whenDone'] as const;

/** What is unfinished besides transfers. */
export interface Unfinished {
  /** Names of files with edits that are not on their way to OneDrive. */
  edits: readonly string[];
}

/** Whether closing this window may happen at once, or what must be asked first. */
export function judgeClosing(
  summary: TransferSummary,
  openWindows: number,
  isAgreed: boolean,
  { edits }: Unfinished = { edits: [] },
): 'close' | Question {
  // With "Pause all" nothing moves; a person continues it whenever they want.
  const isAtRest = summary.allPaused && summary.persisted && summary.conflicts + summary.quiet === 0;
  if (isAgreed || openWindows > 1) return 'close';
  if (summary.safeToClose || isAtRest) return edits.length === 0 ? 'close' : toEditsQuestion(edits);
  const { active, quiet, waiting, conflicts, paused, persisted } = summary;
  const unfinished = active + quiet + waiting + conflicts + (persisted ? 0 : paused);
  const one = unfinished === 1;
  const next = persisted
    ? toNextStart(unfinished, Math.min(summary.startOver, unfinished))
    : `The list of transfers can’t be written to the disk of this computer, so ${one ? 'it does' : 'they do'} not continue when Slipway starts again.`;
  const startsOver = summary.startOver >= unfinished;
  const later = !persisted ? 'Close without finishing' : startsOver ? 'Start over at next start' : null;
  const words = later === null ? buttons : { ...buttons, continueLater: later };
  return {
    message: `${one ? '1 transfer is' : `${unfinished} transfers are`} not finished`,
    detail: `${next} Files that have arrived are safe either way, and nothing on this computer is changed.${edits.length === 0 ? '' : ` ${toEditsText(edits)}`}`,
    buttons: closingChoices.map((choice) => words[choice]),
    choices: closingChoices,
  };
}

/** What really becomes of them: an upload whose session can't be kept is sent from its beginning once more. */
function toNextStart(unfinished: number, startOver: number): string {
  const why = 'this computer has no keyring that could keep their place safely';
  if (startOver === 0)
    return unfinished === 1
      ? 'It continues when Slipway starts again.'
      : 'They continue when Slipway starts again.';
  if (startOver === unfinished)
    return unfinished === 1
      ? 'It starts over when Slipway starts again: this computer has no keyring that could keep its place safely.'
      : `They start over when Slipway starts again: ${why}.`;
  const rest = unfinished - startOver;
  return `When Slipway starts again, ${rest === 1 ? '1 continues' : `${rest} continue`} and ${startOver === 1 ? '1 starts' : `${startOver} start`} over: ${why}.`;
}

/** Nothing of an edit is lost by closing: it is a matter of when others see it. */
function toEditsQuestion(edits: readonly string[]): Question {
  const words = { ...buttons, continueLater: 'Close now', whenDone: 'Save and close' };
  return {
    message:
      edits.length === 1
        ? `Your changes to “${edits[0]}” aren’t in OneDrive yet`
        : `Your changes to ${edits.length} files aren’t in OneDrive yet`,
    detail: edits.length === 1 ? safeEdits : toEditsText(edits),
    buttons: changeChoices.map((choice) => words[choice]),
    choices: changeChoices,
  };
}

const safeEdits =
  'They are safe on this computer, and Slipway sends them or asks you again at the next start.';
const maxNames = 5;

function toEditsText(edits: readonly string[]): string {
  const names = edits.slice(0, maxNames).map((name) => `“${name}”`);
  const more = edits.length - names.length;
  const list = more > 0 ? `${names.join(', ')}, and ${more} more` : names.join(', ');
  return `Changes that aren’t in OneDrive yet: ${list}. ${safeEdits}`;
}
