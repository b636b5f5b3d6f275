import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DuplicateGroup } from '../../../electron/contract/found.ts';
import type { ItemRef } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { duplicatesQuery } from '../../api/space-queries.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { useSelectionSummary } from '../../state/open-view.ts';
import { emptySelection, isSelected, maxSelectionIds } from '../../ui/grid/selection.ts';
import { useApp } from '../../state/store.ts';
import { Notice } from '../../ui/notice.tsx';
import { formatSize } from '../../words/format.ts';
import { DuplicateGroupCard } from './duplicate-group.tsx';
import { toSpares } from './spares.ts';
import { useIndexState } from './use-index-state.ts';

const useStyles = makeStyles({
  root: { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
  },
  sum: { flex: '1 1 260px' },
  quiet: { display: 'block', color: tokens.colorNeutralForeground3 },
  list: {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
    listStyleType: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  more: { alignSelf: 'center', flexShrink: 0 },
  warning: { color: tokens.colorStatusDangerForeground1 },
});

const step = 50;
/** The most groups in one answer. Smaller ones move up when others are deleted. */
const maxGroups = 200;

export function Duplicates({ accountId, folder }: { accountId: string; folder: ItemRef | null }) {
  const styles = useStyles();
  const [shown, setShown] = useState(step);
  const { refetchInterval } = useIndexState(accountId);
  const { data } = useQuery({ ...duplicatesQuery(accountId, folder, shown), refetchInterval });
  if (data === undefined) return <div className={styles.root} />;
  if (data.groupCount === 0)
    return <Notice role="status" title={t('space.duplicates.none')} text={t('space.duplicates.noneText')} />;
  const { groups, groupCount, fileCount, freedBytes, unknownCount } = data;
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <div className={styles.sum}>
          <Text weight="semibold">
            {t('space.duplicates.sum', {
              files: fileCount,
              freed: formatSize(freedBytes),
            })}
          </Text>
          {unknownCount > 0 && (
            <Text size={200} className={styles.quiet}>
              {t('space.duplicates.unknown', { count: unknownCount })}
            </Text>
          )}
        </div>
        <Choices groups={groups} />
      </div>
      <ul className={styles.list} data-pane="files" aria-label={t('space.parts.duplicates')}>
        {groups.map((group) => (
          <DuplicateGroupCard key={group.rows[0]?.itemId} group={group} />
        ))}
        {groupCount > groups.length && (
          <li className={styles.more}>
            {shown < maxGroups ? (
              <Button onClick={() => setShown(shown + step)}>
                {t('space.duplicates.more', { count: groupCount - groups.length })}
              </Button>
            ) : (
              t('space.duplicates.smaller', { count: groupCount - groups.length })
            )}
          </li>
        )}
      </ul>
    </div>
  );
}

function Choices({ groups }: { groups: readonly DuplicateGroup[] }) {
  const styles = useStyles();
  const select = useApp((state) => state.select);
  const selection = useApp((state) => state.selection);
  const { count, sizeBytes } = useSelectionSummary();
  const isAllOfOne = groups.some(
    ({ rows, count: copies }) =>
      rows.length === copies && rows.every(({ itemId }) => isSelected(selection, itemId)),
  );
  const selectSpares = () => {
    const ids = groups.flatMap(toSpares).slice(0, maxSelectionIds);
    select({ type: 'band', ids, before: emptySelection, last: null });
  };
  return (
    <>
      {count > 0 && isAllOfOne && (
        <span role="status" className={styles.warning}>
          {t('space.duplicates.allOfOne')}
        </span>
      )}
      <Button size="small" onClick={count > 0 ? () => select({ type: 'clear' }) : selectSpares}>
        {count > 0 ? t('space.duplicates.clear') : t('space.duplicates.selectSpares')}
      </Button>
      <Button
        size="small"
        appearance="primary"
        disabledFocusable={count === 0}
        onClick={() => requestCommand('delete')}
      >
        {t('space.duplicates.delete', { count, size: formatSize(sizeBytes) })}
      </Button>
    </>
  );
}
