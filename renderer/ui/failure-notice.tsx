import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { canRetry } from '../../electron/contract/can-retry.ts';
import type { Failure } from '../../electron/contract/errors.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { toFailureText } from '../words/failures.ts';
import { FailureAdvice } from './failure-advice.tsx';
import { FailureDetails } from './failure-details.tsx';
import { Notice } from './notice.tsx';

interface FailureNoticeProps {
  failure: Failure;
  /** Where the page knows better than the failure what happened and what to do. */
  words?: { title: string; text: string } | null;
  /** Come before Try again. */
  actions?: ReactNode;
  /** Of Try again: `primary` where nothing else on the page helps. */
  appearance?: 'primary' | 'secondary';
  onRetry: () => void;
  /** Of the dialog: offered instead where trying again can't help. */
  onClose?: () => void;
}

/** Instead of what couldn't be read. */
export function FailureNotice({
  failure,
  words = null,
  actions,
  appearance = 'secondary',
  onRetry,
  onClose,
}: FailureNoticeProps) {
  const isOver = onClose !== undefined && !canRetry(failure.code);
  return (
    <Notice
      role="alert"
      title={words?.title ?? toFailureText(failure).title}
      text={
        <>
          {words?.text ?? <FailureAdvice failure={failure} />}
          <br />
          <FailureDetails failure={failure} />
        </>
      }
      actions={
        <>
          {actions}
          {isOver ? (
            <Button onClick={onClose}>{t('app.close')}</Button>
          ) : (
            <Button appearance={appearance} onClick={onRetry}>
              {t('app.retry')}
            </Button>
          )}
        </>
      }
    />
  );
}
