import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Spinner,
  Text,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { DriveOwner, SignIn } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { FailureAlert } from '../../ui/failure-block.tsx';
import { useRowSelection } from '../../ui/grid/use-row-selection.ts';
import { PeopleGrid } from './people-grid.tsx';
import { usePeopleStyles } from './people-styles.ts';
import type { ChosenDrives } from './use-chosen-drives.ts';
import { type DriveStates, useDriveStates } from './use-drive-states.ts';
import type { People, PersonRow } from './use-people.ts';

interface PeopleListProps {
  signIn: SignIn;
  people: People;
  query: string;
  chosen: ChosenDrives;
}

export function PeopleList({ signIn, people, query, chosen }: PeopleListProps) {
  const styles = usePeopleStyles();
  const buttons = useRef<HTMLDivElement>(null);
  const { rows } = people;
  const selection = useRowSelection(rows, 'people');
  const { states, see } = useDriveStates(signIn.signInId);
  const addSelected = (row?: PersonRow) => {
    const added = selection.count > 0 || row === undefined ? selection.selected : [row];
    chosen.add(added.map(({ owner }) => owner));
    selection.clear();
  };
  const isOpen = useOpenDrives();
  const toMark = (owner: DriveOwner) => (chosen.has(owner) ? 'chosen' : isOpen(owner) ? 'open' : null);
  const free = rows.filter(({ owner }) => toMark(owner) === null);
  return (
    <>
      <div className={styles.tools}>
        <RuleMenu free={free} states={states} onSelect={selection.only} />
        <Count people={people} query={query} />
      </div>
      {rows.length > 0 && (
        <PeopleGrid
          rows={rows}
          selection={selection}
          states={states}
          toMark={toMark}
          onSee={see}
          onAdd={addSelected}
          onActions={() => requestAnimationFrame(() => buttons.current?.querySelector('button')?.focus())}
          onEnd={() => {
            if (people.hasMore && query === '' && !people.isReading && people.failure === null)
              people.readOn();
          }}
        />
      )}
      {people.failure !== null && <Trouble people={people} />}
      <Text size={200} block role="status">
        {isNobody(people, query) ? t('chooseDrives.nobody', { text: query }) : ''}
      </Text>
      <div ref={buttons} className={styles.buttons}>
        <Button disabledFocusable={selection.count === 0} onClick={() => addSelected()}>
          {t('chooseDrives.addSelected', { count: selection.count })}
        </Button>
      </div>
    </>
  );
}

function useOpenDrives(): (owner: DriveOwner) => boolean {
  const accounts = useQuery(accountsQuery).data;
  const addresses = useMemo(() => {
    const apps = accounts?.filter(({ kind }) => kind === 'app') ?? [];
    return new Set(apps.map(({ address }) => address.toLowerCase()));
  }, [accounts]);
  return ({ address }) => addresses.has(address.toLowerCase());
}

const isNobody = ({ rows, isReading, failure }: People, query: string): boolean =>
  rows.length === 0 && query !== '' && !isReading && failure === null;

interface RuleMenuProps {
  free: readonly PersonRow[];
  states: DriveStates;
  onSelect: (rows: readonly PersonRow[]) => void;
}

function RuleMenu({ free, states, onSelect }: RuleMenuProps) {
  const ready = free.filter(({ rowId }) => states.get(rowId) === 'ready');
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small">{t('overview.select')}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem disabled={free.length === 0} onClick={() => onSelect(free)}>
            {t('chooseDrives.selectShown', { count: free.length })}
          </MenuItem>
          <MenuItem disabled={ready.length === 0} onClick={() => onSelect(ready)}>
            {t('chooseDrives.selectReady', { count: ready.length })}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function Count({ people, query }: { people: People; query: string }) {
  const styles = usePeopleStyles();
  const { rows, count, isReading } = people;
  return (
    <span className={styles.count}>
      {isReading && <Spinner size="extra-tiny" aria-label={t('chooseDrives.reading')} />}
      {query === ''
        ? t('chooseDrives.total', { count })
        : t('chooseDrives.shown', { shown: rows.length, count })}
    </span>
  );
}

/** The people loaded so far stay. */
function Trouble({ people: { failure, readOn } }: { people: People }) {
  const styles = usePeopleStyles();
  if (failure === null) return null;
  return (
    <FailureAlert
      failure={failure}
      heading={t('chooseDrives.notAll')}
      onRetry={readOn}
      className={styles.trouble}
    />
  );
}
