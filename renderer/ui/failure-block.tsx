import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { canRetry } from '../../electron/contract/can-retry.ts';
import type { Failure } from '../../electron/contract/errors.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { toFailureText } from '../words/failures.ts';
import { FailureAdvice } from './failure-advice.tsx';
import { FailureDetails } from './failure-details.tsx';

const useStyles = makeStyles({
  root: { overflowWrap: 'anywhere' },
  title: { fontWeight: tokens.fontWeightSemibold },
  advice: { color: tokens.colorNeutralForeground2 },
  smallAdvice: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    marginTop: tokens.spacingVerticalXXS,
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalXS,
  },
  centered: { justifyContent: 'center' },
});

interface FailureBlockProps {
  failure: Failure;
  /** What didn't work. The failure's own title then begins the advice. */
  heading?: string | undefined;
  /** Offered only where trying again can help. */
  onRetry?: (() => void) | undefined;
  /** Come before Try again and Details. */
  actions?: ReactNode;
  /** Of the advice; `small` in a toast. */
  size?: 'medium' | 'small';
  align?: 'start' | 'center';
  className?: string | undefined;
}

/** What happened, what is safe, what to do, and Details: as part of a page, a dialog, or a row. */
export function FailureBlock({
  failure,
  heading,
  onRetry,
  actions,
  size = 'medium',
  align = 'start',
  className,
}: FailureBlockProps) {
  const styles = useStyles();
  const { title } = toFailureText(failure);
  const toShown = (text: string): string =>
    heading === undefined ? text : t('failureView.sentence', { title, text });
  return (
    <div className={mergeClasses(styles.root, className)}>
      <div className={styles.title}>{heading ?? title}</div>
      <div className={mergeClasses(styles.advice, size === 'small' && styles.smallAdvice)}>
        <FailureAdvice failure={failure} toShown={toShown} />
      </div>
      <div className={mergeClasses(styles.actions, align === 'center' && styles.centered)}>
        {actions}
        {onRetry !== undefined && canRetry(failure.code) && (
          <Button size="small" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        )}
        <FailureDetails failure={failure} />
      </div>
    </div>
  );
}

/** For a failure that appears alone, after what the user just did. */
export function FailureAlert(props: FailureBlockProps) {
  return (
    <div role="alert">
      <FailureBlock {...props} />
    </div>
  );
}
