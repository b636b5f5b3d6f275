import { makeStyles, MessageBar, MessageBarBody, MessageBarTitle, tokens } from '@fluentui/react-components';
import type { Failure } from '../../../electron/contract/errors.ts';
import { FailureAdvice } from '../../ui/failure-advice.tsx';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { toFailureText } from '../../words/failures.ts';

const useStyles = makeStyles({
  root: { width: '100%', maxWidth: '560px', marginTop: tokens.spacingVerticalL, textAlign: 'start' },
  body: { paddingBottom: tokens.spacingVerticalS },
});

export function SampleFailure({ failure }: { failure: Failure | null }) {
  const styles = useStyles();
  if (failure === null) return null;
  const { title } = toFailureText(failure);
  return (
    <MessageBar intent="error" layout="multiline" role="alert" className={styles.root}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{title}</MessageBarTitle>
        <div>
          <FailureAdvice failure={failure} />
        </div>
        <FailureDetails failure={failure} />
      </MessageBarBody>
    </MessageBar>
  );
}
