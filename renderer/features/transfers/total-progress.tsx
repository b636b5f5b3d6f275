import { makeStyles, ProgressBar } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';
import { formatPart } from '../../words/format.ts';

const useStyles = makeStyles({
  bar: { position: 'absolute', insetInlineStart: 0, insetInlineEnd: 0, bottom: '-1px' },
});

/** How far all transfers are together, along the lower edge of what holds it. `part`: 0 to 1. */
export function TotalProgress({ part }: { part: number }) {
  const styles = useStyles();
  return (
    <ProgressBar
      className={styles.bar}
      shape="square"
      value={part}
      aria-label={t('transfers.totalLabel')}
      aria-valuetext={formatPart(part)}
    />
  );
}
