import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Comparison } from '../../../electron/contract/comparison.ts';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { comparisonQuery } from '../../api/view-queries.ts';
import { useAccountName } from '../../api/use-account-name.ts';
import { useOtherHead, useViewHead } from '../../state/open-view.ts';
import { useApp } from '../../state/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { formatCount } from '../../words/format.ts';
import {
  type CompareChoice,
  compareChoices,
  selectCompared,
  toCount,
  toOutcomes,
} from './compare-choices.ts';

const useStyles = makeStyles({
  folders: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground3 },
  path: { margin: 0, overflowWrap: 'anywhere' },
  choices: { display: 'flex', flexDirection: 'column' },
  choice: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
  count: { fontVariantNumeric: 'tabular-nums', paddingInlineEnd: tokens.spacingHorizontalS },
  notes: { display: 'flex', flexDirection: 'column', color: tokens.colorNeutralForeground3 },
  heed: { color: tokens.colorNeutralForeground1 },
});

export function CompareDialog({ onClose }: { onClose: () => void }) {
  const active = useViewHead();
  const other = useOtherHead();
  const side = useApp((state) => state.side);
  if (active === null || other === null) return null;
  const [first, second] = side === 'start' ? [active, other] : [other, active];
  return <Compared first={first} second={second} onClose={onClose} />;
}

interface Props {
  first: ViewHead;
  second: ViewHead;
  onClose: () => void;
}

function Compared({ first, second, onClose }: Props) {
  const styles = useStyles();
  const [choices, setChoices] = useState<readonly CompareChoice[]>(['onlyFirst', 'onlySecond', 'different']);
  const { data: found, error, refetch } = useQuery(comparisonQuery(first, second, toOutcomes(choices)));
  const isTooMany = found !== undefined && (found.first.chosen === null || found.second.chosen === null);
  const count = (found?.first.chosen?.count ?? 0) + (found?.second.chosen?.count ?? 0);
  const choose = () => {
    if (found === undefined || isTooMany || count === 0) return;
    selectCompared(found);
    onClose();
  };
  const actions = (
    <>
      <Button onClick={onClose}>{t('app.cancel')}</Button>
      <Button type="submit" appearance="primary" disabledFocusable={isTooMany || count === 0}>
        {t('compare.select', { count })}
      </Button>
    </>
  );
  return (
    <Dialog title={t('compare.title')} width="medium" actions={actions} onSubmit={choose} onClose={onClose}>
      <dl className={styles.folders}>
        <dt className={styles.term}>{t('split.start')}</dt>
        <FolderPath head={first} beside={second} />
        <dt className={styles.term}>{t('split.end')}</dt>
        <FolderPath head={second} beside={first} />
      </dl>
      {error !== null && <FailureNotice failure={failureOf(error)} onRetry={() => void refetch()} />}
      <Choices found={found} choices={choices} onChoose={setChoices} />
      {found !== undefined && <Notes found={found} heads={[first, second]} isTooMany={isTooMany} />}
    </Dialog>
  );
}

function FolderPath({ head, beside }: { head: ViewHead; beside: ViewHead }) {
  const styles = useStyles();
  const account = useAccountName(head.accountId);
  const isSame = head.accountId === beside.accountId;
  const path = showText(head.path);
  const text = isSame ? path : t('compare.pathOf', { path, account: showText(account ?? '') });
  return <dd className={styles.path}>{text}</dd>;
}

interface ChoicesProps {
  found: Comparison | undefined;
  choices: readonly CompareChoice[];
  onChoose: (choices: readonly CompareChoice[]) => void;
}

function Choices({ found, choices, onChoose }: ChoicesProps) {
  const styles = useStyles();
  return (
    <div role="group" aria-label={t('compare.choices')} className={styles.choices}>
      {compareChoices.map((choice) => {
        const count = found === undefined ? null : toCount(found, choice);
        const what = t(`compare.${choice}`);
        return (
          <div key={choice} className={styles.choice}>
            <Checkbox
              label={what}
              aria-label={count === null ? what : t('compare.counted', { what, count })}
              checked={choices.includes(choice)}
              onChange={(_, { checked }) =>
                onChoose(checked === true ? [...choices, choice] : choices.filter((each) => each !== choice))
              }
            />
            <span aria-hidden className={styles.count}>
              {count === null ? '' : formatCount(count)}
            </span>
          </div>
        );
      })}
    </div>
  );
}

function Notes({ found, heads, isTooMany }: { found: Comparison; heads: ViewHead[]; isTooMany: boolean }) {
  const styles = useStyles();
  const { byHash, bySizeAndTime } = found;
  const { folders } = found.first.counts;
  const isRead = heads.every(({ freshness }) => freshness.state !== 'loading');
  const isStale = heads.some(({ freshness }) => freshness.state === 'failed');
  return (
    <div className={styles.notes} role="status">
      {byHash > 0 && <div>{t('compare.byHash', { count: byHash })}</div>}
      {bySizeAndTime > 0 && <div>{t('compare.bySizeAndTime', { count: bySizeAndTime })}</div>}
      {folders > 0 && <div>{t('compare.folders', { count: folders })}</div>}
      {heads.some(({ filter }) => filter !== '') && <div>{t('compare.filters')}</div>}
      {!isRead && <div className={styles.heed}>{t('compare.loading')}</div>}
      {isStale && <div className={styles.heed}>{t('compare.stale')}</div>}
      {isTooMany && <div className={styles.heed}>{t('compare.tooMany')}</div>}
    </div>
  );
}
