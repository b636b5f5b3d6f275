import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { parseQuery } from '../../../electron/contract/query.ts';
import type { Quota, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toWaitText } from '../../../electron/contract/strings/wait-text.ts';
import { knownQuotaQuery, quotaQuery, waitingQuery } from '../../api/account-queries.ts';
import { folderRefreshesQuery } from '../../api/account-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { useSplitSide } from '../../state/pane.ts';
import { useSelectionSummary } from '../../state/open-view.ts';
import { useNow } from '../../ui/use-now.ts';
import { formatAge, formatFullDate, formatSize, formatList } from '../../words/format.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    minHeight: '28px',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  },
  selected: { color: tokens.colorNeutralForeground1 },
  waiting: { color: tokens.colorStatusWarningForeground1 },
  problems: {
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    ':not(:empty)': { marginInlineStart: tokens.spacingHorizontalL },
  },
  end: {
    marginInlineStart: 'auto',
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    columnGap: tokens.spacingHorizontalL,
    minWidth: 0,
  },
  quota: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  track: {
    width: '72px',
    height: '4px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground6,
    overflow: 'hidden',
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
    // The figures beside it say the same.
    '@media (max-width: 800px)': { display: 'none' },
  },
  used: {
    height: '100%',
    backgroundColor: tokens.colorCompoundBrandBackground,
    '@media (forced-colors: active)': { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
  },
  link: {
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusSmall,
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    ':hover': { color: tokens.colorBrandForeground1, textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  usedUp: { backgroundColor: tokens.colorPaletteRedBackground3 },
});

export function StatusBar({ head }: { head: ViewHead | null }) {
  const styles = useStyles();
  return (
    <footer className={styles.root} role="group" aria-label={t('browse.status')}>
      {head !== null && (
        <>
          <span>
            {toCountText(head)}
            {head.search === null && <NotUnderstood filter={head.filter} />}
          </span>
          <SelectionText head={head} />
          <span className={styles.end}>
            <Rights head={head} />
            <WaitOrAge head={head} />
            <Refreshing accountId={head.accountId} />
            <QuotaMeter head={head} />
          </span>
        </>
      )}
    </footer>
  );
}

function toCountText({ count, filter, unfilteredCount, search, freshness }: ViewHead): string {
  // Nothing is shown before a query is typed.
  if (search !== null && filter.trim() === '') return '';
  if (search !== null)
    return count < search.total
      ? t('search.shown', { count, of: search.total })
      : t('search.found', { count, hasMore: search.hasMore });
  // Never listed, so nobody knows yet.
  if (unfilteredCount === 0 && freshness.listedAt === null) return '';
  return filter === '' ? t('app.items', { count }) : t('browse.filtered', { count, of: unfilteredCount });
}

/** A search says it below its box. */
function NotUnderstood({ filter }: { filter: string }) {
  const styles = useStyles();
  // Whether a filter is understood does not depend on the time.
  const { problems } = parseQuery(filter, 0);
  return (
    <span role="status" className={mergeClasses(styles.waiting, styles.problems)}>
      {problems.length > 0 && t('search.problems', { parts: formatList(problems) })}
    </span>
  );
}

function SelectionText({ head }: { head: ViewHead }) {
  const styles = useStyles();
  const { count, sizeBytes } = useSelectionSummary();
  const all = count === head.count && count > 1;
  const hasSize = sizeBytes > 0;
  const size = formatSize(sizeBytes);
  const text = hasSize
    ? t(all ? 'browse.allSelectedSize' : 'browse.selectedSize', { count, size })
    : t(all ? 'browse.allSelected' : 'browse.selected', { count });
  return (
    // A single row is already announced when it gets the focus.
    <span role="status" aria-live={count > 1 ? 'polite' : 'off'} className={styles.selected}>
      {count === 0 ? '' : text}
    </span>
  );
}

function Rights({ head }: { head: ViewHead }) {
  const owner = head.owner === null ? [] : [t('browse.ownedBy', { who: head.owner })];
  const rights = head.folder !== null && !head.canWrite ? [t('browse.viewOnly')] : [];
  const checkOut = head.needsCheckOut ? [t('browse.needsCheckOut')] : [];
  const text = formatList([...owner, ...rights, ...checkOut]);
  return text === '' ? null : <span>{text}</span>;
}

/** While OneDrive asks to wait, nothing gets newer. */
function WaitOrAge({ head }: { head: ViewHead }) {
  const styles = useStyles();
  const until = useQuery(waitingQuery(head.accountId)).data ?? null;
  const now = useNow(until === null ? null : 1000);
  const leftMs = until === null ? 0 : Date.parse(until) - now;
  if (leftMs <= 0) return head.search === null && <Age head={head} />;
  return (
    <span className={styles.waiting} title={t('browse.waitingNoted')}>
      {toWaitText('throttled', leftMs)}
    </span>
  );
}

/** With subfolders. */
function Refreshing({ accountId }: { accountId: string }) {
  const styles = useStyles();
  const all = useQuery(folderRefreshesQuery).data;
  const refresh = all.find((one) => one.accountId === accountId);
  if (refresh === undefined) return null;
  const { refreshId, path, files, folders } = refresh;
  return (
    <span className={styles.quota}>
      <span title={path}>{t('refreshAll.running', { files, folders })}</span>
      <button
        type="button"
        className={styles.link}
        aria-label={t('refreshAll.stop', { path })}
        onClick={() => void callOrToast('folders.stopRefresh', { refreshId })}
      >
        {t('app.cancel')}
      </button>
    </span>
  );
}

function Age({ head }: { head: ViewHead }): ReactNode {
  const { state, listedAt } = head.freshness;
  const now = useNow(15_000);
  if (state === 'loading' || state === 'refreshing') return <span data-age>{t('browse.updating')}</span>;
  if (listedAt === null) return <span data-age>{t('browse.notUpdated')}</span>;
  const young = now - Date.parse(listedAt) < 60_000;
  return (
    <span data-age title={formatFullDate(listedAt)}>
      {young ? t('browse.updatedNow') : t('browse.updated', { age: formatAge(listedAt, now) })}
    </span>
  );
}

function QuotaMeter({ head: { accountId, place, folder } }: { head: ViewHead }) {
  const styles = useStyles();
  const libraryId = place === 'libraries' ? folder?.driveId : undefined;
  const current = useQuery(quotaQuery(accountId, libraryId));
  const own = useQuery(knownQuotaQuery(accountId)).data ?? null;
  // Only the account's own drive has a stored quota.
  const known = libraryId === undefined ? own : null;
  const now = useNow(60_000);
  const isSplit = useSplitSide() !== null;
  // Without an answer, the last known quota, with its age if over a minute.
  const old = current.isSuccess && !current.isError ? null : known;
  const quota = old?.told ?? current.data;
  if (quota === undefined || quota.usedBytes === null) return null;
  const figures = toQuotaText(quota.usedBytes, quota.totalBytes);
  const text =
    old === null || now - Date.parse(old.at) < 60_000
      ? figures
      : t('browse.quotaAsOf', { quota: figures, age: formatAge(old.at, now) });
  if (quota.totalBytes === null || quota.totalBytes === 0) return <QuotaLink text={text} />;
  if (isSplit) return <QuotaLink text={text} />;
  const part = Math.min(1, quota.usedBytes / quota.totalBytes);
  return (
    <span className={styles.quota}>
      <span
        className={styles.track}
        role="meter"
        aria-label={t('browse.quotaLabel')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
        aria-valuetext={text}
      >
        <span
          className={mergeClasses(styles.used, isTight(quota) && styles.usedUp)}
          style={{ display: 'block', width: `${Math.max(2, part * 100)}%` }}
        />
      </span>
      <QuotaLink text={text} />
    </span>
  );
}

function QuotaLink({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <button
      type="button"
      className={styles.link}
      title={t('browse.quotaHint')}
      onClick={() => requestCommand('goSpace')}
    >
      {text}
    </button>
  );
}

function toQuotaText(usedBytes: number, totalBytes: number | null): string {
  const used = formatSize(usedBytes);
  return totalBytes === null || totalBytes === 0
    ? t('browse.quotaUnknown', { used })
    : t('browse.quota', { used, total: formatSize(totalBytes) });
}

function isTight(quota: Quota): boolean {
  return quota.state === 'critical' || quota.state === 'exceeded';
}
