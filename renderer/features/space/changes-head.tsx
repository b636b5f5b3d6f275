import { makeStyles, Select, ToggleButton, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ItemRef } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { changesQuery } from '../../api/space-queries.ts';
import { toChangesQuery } from '../../state/space-parts.ts';
import { useApp } from '../../state/store.ts';
import { type Span, spans } from '../../words/spans.ts';
import { formatSize } from '../../words/format.ts';
import { useIndexState } from './use-index-state.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    maxHeight: '30%',
    overflowY: 'auto',
  },
  sum: { color: tokens.colorNeutralForeground2 },
  person: { minWidth: 'auto', fontWeight: tokens.fontWeightRegular },
});

const maxPeople = 12;

export function ChangesHead({ accountId, folder }: { accountId: string; folder: ItemRef | null }) {
  const styles = useStyles();
  const [span, setSpan] = useState<Span>('week');
  const [person, setPerson] = useState<string | null>(null);
  const { refetchInterval } = useIndexState(accountId);
  const { data } = useQuery({ ...changesQuery(accountId, folder, span), refetchInterval });
  const setFilter = useApp((state) => state.setFilter);
  const show = (nextSpan: Span, nextPerson: string | null) => {
    setSpan(nextSpan);
    setPerson(nextPerson);
    setFilter(toChangesQuery(nextSpan, nextPerson));
  };
  return (
    <div className={styles.root} role="group" aria-label={t('space.changes.label')}>
      <Select
        aria-label={t('space.changes.since')}
        value={span}
        onChange={(_, { value }) => show(spans.find((each) => each === value) ?? 'week', null)}
      >
        {spans.map((each) => (
          <option key={each} value={each}>
            {t(`space.changes.spans.${each}`)}
          </option>
        ))}
      </Select>
      <span role="status" className={styles.sum}>
        {data === undefined
          ? ''
          : t('space.changes.sum', { files: data.files, size: formatSize(data.sizeBytes) })}
      </span>
      {(data?.people ?? []).slice(0, maxPeople).map(({ name, files }) =>
        name === null ? (
          <span key="" className={styles.sum}>
            {t('space.changes.nobody', { files })}
          </span>
        ) : (
          <ToggleButton
            key={name}
            size="small"
            className={styles.person}
            checked={person === name}
            onClick={() => show(span, person === name ? null : name)}
          >
            {t('space.changes.person', { name: showText(name), files })}
          </ToggleButton>
        ),
      )}
    </div>
  );
}
