import { mergeClasses, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { useGridStyles } from '../../ui/grid/grid-styles.ts';
import { describeAccount } from '../../words/account-text.ts';
import { formatFullDate, formatList } from '../../words/format.ts';
import {
  type AccountColumn,
  type AccountRow,
  type AccountState,
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
  toAccountStateText,
  toTransfersText,
} from './account-texts.ts';

const useOverviewStyles = makeStyles({
  cell: { fontVariantNumeric: 'tabular-nums' },
  who: { color: tokens.colorNeutralForeground1, fontSize: tokens.fontSizeBase300 },
  address: {
    marginInlineStart: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  warning: { color: tokens.colorStatusWarningForeground1, fontWeight: tokens.fontWeightSemibold },
  danger: { color: tokens.colorStatusDangerForeground3, fontWeight: tokens.fontWeightSemibold },
});

type Tone = 'warning' | 'danger' | null;

const stateTones: Record<AccountState, Tone> = {
  signInNeeded: 'danger',
  expired: 'danger',
  waiting: 'danger',
  paused: 'warning',
  ready: null,
};

interface CellContent {
  text: ReactNode;
  tone?: Tone;
  title?: string | undefined;
}

interface AccountCellProps {
  row: AccountRow;
  column: AccountColumn;
  now: number;
}

export function AccountCell({ row, column, now }: AccountCellProps) {
  const styles = useOverviewStyles();
  const { cell } = useGridStyles();
  const { text, tone = null, title } = toContent(row, column, now);
  return (
    <div
      role="gridcell"
      className={mergeClasses(cell, styles.cell, tone !== null && styles[tone])}
      title={title === undefined || title === '' ? (typeof text === 'string' ? text : undefined) : title}
    >
      {text}
    </div>
  );
}

function toContent(row: AccountRow, column: AccountColumn, now: number): CellContent {
  const { account, overview } = row;
  switch (column) {
    case 'name':
      return {
        text: <AccountName row={row} />,
        title: `${showText(account.displayName)} · ${describeAccount(account)}`,
      };
    case 'state':
      return { text: toAccountStateText(row, now), tone: stateTones[toState(row, now)] };
    case 'quota':
      return { text: toQuotaText(row), tone: isFull(row) ? 'danger' : null, title: toQuotaAge(row, now) };
    case 'index':
      return { text: toIndexText(row, now) };
    case 'transfers': {
      const { conflicts, failed } = overview.transfers;
      return { text: toTransfersText(row), tone: conflicts + failed > 0 ? 'warning' : null };
    }
    case 'permissions': {
      const unused = toUnused(row);
      const tone = unused.length > 0 ? 'warning' : null;
      return { text: toPermissionsText(row), tone, title: formatList(unused) };
    }
    case 'secret': {
      const days = toDaysLeft(row, now);
      const { secretExpiresAt } = account;
      return {
        text: toSecretText(row, now),
        tone: days !== null && days < 0 ? 'danger' : isSoon(days) ? 'warning' : null,
        title: secretExpiresAt === null ? undefined : formatFullDate(secretExpiresAt),
      };
    }
    case 'lastUsed':
      return { text: toLastUsedText(row, now) };
  }
}

function AccountName({ row: { account } }: { row: AccountRow }) {
  const styles = useOverviewStyles();
  return (
    <>
      <span className={styles.who}>{showText(account.displayName)}</span>
      <span className={styles.address}>{describeAccount(account)}</span>
    </>
  );
}
