import { Button, makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import { memo, type ReactNode } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { ConflictChoice, Transfer, TransferState } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useAccountName } from '../../api/use-account-name.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { ConflictChoices } from '../../ui/conflict-choices.tsx';
import { isGoneThere } from '../../ui/conflict-sides.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { useNow } from '../../ui/use-now.ts';
import { toTransferStateText } from './state-text.ts';
import { toBytesText } from '../../words/transfer-text.ts';
import { isChangeKind } from '../../words/change-text.ts';
import { formatSpeed, formatDuration, formatProgress, joinFacts } from '../../words/format.ts';
import { TransferActions } from './transfer-actions.tsx';
import { saveElsewhere, TransferFailure } from './transfer-failure.tsx';
import { toParts, toTimeLeftMs } from './transfer-lists.ts';
import { InFlight } from './total-progress.tsx';
import { VerificationBadge } from './verification-badge.tsx';
import { useTooSlow } from './use-too-slow.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    boxSizing: 'border-box',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  compact: {
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    gridTemplateAreas: '"icon name actions" "icon state actions" "icon bar actions" ". more more"',
    minHeight: '48px',
    alignContent: 'center',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
  },
  wide: {
    gridTemplateColumns: '20px minmax(0, 4fr) minmax(0, 5fr) 96px',
    gridTemplateAreas: '"icon name state actions" ". . bar ." ". more more more"',
    minHeight: '36px',
    // Limits the distance between name and size on very wide windows.
    maxWidth: '1600px',
    alignContent: 'center',
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXL}`,
  },
  icon: { gridArea: 'icon' },
  name: {
    gridArea: 'name',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
  },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'pre' },
  both: {
    gridArea: 'state',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
    minWidth: 0,
  },
  /** Text wraps, and the numbers go below it if both don't fit. */
  wrapping: { flexWrap: 'wrap' },
  state: { minWidth: 0, color: tokens.colorNeutralForeground3 },
  whole: { overflowWrap: 'anywhere', textWrap: 'balance' },
  sentence: { flex: '1 1 200px' },
  numbers: {
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    textAlign: 'end',
  },
  small: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  bar: { gridArea: 'bar', position: 'relative', marginTop: tokens.spacingVerticalXXS },
  actions: { gridArea: 'actions', display: 'flex', justifyContent: 'flex-end' },
  more: { gridArea: 'more', padding: `${tokens.spacingVerticalXS} 0 ${tokens.spacingVerticalS}` },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground3 },
  attention: { color: tokens.colorStatusWarningForeground1 },
});

export interface TransferRowProps {
  transfer: Transfer;
  /** One line in columns if there is room, else three short lines. */
  wide: boolean;
  showsLocation?: boolean;
  allPaused: boolean;
}

export const TransferRow = memo(function TransferRow(props: TransferRowProps) {
  const styles = useStyles();
  const { transfer, wide } = props;
  const { name, state } = transfer;
  const choose = (choice: ConflictChoice, applyToBatch: boolean) =>
    void callOrToast('transfers.resolve', { transferId: transfer.transferId, choice, applyToBatch });
  return (
    <div
      className={mergeClasses(styles.root, wide ? styles.wide : styles.compact)}
      data-transfer-state={state}
    >
      <FileIcon className={styles.icon} name={name} kind={isFolder(transfer) ? 'folder' : 'file'} />
      <div className={styles.name}>
        <span className={styles.cut} title={showText(name)}>
          {showText(name)}
        </span>
        <VerificationBadge transfer={transfer} />
      </div>
      <StateText {...props} />
      <Progress transfer={transfer} />
      <div className={styles.actions}>
        <TransferActions transfer={transfer} />
      </div>
      {state === 'conflict' && (
        <ConflictChoices
          className={styles.more}
          transfer={transfer}
          onChoose={choose}
          more={toEditChoice(transfer)}
        />
      )}
      {(state === 'failed' || state === 'done') && transfer.failure !== null && (
        <TransferFailure className={styles.more} transfer={transfer} failure={transfer.failure} />
      )}
    </div>
  );
});

function toEditChoice(transfer: Transfer): ReactNode {
  const { kind, documentId } = transfer;
  if (kind !== 'upload' || documentId === null) return null;
  return isGoneThere(transfer) ? (
    <Button size="small" onClick={() => saveElsewhere(transfer)}>
      {t('edits.saveElsewhere')}
    </Button>
  ) : (
    <Button size="small" onClick={() => useApp.getState().openDialog({ name: 'editConflict', documentId })}>
      {t('edits.decide')}
    </Button>
  );
}

/** Older lists mark folders by the outcome only. */
const isFolder = ({ folder, outcome }: Transfer): boolean =>
  folder !== null || outcome === 'folderCreated' || outcome === 'folderExisted';

/** Longer texts are explanations, which must not be truncated. In characters. */
const longestLabel = 32;

function StateText({ transfer, wide, showsLocation, allPaused }: TransferRowProps) {
  const styles = useStyles();
  const { kind, path, accountId } = transfer;
  const account = useAccountName(accountId);
  const now = useNow(toRefreshMs(transfer));
  const isSlow = useTooSlow(transfer, now);
  const text = toTransferStateText(transfer, now, allPaused, isSlow);
  const isSentence = text.length > longestLabel && isMoving(transfer);
  const tone = { good: styles.good, bad: styles.bad, attention: styles.attention, plain: undefined };
  return (
    <div className={mergeClasses(styles.both, isSentence && styles.wrapping, !wide && styles.small)}>
      <div
        className={mergeClasses(
          styles.state,
          wide || isSentence ? styles.whole : styles.cut,
          isSentence && styles.sentence,
        )}
      >
        <span className={tone[isSlow ? 'attention' : toTone(transfer)]} title={text}>
          {text}
        </span>
        {showsLocation &&
          !isMoving(transfer) &&
          ` · ${joinFacts([t('transfers.where', { kind, path: transfer.toPath ?? path }), account])}`}
      </div>
      <Numbers transfer={transfer} />
    </div>
  );
}

/** A countdown changes every second; whether an upload is too slow, every minute. */
function toRefreshMs({ state, waitUntil, uploadExpiresAt }: Transfer): number | null {
  if (state === 'waiting' && waitUntil !== null) return 1_000;
  return state === 'running' && uploadExpiresAt !== null ? 60_000 : null;
}

const isMoving = ({ state, bytesDone }: Transfer): boolean =>
  state === 'running' || state === 'waiting' || state === 'paused' || (state === 'queued' && bytesDone > 0);

function Numbers({ transfer }: { transfer: Transfer }) {
  const styles = useStyles();
  const { state, bytesDone, bytesTotal, bytesPerSecond } = transfer;
  const timeLeftMs = state === 'running' ? toTimeLeftMs(transfer) : null;
  const numbers = [
    isMoving(transfer) && !isChangeKind(transfer.kind) ? toBytesText(bytesDone, bytesTotal) : null,
    toItemsText(transfer),
    hasSize(transfer) ? toBytesText(bytesTotal ?? bytesDone, null) : null,
    state === 'running' && bytesPerSecond !== null ? formatSpeed(bytesPerSecond) : null,
    timeLeftMs === null ? null : t('transfers.timeLeft', { time: formatDuration(timeLeftMs) }),
  ];
  return <div className={styles.numbers}>{numbers.filter((part) => part !== null).join(' · ')}</div>;
}

const toItemsText = ({ state, folder }: Transfer): string | null =>
  state === 'done' && folder?.itemCount != null ? t('app.items', { count: folder.itemCount }) : null;

/** Queued transfers show their size; a created folder has none, and changes move no bytes. */
const hasSize = (transfer: Transfer): boolean =>
  transfer.state === 'done'
    ? !isFolder(transfer) && !isChangeKind(transfer.kind)
    : transfer.state === 'queued' && !isMoving(transfer) && (transfer.bytesTotal ?? 0) > 0;

type Tone = 'good' | 'bad' | 'attention' | 'plain';

const toneOf: Record<TransferState, Tone> = {
  queued: 'plain',
  checking: 'plain',
  running: 'plain',
  waiting: 'attention',
  paused: 'plain',
  conflict: 'attention',
  done: 'good',
  failed: 'bad',
  cancelled: 'plain',
};

const toTone = ({ state, failure }: Transfer): Tone =>
  state === 'done' && failure !== null ? 'attention' : toneOf[state];

const withProgress: readonly TransferState[] = ['queued', 'running', 'waiting', 'checking', 'paused'];

function Progress({ transfer }: { transfer: Transfer }) {
  const styles = useStyles();
  const { state, name, bytesDone } = transfer;
  const hasBegun = state === 'checking' || state === 'running' || state === 'waiting' || bytesDone > 0;
  if (!hasBegun || !withProgress.includes(state)) return null;
  const { part, sent } = toParts(transfer);
  return (
    <div className={styles.bar}>
      <ProgressBar
        aria-label={t('transfers.progressLabel', { name })}
        // Screen readers get the part including bytes in flight, which the bar shows in a lighter color.
        {...(part === null ? {} : { value: part, 'aria-valuetext': formatProgress(sent ?? part) })}
        color={state === 'waiting' ? 'warning' : 'brand'}
      />
      {state === 'running' && <InFlight of={transfer} />}
    </div>
  );
}
