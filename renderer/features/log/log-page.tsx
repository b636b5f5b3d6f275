import { Button, makeStyles, Select, Switch, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { LogEntry, LogLevel } from '../../../electron/contract/log.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { logQuery } from '../../api/app-queries.ts';
import { saveReport } from '../../state/save-report.ts';
import { useApp } from '../../state/store.ts';
import { copyText } from '../../ui/copy-text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { formatMoment } from '../../words/format.ts';
import { SearchField } from '../../ui/search-field.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
  },
  search: { flex: '1 1 200px', maxWidth: '360px' },
  list: {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalXL}`,
    listStyleType: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  entry: {
    display: 'grid',
    gridTemplateColumns: '168px 72px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontSize: tokens.fontSizeBase200,
    '@media (max-width: 760px)': { gridTemplateColumns: 'auto minmax(0, 1fr)' },
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  text: {
    fontFamily: tokens.fontFamilyMonospace,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    '@media (max-width: 760px)': { gridColumn: '1 / -1' },
  },
  warn: { color: tokens.colorStatusWarningForeground1 },
  error: { color: tokens.colorStatusDangerForeground3 },
  info: {},
});

const levels: readonly LogLevel[] = ['info', 'warn', 'error'];
const searchAfterMs = 200;

export function LogPage() {
  const styles = useStyles();
  const [level, setLevel] = useState<LogLevel>('info');
  const [text, setText] = useState('');
  const [isFollowing, setFollowing] = useState(true);
  const { data, error, refetch } = useQuery(logQuery(level, useDebounced(text, searchAfterMs), isFollowing));
  const isFiltered = level !== 'info' || text !== '';
  const actions = (
    <>
      <Button disabled={data === undefined || data.length === 0} onClick={() => void copy(data ?? [])}>
        {t('log.copy')}
      </Button>
      <Button onClick={() => void saveReport()}>{t('settings.about.report')}</Button>
    </>
  );
  return (
    <PageFrame title={t('log.heading')} actions={actions}>
      <div className={styles.root}>
        <div className={styles.tools}>
          <SearchField
            className={styles.search}
            value={text}
            placeholder={t('log.find')}
            aria-label={t('log.find')}
            onChange={(_, { value }) => setText(value)}
          />
          <Select
            aria-label={t('log.level')}
            value={level}
            onChange={(_, { value }) => setLevel(levels.find((each) => each === value) ?? 'info')}
          >
            {levels.map((each) => (
              <option key={each} value={each}>
                {t(`log.from.${each}`)}
              </option>
            ))}
          </Select>
          <Switch
            label={t('log.follow')}
            checked={isFollowing}
            onChange={(_, { checked }) => setFollowing(checked)}
          />
        </div>
        {error !== null && <FailureNotice failure={failureOf(error)} onRetry={() => void refetch()} />}
        {error === null && data?.length === 0 && <Notice title={t(isFiltered ? 'log.none' : 'log.empty')} />}
        {error === null && data !== undefined && data.length > 0 && (
          <Entries entries={data} isFollowing={isFollowing} />
        )}
      </div>
    </PageFrame>
  );
}

function Entries({ entries, isFollowing }: { entries: readonly LogEntry[]; isFollowing: boolean }) {
  const styles = useStyles();
  const list = useRef<HTMLUListElement>(null);
  const count = entries.length;
  const latest = entries.at(-1)?.at ?? '';
  useEffect(() => {
    if (isFollowing && count > 0 && latest !== '') list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count, latest, isFollowing]);
  return (
    <ul ref={list} className={styles.list} aria-label={t('log.heading')} tabIndex={0} data-selectable>
      {entries.map((entry, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- entries may be identical
        <li key={`${entry.at} ${at}`} className={styles.entry}>
          <span className={styles.quiet}>
            {Number.isNaN(Date.parse(entry.at)) ? entry.at : formatMoment(entry.at)}
          </span>
          <span className={styles[entry.level]}>{t(`log.levels.${entry.level}`)}</span>
          <span className={styles.text}>{entry.text}</span>
        </li>
      ))}
    </ul>
  );
}

async function copy(entries: readonly LogEntry[]): Promise<void> {
  const lines = entries.map(({ at, level, text }) => `[${at}] [${level}] ${text}`);
  if (await copyText(lines.join('\n')))
    useApp.getState().toast({ text: t('log.copied', { count: entries.length }) });
}
