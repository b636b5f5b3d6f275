import { Link, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Quota } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { quotaQuery } from '../../api/account-queries.ts';
import { totalsQuery } from '../../api/space-queries.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { toFailureText } from '../../words/failures.ts';
import { formatPart, formatSize } from '../../words/format.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    fontVariantNumeric: 'tabular-nums',
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: tokens.spacingHorizontalL },
  free: { marginInlineStart: 'auto', color: tokens.colorNeutralForeground2 },
  bar: {
    display: 'flex',
    height: '12px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground6,
    overflow: 'hidden',
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  files: {
    backgroundColor: tokens.colorCompoundBrandBackground,
    '@media (forced-colors: active)': { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
  },
  full: { backgroundColor: tokens.colorPaletteRedBackground3 },
  other: {
    backgroundColor: tokens.colorNeutralForeground4,
    '@media (forced-colors: active)': { forcedColorAdjust: 'none', backgroundColor: 'GrayText' },
  },
  keys: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
  key: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  dot: { width: '10px', height: '10px', borderRadius: tokens.borderRadiusSmall },
  link: { fontSize: tokens.fontSizeBase200 },
  warn: { color: tokens.colorStatusDangerForeground1 },
});

export function QuotaCard({ accountId }: { accountId: string }) {
  const styles = useStyles();
  const quota = useQuery({ ...quotaQuery(accountId), staleTime: 0 });
  const known = useQuery(totalsQuery(accountId, null)).data;
  if (quota.isError) return <div className={styles.root}>{toFailureText(failureOf(quota.error)).title}</div>;
  if (quota.data === undefined) return <div className={styles.root}>{t('space.asking')}</div>;
  const { usedBytes, totalBytes, remainingBytes, deletedBytes } = quota.data;
  if (usedBytes === null) return <div className={styles.root}>{t('space.quotaUnknown')}</div>;
  const filesBytes = known?.isWhole === true ? Math.min(usedBytes, known.totals.sizeBytes) : null;
  const hasTotal = totalBytes !== null && totalBytes > 0;
  return (
    <section className={styles.root} aria-label={t('space.quota')}>
      <div className={styles.row}>
        <Text size={500} weight="semibold">
          {hasTotal
            ? t('space.usedOf', { used: formatSize(usedBytes), total: formatSize(totalBytes) })
            : t('space.used', { used: formatSize(usedBytes) })}
        </Text>
        <StateText quota={quota.data} />
        {remainingBytes !== null && (
          <span className={styles.free}>
            {t('space.free', { free: formatSize(Math.max(0, remainingBytes)) })}
          </span>
        )}
      </div>
      {hasTotal && (
        <Bar quota={quota.data} usedBytes={usedBytes} totalBytes={totalBytes} filesBytes={filesBytes} />
      )}
      <div className={styles.keys}>
        {filesBytes !== null && (
          <>
            <Key tone="files" text={t('space.files', { size: formatSize(filesBytes) })} />
            {usedBytes > filesBytes && (
              <Key tone="other" text={t('space.other', { size: formatSize(usedBytes - filesBytes) })} />
            )}
          </>
        )}
        <span>
          {deletedBytes === null
            ? t('space.binUnknown')
            : t('space.bin', { size: formatSize(deletedBytes), isEmpty: deletedBytes === 0 })}
        </span>
        {deletedBytes !== 0 && (
          <Link as="button" className={styles.link} onClick={() => requestCommand('goBin')}>
            {t('space.openBin')}
          </Link>
        )}
      </div>
    </section>
  );
}

function StateText({ quota: { state } }: { quota: Quota }) {
  const styles = useStyles();
  if (state === 'normal' || state === 'unknown') return null;
  return (
    <span className={mergeClasses(state !== 'nearing' && styles.warn)}>{t(`space.states.${state}`)}</span>
  );
}

interface BarProps {
  quota: Quota;
  usedBytes: number;
  totalBytes: number;
  filesBytes: number | null;
}

function Bar({ quota, usedBytes, totalBytes, filesBytes }: BarProps) {
  const styles = useStyles();
  const isFull = quota.state === 'critical' || quota.state === 'exceeded';
  const whole = Math.max(usedBytes, totalBytes);
  const used = usedBytes / totalBytes;
  return (
    <div
      className={styles.bar}
      role="meter"
      aria-label={t('browse.quotaLabel')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(100, Math.round(used * 100))}
      aria-valuetext={formatPart(used)}
    >
      <div
        className={mergeClasses(styles.files, isFull && styles.full)}
        style={{ width: `${((filesBytes ?? usedBytes) / whole) * 100}%` }}
      />
      {filesBytes !== null && (
        <div className={styles.other} style={{ width: `${((usedBytes - filesBytes) / whole) * 100}%` }} />
      )}
    </div>
  );
}

function Key({ tone, text }: { tone: 'files' | 'other'; text: string }) {
  const styles = useStyles();
  return (
    <span className={styles.key}>
      <span className={mergeClasses(styles.dot, styles[tone])} aria-hidden />
      {text}
    </span>
  );
}
