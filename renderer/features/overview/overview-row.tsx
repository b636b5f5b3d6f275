import { mergeClasses } from '@fluentui/react-components';
import { memo, type ReactNode } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { RowCheck } from '../../ui/grid/row-check.tsx';
import { describeAccount } from '../../words/account-text.ts';
import { formatFullDate, formatList } from '../../words/format.ts';
import {
  type AccountColumn,
  type AccountRow,
  isFull,
  isSoon,
  toDaysLeft,
  toState,
  toUnused,
} from './account-rows.ts';
import {
  toIndexText,
  toLastUsedText,
  toPermissionsText,
  toQuotaAge,
  toQuotaText,
  toSecretText,
  toStateText,
  toTransfersText,
} from './account-texts.ts';
import { useOverviewStyles } from './overview-styles.ts';

export const accountRowId = (ordinal: number): string => `account-row-${ordinal}`;

export interface OverviewRowProps {
  row: AccountRow;
  ordinal: number;
  topPx: number;
  heightPx: number;
  /** The row that Tab reaches; arrow keys continue from it. */
  current: boolean;
  selected: boolean;
  now: number;
  onFocusRow: (ordinal: number) => void;
}

type Tone = 'warning' | 'danger' | null;

export const OverviewRow = memo(function OverviewRow(props: OverviewRowProps) {
  const styles = useOverviewStyles();
  const { row, ordinal, selected, now } = props;
  const { account, overview } = row;
  const days = toDaysLeft(row, now);
  const { conflicts, failed } = overview.transfers;
  const isReady = toState(row, now) === 'ready';
  return (
    <div
      role="row"
      id={accountRowId(ordinal)}
      aria-rowindex={ordinal + 2}
      aria-selected={selected}
      data-ordinal={ordinal}
      tabIndex={props.current ? 0 : -1}
      className={mergeClasses(styles.line, styles.row, selected && styles.selected)}
      style={{ height: props.heightPx, transform: `translateY(${props.topPx}px)` }}
      onFocus={() => props.onFocusRow(ordinal)}
    >
      <RowCheck isOn={selected} isShown={false} />
      <Cell column="name" title={`${showText(account.displayName)} · ${describeAccount(account)}`}>
        <span className={styles.who}>{showText(account.displayName)}</span>
        <span className={styles.address}>{describeAccount(account)}</span>
      </Cell>
      <Cell column="state" tone={isReady ? null : 'danger'}>
        {toStateText(row, now)}
      </Cell>
      <Cell column="quota" tone={isFull(row) ? 'danger' : null} title={toQuotaAge(row, now)}>
        {toQuotaText(row)}
      </Cell>
      <Cell column="index">{toIndexText(row, now)}</Cell>
      <Cell column="transfers" tone={conflicts + failed > 0 ? 'warning' : null}>
        {toTransfersText(row)}
      </Cell>
      <Cell
        column="permissions"
        tone={toUnused(row).length > 0 ? 'warning' : null}
        title={formatList(toUnused(row))}
      >
        {toPermissionsText(row)}
      </Cell>
      <Cell
        column="secret"
        tone={days !== null && days < 0 ? 'danger' : isSoon(days) ? 'warning' : null}
        title={account.secretExpiresAt === null ? undefined : formatFullDate(account.secretExpiresAt)}
      >
        {toSecretText(row, now)}
      </Cell>
      <Cell column="lastUsed">{toLastUsedText(row, now)}</Cell>
    </div>
  );
});

interface CellProps {
  column: AccountColumn;
  tone?: Tone;
  title?: string | undefined;
  children: ReactNode;
}

function Cell({ column, tone = null, title, children }: CellProps) {
  const styles = useOverviewStyles();
  const text = typeof children === 'string' ? children : undefined;
  return (
    <div
      role="gridcell"
      className={mergeClasses(styles.cell, styles[column], tone !== null && styles[tone])}
      title={title === undefined || title === '' ? text : title}
    >
      {children}
    </div>
  );
}
