import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Account } from '../../../electron/contract/records.ts';
import type { Permissions } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { permissionsQuery } from '../../api/account-queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { formatUseDay, isSameUtcDay, toPermissionText } from '../../words/permission-text.ts';

const columns = ['name', 'used', 'verdict'] as const;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  table: { width: '100%', borderCollapse: 'collapse' },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
    textAlign: 'start',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  head: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  nowrap: { whiteSpace: 'nowrap' },
  name: { overflowWrap: 'anywhere' },
  drop: { color: tokens.colorStatusWarningForeground3 },
});

type Granted = Permissions['granted'][number];

export function PermissionsDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { data, error, refetch } = useQuery(permissionsQuery(account.accountId));
  const actions = (
    <Button appearance="primary" onClick={onClose}>
      {t('app.close')}
    </Button>
  );
  return (
    <Dialog
      title={t('permissions.title', { name: account.displayName })}
      width="wide"
      actions={actions}
      onClose={onClose}
    >
      {error !== null && <FailureNotice failure={failureOf(error)} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Spinner />}
      {data !== undefined && <Review permissions={data} />}
    </Dialog>
  );
}

const hourMs = 3_600_000;
const reviewMs = 90 * 24 * hourMs;

function Review({ permissions }: { permissions: Permissions }) {
  const styles = useStyles();
  const { granted, kind, countedSince } = permissions;
  const now = useNow(hourMs);
  const isYoung = now - Date.parse(countedSince) < reviewMs;
  if (granted.length === 0) return <Text>{t('permissions.none')}</Text>;
  const isFine = granted.every(({ droppable, enough }) => !droppable && enough === null);
  return (
    <>
      <Text>{t('permissions.lead')}</Text>
      {isYoung && (
        <Text size={200} className={styles.quiet}>
          {t('permissions.since', {
            day: formatUseDay(countedSince, now),
            isToday: isSameUtcDay(countedSince, now),
          })}
        </Text>
      )}
      <table className={styles.table}>
        <thead className={styles.head}>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={styles.cell}>
                {t(`permissions.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {granted.map((each) => (
            <PermissionRow key={each.name} granted={each} now={now} />
          ))}
        </tbody>
      </table>
      <Text size={200} className={styles.quiet}>
        {isFine
          ? t('permissions.fine')
          : kind === 'application'
            ? t('permissions.howApplication')
            : t('permissions.howDelegated')}
      </Text>
    </>
  );
}

function PermissionRow({ granted, now }: { granted: Granted; now: number }) {
  const { name, lastUsedAt, droppable, enough } = granted;
  const styles = useStyles();
  return (
    <tr>
      <th scope="row" className={styles.cell}>
        <Text weight="semibold" block className={styles.name}>
          {name}
        </Text>
        <Text size={200} block className={styles.quiet}>
          {toPermissionText(name)}
        </Text>
      </th>
      <td className={styles.cell}>
        <Text className={styles.nowrap}>
          {lastUsedAt === null ? t('permissions.never') : formatUseDay(lastUsedAt, now)}
        </Text>
      </td>
      <td className={styles.cell}>
        <Text className={droppable || enough !== null ? styles.drop : undefined}>
          {droppable
            ? t('permissions.drop')
            : enough === null
              ? t('permissions.keep')
              : t('permissions.exchange', { scope: enough })}
        </Text>
      </td>
    </tr>
  );
}
