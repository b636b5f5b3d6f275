import { Button } from '@fluentui/react-components';
import type { Failure } from '../../electron/contract/errors.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { toFailureText } from '../words/failures.ts';
import { FailureDetails } from './failure-details.tsx';
import { Notice } from './notice.tsx';

export function FailureNotice({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { title, text } = toFailureText(failure);
  return (
    <Notice
      role="alert"
      title={title}
      text={
        <>
          {text}
          <br />
          <FailureDetails failure={failure} />
        </>
      }
      actions={<Button onClick={onRetry}>{t('app.retry')}</Button>}
    />
  );
}
