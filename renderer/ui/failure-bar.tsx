import {
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Failure } from '../../electron/contract/errors.ts';
import { toFailureText } from '../words/failures.ts';
import { FailureAdvice } from './failure-advice.tsx';
import { FailureDetails } from './failure-details.tsx';

const useStyles = makeStyles({
  root: { textAlign: 'start' },
  body: { paddingBottom: tokens.spacingVerticalS },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalS,
  },
});

interface FailureBarProps {
  failure: Failure;
  actions?: ReactNode;
  className?: string | undefined;
}

/** The failure of what the page is for, such as a sign-in. */
export function FailureBar({ failure, actions, className }: FailureBarProps) {
  const styles = useStyles();
  const { title } = toFailureText(failure);
  return (
    <MessageBar
      intent="error"
      layout="multiline"
      role="alert"
      className={mergeClasses(styles.root, className)}
    >
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{title}</MessageBarTitle>
        <div>
          <FailureAdvice failure={failure} />
        </div>
        <div className={styles.actions}>
          {actions}
          <FailureDetails failure={failure} />
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}
