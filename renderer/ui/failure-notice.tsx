import { Button } from '@fluentui/react-components';
import { canRetry } from '../../electron/contract/can-retry.ts';
import type { Failure } from '../../electron/contract/errors.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { toFailureText } from '../words/failures.ts';
import { FailureAdvice } from './failure-advice.tsx';
import { FailureDetails } from './failure-details.tsx';
import { Notice } from './notice.tsx';

interface FailureNoticeProps {
  failure: Failure;
  onRetry: () => void;
  /** Of the dialog: offered instead where trying again can't help. */
  onClose?: () => void;
}

export function FailureNotice({ failure, onRetry, onClose }: FailureNoticeProps) {
  const { title } = toFailureText(failure);
  const isOver = onClose !== undefined && !canRetry(failure.code);
  return (
    <Notice
      role="alert"
      title={title}
      text={
        <>
          <FailureAdvice failure={failure} />
          <br />
          <FailureDetails failure={failure} />
        </>
      }
      actions={
        isOver ? (
          <Button onClick={onClose}>{t('app.close')}</Button>
        ) : (
          <Button onClick={onRetry}>{t('app.retry')}</Button>
        )
      }
    />
  );
}
