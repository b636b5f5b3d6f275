import type { TransferSummary } from '../contract/transfers.ts';
import { joinList, joinSentences } from '../contract/strings/join-texts.ts';
import { t } from '../contract/strings/translate.ts';

/** The first choice loses nothing and is the default for Esc. */
export const closingChoices = ['stay', 'continueLater', 'whenDone', 'cancel'] as const;
export type ClosingChoice = (typeof closingChoices)[number];

export interface Question {
  message: string;
  detail: string;
  buttons: string[];
  choices: readonly ClosingChoice[];
}

/** Without transfers there is nothing to cancel. */
const changeChoices = ['stay', 'continueLater', 'whenDone'] as const;

export interface Unfinished {
  edits: readonly string[];
}

export function judgeClosing(
  summary: TransferSummary,
  openWindows: number,
  isAgreed: boolean,
  { edits }: Unfinished = { edits: [] },
): 'close' | Question {
  // "Pause all" is a deliberate stop, so closing needs no question.
  const isAtRest = summary.allPaused && summary.persisted && summary.conflicts + summary.quiet === 0;
  if (isAgreed || openWindows > 1) return 'close';
  if (summary.safeToClose || isAtRest) return edits.length === 0 ? 'close' : toEditsQuestion(edits);
  const { active, quiet, waiting, conflicts, paused, persisted } = summary;
  const unfinished = active + quiet + waiting + conflicts + (persisted ? 0 : paused);
  const next = persisted ? toNextStart(unfinished, summary) : t('closing.forgotten', { count: unfinished });
  const startsOver = summary.startOver >= unfinished;
  const later = !persisted ? 'unfinished' : startsOver ? 'startOver' : 'continueLater';
  const sentences = [next, t('closing.safe'), ...toEditsSentences(edits)];
  return {
    message: t('closing.transfers', { count: unfinished }),
    detail: joinSentences(sentences),
    buttons: [
      t('closing.buttons.stay'),
      t(`closing.buttons.${later}`),
      t('closing.buttons.whenDone'),
      t('closing.buttons.cancel'),
    ],
    choices: closingChoices,
  };
}

function toNextStart(count: number, { conflicts, startOver }: TransferSummary): string {
  if (conflicts === count) return t('closing.decide', { count });
  const continued = toContinued(count, Math.min(startOver, count));
  return conflicts === 0
    ? continued
    : joinSentences([continued, t('closing.decideSome', { count: conflicts })]);
}

/** An upload whose session can't be saved starts over. */
function toContinued(count: number, startOver: number): string {
  if (startOver === 0) return t('closing.continue', { count });
  if (startOver === count) return t('closing.startOver', { count });
  return t('closing.mixed', { rest: count - startOver, startOver });
}

/** Edits are never lost by closing. */
function toEditsQuestion(edits: readonly string[]): Question {
  const [name = ''] = edits;
  return {
    message: t('closing.edits', { count: edits.length, name }),
    detail: edits.length === 1 ? t('closing.editsSafe') : joinSentences(toEditsSentences(edits)),
    buttons: [t('closing.buttons.stay'), t('closing.buttons.closeNow'), t('closing.buttons.save')],
    choices: changeChoices,
  };
}

const maxNames = 5;

function toEditsSentences(edits: readonly string[]): string[] {
  if (edits.length === 0) return [];
  const names = joinList(edits.slice(0, maxNames).map((name) => t('app.quoted', { name })));
  const more = edits.length - maxNames;
  const sentence = more > 0 ? t('closing.editsListMore', { names, more }) : t('closing.editsList', { names });
  return [sentence, t('closing.editsSafe')];
}
