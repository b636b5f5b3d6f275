import type { Edit } from '../../electron/contract/edits.ts';
import { showText } from '../../electron/contract/strings/show-text.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { toFailureText } from './failures.ts';
import { formatDate } from './format.ts';

export function toEditText({ state, at, savedAs, failure, waitReason }: Edit): string {
  const time = formatDate(at);
  if (state === 'saved' && savedAs !== null)
    return t('edits.states.savedAs', { name: showText(savedAs), time });
  if (state === 'saved') return t('edits.states.saved', { time });
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

/** With what to do about it. */
export function toEditMeaning(edit: Edit): string {
  const text = toEditText(edit);
  return edit.failure === null ? text : `${text}\n${toFailureText(edit.failure).text}`;
}
