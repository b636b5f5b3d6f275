import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { createContext, use, useId, useState } from 'react';
import type { Failure } from '../../electron/contract/errors.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { toDetailRows, toFailureReport } from './failure-report.ts';
import { copyText } from './copy-text.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    margin: `${tokens.spacingVerticalXS} 0 ${tokens.spacingVerticalSNudge}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere', fontFamily: tokens.fontFamilyMonospace },
  panel: { flexBasis: '100%', textAlign: 'start' },
  link: { fontSize: tokens.fontSizeBase200 },
});

export const AppVersion = createContext('');

export function FailureDetails({ failure }: { failure: Failure }) {
  const styles = useStyles();
  const [shown, setShown] = useState(false);
  const id = useId();
  return (
    <>
      <Link
        as="button"
        className={styles.link}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setShown(!shown)}
      >
        {shown ? t('failureView.hideDetails') : t('failureView.details')}
      </Link>
      <div id={id} hidden={!shown} className={styles.panel}>
        {shown && <Details failure={failure} />}
      </div>
    </>
  );
}

function Details({ failure }: { failure: Failure }) {
  const styles = useStyles();
  return (
    <>
      <dl className={styles.list} data-selectable>
        <DetailRow label={t('failureView.code')} value={failure.code} />
        {toDetailRows(failure).map(({ name, value }) => (
          <DetailRow key={name} label={t(`failureView.rows.${name}`)} value={value} />
        ))}
      </dl>
      <CopyReport failure={failure} />
    </>
  );
}

function DetailRow({ label, value }: { label: string; value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.term}>{label}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  );
}

function CopyReport({ failure }: { failure: Failure }) {
  const version = use(AppVersion);
  const [copied, setCopied] = useState<boolean | null>(null);
  const label = copied === null ? t('failureView.copyReport') : copied ? t('app.copied') : t('app.notCopied');
  const copy = async () => setCopied(await copyText(toFailureReport(failure, version)));
  return (
    <Button
      size="small"
      icon={copied === true ? <CheckmarkRegular /> : <CopyRegular />}
      onClick={() => void copy()}
      onBlur={() => setCopied(null)}
    >
      <span aria-live="polite">{label}</span>
    </Button>
  );
}
