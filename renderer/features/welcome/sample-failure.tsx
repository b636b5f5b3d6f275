import { makeStyles, tokens } from '@fluentui/react-components';
import type { Failure } from '../../../electron/contract/errors.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';

const useStyles = makeStyles({
  root: { width: '100%', maxWidth: '560px', marginTop: tokens.spacingVerticalL },
});

export function SampleFailure({ failure }: { failure: Failure | null }) {
  const styles = useStyles();
  if (failure === null) return null;
  return <FailureBar failure={failure} className={styles.root} />;
}
