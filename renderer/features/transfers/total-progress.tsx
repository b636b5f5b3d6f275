import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';
import { formatProgress } from '../../words/format.ts';
import { type Moving, toParts } from './transfer-lists.ts';

const useStyles = makeStyles({
  bar: { position: 'absolute', insetInlineStart: 0, insetInlineEnd: 0, bottom: '-1px' },
  // Lighter than confirmed bytes, because it may have to be sent again.
  inFlight: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    backgroundColor: tokens.colorBrandStroke2,
    '@media (forced-colors: active)': { forcedColorAdjust: 'none', backgroundColor: 'GrayText' },
  },
});

/** Counts confirmed bytes only. */
export function TotalProgress({ of }: { of: Moving }) {
  const styles = useStyles();
  const { part, sent } = toParts(of);
  return (
    <div className={styles.bar}>
      <ProgressBar
        shape="square"
        value={part ?? 0}
        aria-label={t('transfers.totalLabel')}
        aria-valuetext={formatProgress(sent ?? 0)}
      />
      <InFlight of={of} />
    </div>
  );
}

export function InFlight({ of }: { of: Moving }) {
  const styles = useStyles();
  const { part, sent } = toParts(of);
  if (part === null || sent === null || sent <= part) return null;
  return (
    <div
      className={styles.inFlight}
      style={{ insetInlineStart: `${part * 100}%`, width: `${(sent - part) * 100}%` }}
    />
  );
}
