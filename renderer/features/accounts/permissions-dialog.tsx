import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Account } from '../../../electron/contract/records.ts';
import type { Permissions } from '../../../electron/contract/sign-in.ts';
import { failureOf } from '../../api/client.ts';
import { permissionsQuery } from '../../api/queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { formatUseDay, permissionsWords as words } from '../../words/permissions.ts';

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

/** What an account is allowed, what of it was needed, and what could go. */
export function PermissionsDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { data, error, refetch } = useQuery(permissionsQuery(account.accountId));
  const actions = (
    <Button appearance="primary" onClick={onClose}>
      {words.close}
    </Button>
  );
  return (
    <Dialog title={words.title(account.displayName)} width="wide" actions={actions} onClose={onClose}>
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
  if (granted.length === 0) return <Text>{words.none}</Text>;
  const isFine = granted.every(({ droppable, enough }) => !droppable && enough === null);
  return (
    <>
      <Text>{words.lead}</Text>
      {isYoung && (
        <Text size={200} className={styles.quiet}>
          {words.since(formatUseDay(countedSince, now))}
        </Text>
      )}
      <table className={styles.table}>
        <thead className={styles.head}>
          <tr>
            {Object.values(words.columns).map((column) => (
              <th key={column} scope="col" className={styles.cell}>
                {column}
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
        {isFine ? words.fine : kind === 'application' ? words.howApplication : words.howDelegated}
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
          {words.text(name)}
        </Text>
      </th>
      <td className={styles.cell}>
        <Text className={styles.nowrap}>
          {lastUsedAt === null ? words.never : formatUseDay(lastUsedAt, now)}
        </Text>
      </td>
      <td className={styles.cell}>
        <Text className={droppable || enough !== null ? styles.drop : undefined}>
          {droppable ? words.drop : enough === null ? words.keep : words.exchange(enough)}
        </Text>
      </td>
    </tr>
  );
}
