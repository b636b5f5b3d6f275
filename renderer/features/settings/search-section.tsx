import { Button, makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { IndexState } from '../../../electron/contract/found.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery, indexStateQuery } from '../../api/account-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { describeAccount } from '../../words/account-text.ts';
import { toFailureText } from '../../words/failures.ts';
import { formatMoment, joinFacts } from '../../words/format.ts';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';

const useStyles = makeStyles({
  flush: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
  quiet: { color: tokens.colorNeutralForeground3 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    width: '100%',
    maxHeight: '300px',
    margin: 0,
    padding: 0,
    overflowY: 'auto',
    listStyleType: 'none',
  },
  drive: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  words: { display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 },
});

export function SearchSection() {
  const styles = useStyles();
  const { settings, change } = useSettings();
  const states = useQuery(indexStateQuery).data ?? [];
  if (settings === undefined) return null;
  return (
    <Section title={t('settings.search.title')}>
      <div>
        <Switch
          className={styles.flush}
          label={t('settings.search.own')}
          checked={settings.indexOwnDrives}
          onChange={(_, { checked }) => change({ indexOwnDrives: checked })}
        />
        <Text as="p" size={200} block className={styles.quiet}>
          {t('settings.search.ownHint')}
        </Text>
      </div>
      <ul className={styles.list}>
        {states.map((state) => (
          <Drive key={`${state.accountId} ${state.driveId} ${state.folder?.itemId ?? ''}`} state={state} />
        ))}
      </ul>
    </Section>
  );
}

function Drive({ state }: { state: IndexState }) {
  const styles = useStyles();
  const account = useQuery(accountsQuery).data?.find(({ accountId }) => accountId === state.accountId);
  if (account === undefined) return null;
  const { accountId, name, folder } = state;
  const pause = (isPaused: boolean) => void callOrToast('index.pause', { accountId, folder, isPaused });
  const read = () => void callOrToast('index.enumerate', { accountId, folder });
  const exclude = () => folder !== null && void callOrToast('index.exclude', { accountId, folder });
  return (
    <li className={styles.drive}>
      <span className={styles.words}>
        <Text truncate wrap={false}>
          {name === null ? describeAccount(account) : showText(name)}
        </Text>
        <Text size={200} className={styles.quiet}>
          {joinFacts([toIndexStateText(state), account.isPaused ? t('accountPaused.title') : null])}
        </Text>
      </span>
      {state.state === 'paused' && !account.isPaused && (
        <Button onClick={() => pause(false)}>{t('search.continue')}</Button>
      )}
      {(state.state === 'enumerating' || state.state === 'fresh' || state.state === 'updating') && (
        <Button onClick={() => pause(true)}>{t('settings.search.pause')}</Button>
      )}
      {(state.state === 'notEnumerated' || state.state === 'failed') && (
        <Button onClick={read}>{t('search.enumerate')}</Button>
      )}
      {folder !== null && (
        <Button
          aria-label={t('settings.search.excludeNamed', { name: showText(name ?? '') })}
          onClick={exclude}
        >
          {t('settings.search.exclude')}
        </Button>
      )}
    </li>
  );
}

function toIndexStateText({ state, itemCount, freshAt, failure }: IndexState): string {
  switch (state) {
    case 'notEnumerated':
      return t('settings.search.states.notEnumerated');
    case 'enumerating':
      return t('settings.search.states.enumerating', { count: itemCount });
    case 'paused':
      return t('settings.search.states.paused', { count: itemCount });
    case 'failed':
      return failure === null ? t('settings.search.states.notEnumerated') : toFailureText(failure).title;
    case 'fresh':
    case 'updating':
      return freshAt === null
        ? t('settings.search.states.updating')
        : t('settings.search.states.fresh', { count: itemCount, time: formatMoment(freshAt) });
  }
}
