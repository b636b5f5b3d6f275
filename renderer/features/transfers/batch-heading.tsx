import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { Fragment, memo } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { TransferBatch } from '../../../electron/contract/transfer-list.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useAccountName } from '../../api/use-account-name.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { LightButton } from '../../ui/light-button.tsx';
import { isChangeKind } from '../../words/change-text.ts';
import { formatDate, formatDuration, formatSpeed } from '../../words/format.ts';
import { toBytesText, toWhatText } from '../../words/transfer-text.ts';
import { toTimeLeftMs } from './transfer-lists.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    // Where there is no room for both, the buttons go below the words.
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    minHeight: '48px',
    boxSizing: 'border-box',
    maxWidth: '1600px',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
  },
  words: {
    display: 'flex',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalM,
    flex: '1 1 240px',
    minWidth: 0,
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})`,
  },
  cut: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  facts: {
    flexShrink: 4,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
  },
  bad: { color: tokens.colorStatusDangerForeground3 },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    marginInlineStart: 'auto',
  },
});

export interface BatchHeadingProps {
  batch: TransferBatch;
  collapsed: boolean;
  onCollapse: (batchId: string) => unknown;
}

export const BatchHeading = memo(function BatchHeading({ batch, collapsed, onCollapse }: BatchHeadingProps) {
  const styles = useStyles();
  const { all, folders } = batch.counts;
  const what = toWhatText(all - folders, folders);
  const { kind, path, toPath: to, carried } = batch;
  const title = isChangeKind(kind)
    ? t(`transfers.changeBatch.${kind === 'copy' && path === to ? 'duplicate' : kind}`, {
        count: all,
        path,
        to,
      })
    : carried === null
      ? t('transfers.batch', { kind, what, path })
      : t(`transfers.carryBatch.${carried}`, { what, path });
  return (
    <div className={styles.root}>
      <LightButton
        label={collapsed ? t('transfers.unfold', { title }) : t('transfers.fold', { title })}
        icon={collapsed ? <ChevronRightRegular /> : <ChevronDownRegular />}
        expanded={!collapsed}
        onClick={() => onCollapse(batch.batchId)}
      />
      <div className={styles.words}>
        <Text as="h2" weight="semibold" className={styles.cut} title={showText(batch.path)}>
          {title}
        </Text>
        <Facts batch={batch} />
      </div>
      <div className={styles.buttons}>
        <BatchButtons batch={batch} title={title} />
      </div>
    </div>
  );
});

function Facts({ batch }: { batch: TransferBatch }) {
  const styles = useStyles();
  const { counts, createdAt, bytesDone, bytesTotal, bytesPerSecond } = batch;
  const timeLeftMs = toTimeLeftMs(batch);
  const isOpen = counts.active + counts.paused + counts.conflicts > 0;
  const isMany = counts.all > 1;
  const account = useAccountName(batch.accountId);
  const [done, all] =
    counts.all > counts.folders
      ? [counts.done - counts.doneFolders, counts.all - counts.folders]
      : [counts.done, counts.all];
  const failed = isMany && counts.failed > 0 ? t('transfers.summary.failed', { count: counts.failed }) : null;
  // The last part is truncated first.
  const parts = [
    account,
    formatDate(createdAt),
    isMany ? t('transfers.doneOf', { done, all }) : null,
    failed,
    counts.conflicts > 0 ? t('transfers.summary.conflicts', { count: counts.conflicts }) : null,
    counts.paused > 0 ? t('transfers.summary.paused', { count: counts.paused }) : null,
    counts.cancelled > 0 && isMany ? t('transfers.summary.cancelled', { count: counts.cancelled }) : null,
    timeLeftMs === null ? null : t('transfers.timeLeft', { time: formatDuration(timeLeftMs) }),
    bytesTotal === 0 ? null : toBytesText(bytesDone, isOpen ? bytesTotal : null),
    bytesPerSecond === null ? null : formatSpeed(bytesPerSecond),
  ].filter((part) => part !== null);
  return (
    <span className={mergeClasses(styles.facts, styles.cut)}>
      {parts.map((part, at) => (
        <Fragment key={part}>
          {at > 0 && ' · '}
          {part === failed ? <span className={styles.bad}>{part}</span> : part}
        </Fragment>
      ))}
    </span>
  );
}

function BatchButtons({ batch, title }: { batch: TransferBatch; title: string }) {
  const { batchId, counts } = batch;
  const unfinished = counts.active + counts.paused + counts.conflicts;
  if (counts.all < 2) return null;
  return (
    <>
      {counts.retryable > 0 && (
        <Button size="small" onClick={() => void callOrToast('transfers.retry', { batchId })}>
          {t('transfers.retryFailed', { count: counts.retryable })}
        </Button>
      )}
      {counts.redirectable > 1 && (
        <Button size="small" onClick={() => redirectBatch(batch)}>
          {t('transfers.redirect')}
        </Button>
      )}
      {counts.paused > 0 && (
        <LightButton
          label={t('transfers.resume', { name: title })}
          icon={<PlayRegular />}
          onClick={() => void callOrToast('transfers.resume', { batchId })}
        />
      )}
      {counts.active > 0 && (
        <LightButton
          label={t('transfers.pause', { name: title })}
          icon={<PauseRegular />}
          onClick={() => void callOrToast('transfers.pause', { batchId })}
        />
      )}
      {unfinished > 0 && (
        <LightButton
          label={t('transfers.cancel', { name: title })}
          icon={<DismissRegular />}
          onClick={() => void callOrToast('transfers.cancel', { batchId })}
        />
      )}
    </>
  );
}

function redirectBatch({ batchId, accountId, counts, kind, carried }: TransferBatch): void {
  useApp.getState().openDialog({
    name: 'redirect',
    of: { batchId },
    accountId,
    itemName: '',
    count: counts.redirectable,
    kind: kind === 'move' || kind === 'copy' ? kind : (carried ?? 'upload'),
    isOneAccount: kind !== 'upload',
  });
}
