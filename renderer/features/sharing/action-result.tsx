import type { Failure } from '../../../electron/contract/errors.ts';
import { FailureAdvice } from '../../ui/failure-advice.tsx';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { toFailureText } from '../../words/failures.ts';
import { useShareStyles } from './share-styles.ts';

export interface ActionResultProps {
  text: string | null;
  failure: Failure | null;
}

export function ActionResult({ text, failure }: ActionResultProps) {
  const styles = useShareStyles();
  if (failure === null) {
    return (
      <div role="status" className={styles.result}>
        {text}
      </div>
    );
  }
  const { title } = toFailureText(failure);
  return (
    <div role="alert">
      <div className={styles.failure}>{title}</div>
      <div>
        <FailureAdvice failure={failure} />
      </div>
      <FailureDetails failure={failure} />
    </div>
  );
}
