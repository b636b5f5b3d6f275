import type { Edit } from '../../electron/contract/edits.ts';
import { showText } from '../../electron/contract/strings/show-text.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { toFailureText } from './failures.ts';
import { formatDate } from './format.ts';

export function toEditText({ state, at, savedAs, savedIn, failure, waitReason }: Edit): string {
  if (state === 'saved') return toSavedText({ at, savedAs, savedIn });
  if (state === 'failed') {
    const reason = failure === null ? '' : toFailureText(failure).title;
    return t('edits.states.failed', { reason });
  }
  if (
    waitReason === 'locked' ||
    waitReason === 'signInNeeded' ||
    waitReason === 'quotaFull' ||
    waitReason === 'notVisibleYet'
  )
    return t(`edits.waits.${waitReason}`);
  return t(`edits.states.${state}`);
}

function toSavedText({ at, savedAs, savedIn }: Pick<Edit, 'at' | 'savedAs' | 'savedIn'>): string {
  const time = formatDate(at);
  if (savedAs === null && savedIn === null) return t('edits.states.saved', { time });
  if (savedAs === null) return t('edits.states.savedIn', { folder: showText(savedIn ?? ''), time });
  if (savedIn === null) return t('edits.states.savedAs', { name: showText(savedAs), time });
  return t('edits.states.savedAsIn', { name: showText(savedAs), folder: showText(savedIn), time });
}

/** With what to do about it. */
export function toEditMeaning(edit: Edit): string {
  const text = toEditText(edit);
  return edit.failure === null ? text : `${text}\n${toFailureText(edit.failure).text}`;
}
