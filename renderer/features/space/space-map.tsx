import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronRight12Regular } from '@fluentui/react-icons/svg/chevron-right';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ItemRef } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { treeQuery } from '../../api/space-queries.ts';
import { toSpaceCrumb } from '../../state/navigation.ts';
import { useViewHead } from '../../state/open-view.ts';
import { useApp } from '../../state/store.ts';
import { formatSize } from '../../words/format.ts';
import { Treemap } from './treemap.tsx';
import { useIndexState } from './use-index-state.ts';

const useStyles = makeStyles({
  root: { flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0 },
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    flexShrink: 0,
    minHeight: '36px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
  },
  crumb: { minWidth: 'auto', fontWeight: tokens.fontWeightRegular },
  here: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  chevron: { display: 'flex', color: tokens.colorNeutralForeground3 },
  sum: { marginInlineStart: 'auto', padding: `0 ${tokens.spacingHorizontalS}` },
  both: {
    flex: 1,
    display: 'flex',
    minHeight: 0,
    '@media (max-width: 900px)': { flexDirection: 'column' },
  },
  map: {
    flex: '3 1 0',
    minWidth: 0,
    minHeight: 0,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM}`,
    boxSizing: 'border-box',
    '@media (max-width: 900px)': { flex: '0 0 45%' },
  },
  files: {
    flex: '2 1 0',
    minWidth: 0,
    minHeight: 0,
    borderInlineStartWidth: '1px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
  },
});

interface Props {
  accountId: string;
  folder: ItemRef | null;
  files: ReactNode;
}

export function SpaceMap({ accountId, folder, files }: Props) {
  const styles = useStyles();
  const { refetchInterval } = useIndexState(accountId);
  const { data } = useQuery({ ...treeQuery(accountId, folder), refetchInterval });
  const nodes = data?.nodes ?? [];
  const [root] = nodes;
  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <Crumbs />
        <span role="status" className={styles.sum}>
          {root === undefined ? '' : t('space.sum', { size: formatSize(root.sizeBytes), files: root.files })}
        </span>
      </div>
      <div className={styles.both}>
        <div className={styles.map}>
          <Treemap nodes={nodes} isKnown={data !== undefined} />
        </div>
        <div className={styles.files}>{files}</div>
      </div>
    </div>
  );
}

function Crumbs() {
  const styles = useStyles();
  const crumbs = useViewHead()?.crumbs ?? [];
  const go = useApp((state) => state.go);
  return (
    <nav aria-label={t('space.path')} style={{ display: 'contents' }}>
      {crumbs.map((crumb, at) => {
        const isHere = at === crumbs.length - 1;
        return (
          <span key={crumb.path} style={{ display: 'contents' }}>
            {at > 0 && (
              <span className={styles.chevron} aria-hidden>
                <ChevronRight12Regular />
              </span>
            )}
            <Button
              size="small"
              appearance="subtle"
              className={mergeClasses(styles.crumb, isHere && styles.here)}
              aria-current={isHere ? 'page' : undefined}
              onClick={() => {
                const page = toSpaceCrumb(crumbs, at);
                if (page !== null && !isHere) go(page, crumbs[at + 1]?.ref?.itemId ?? null);
              }}
            >
              {showText(crumb.name)}
            </Button>
          </span>
        );
      })}
    </nav>
  );
}
