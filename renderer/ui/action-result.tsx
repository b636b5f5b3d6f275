import { makeStyles, tokens } from '@fluentui/react-components';
import type { Failure } from '../../electron/contract/errors.ts';
import { FailureAlert } from './failure-block.tsx';

const useStyles = makeStyles({
  text: { minHeight: tokens.lineHeightBase300, color: tokens.colorNeutralForeground2 },
});

interface ActionResultProps {
  text: string | null;
  failure: Failure | null;
}

/** What the last action in a dialog did, or why it failed. */
export function ActionResult({ text, failure }: ActionResultProps) {
  const styles = useStyles();
  if (failure !== null) return <FailureAlert failure={failure} />;
  return (
    <div role="status" className={styles.text}>
      {text}
    </div>
  );
}
