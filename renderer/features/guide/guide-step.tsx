import { mergeClasses, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactNode } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useGuideStyles } from './guide-styles.ts';

interface Props {
  number: number;
  title: string;
  /** undefined: unknown. */
  state: 'passed' | 'wrong' | undefined;
  isUncheckable?: boolean;
  warning?: string;
  children: ReactNode;
}

export function GuideStep({ number, title, state, isUncheckable = false, warning, children }: Props) {
  const styles = useGuideStyles();
  const tone = state === 'passed' ? styles.passed : state === 'wrong' ? styles.wrong : '';
  return (
    <li className={styles.step}>
      <span className={mergeClasses(styles.mark, tone)}>
        {state === undefined ? (
          <span aria-label={t('guide.stepNumber', { number })}>{number}</span>
        ) : (
          <span
            role="img"
            aria-label={t('guide.stepWithState', { number, state: t(`guide.states.${state}`) })}
          >
            {state === 'passed' ? <CheckmarkRegular /> : <DismissRegular />}
          </span>
        )}
      </span>
      <div className={styles.body}>
        <Text as="h2" weight="semibold" size={400} className={styles.title}>
          {title}
        </Text>
        {children}
        {warning !== undefined && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{warning}</MessageBarBody>
          </MessageBar>
        )}
        {isUncheckable && (
          <Text size={200} className={styles.quiet}>
            {t('guide.uncheckable')}
          </Text>
        )}
      </div>
    </li>
  );
}
