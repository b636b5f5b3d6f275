import { makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Failure } from '../../electron/contract/errors.ts';
import { toFailureText } from '../words/failures.ts';
import { toWaitEnd } from '../words/wait-end.ts';
import { useNow } from './use-now.ts';
import { visuallyHidden } from './visually-hidden.ts';

const useStyles = makeStyles({ visuallyHidden });

interface FailureAdviceProps {
  failure: Failure;
  /** By default, the text itself. */
  toShown?: (text: string) => string;
}

/** What is safe and what to do. A wait counts down until it is over. */
export function FailureAdvice({ failure, toShown = (text) => text }: FailureAdviceProps) {
  const until = toWaitEnd(failure);
  if (until === null) return toShown(toFailureText(failure).text);
  return <CountedAdvice key={until} failure={failure} toShown={toShown} until={until} />;
}

function CountedAdvice({ failure, toShown, until }: Required<FailureAdviceProps> & { until: number }) {
  const styles = useStyles();
  const [isOver, setOver] = useState(() => until <= Date.now());
  const now = useNow(isOver ? null : 1000);
  const [first] = useState(now);
  if (!isOver && now >= until) setOver(true);
  const toText = (at: number): string => toShown(toFailureText(failure, until - at).text);
  // A screen reader would announce each second of an alert.
  return isOver ? (
    toText(until)
  ) : (
    <>
      <span aria-hidden>{toText(now)}</span>
      <span className={styles.visuallyHidden}>{toText(first)}</span>
    </>
  );
}
