import { Button, Field, Input, Text } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { DriveOwner, SignIn } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useChooseDrivesStyles } from './choose-drives-styles.ts';
import { peopleGridId } from './people-grid.tsx';
import { PeopleList } from './people-list.tsx';
import type { ChosenDrives } from './use-chosen-drives.ts';
import { usePeople, type People } from './use-people.ts';

const maySearch = (signIn: SignIn): boolean =>
  signIn.granted?.some((role) => /^(User|Directory)\.Read(Write)?\.All$/.test(role)) === true;

const isAddress = (text: string): boolean =>
  /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** A full address needs no list. */
export function FindPeople({ signIn, chosen }: { signIn: SignIn; chosen: ChosenDrives }) {
  const styles = useChooseDrivesStyles();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const search = maySearch(signIn);
  const query = text.trim();
  const people = usePeople(signIn.signInId, search, query);
  const typed: DriveOwner | null = isAddress(query)
    ? { userId: query, displayName: query, address: query }
    : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const only = findOnly(people, query) ?? typed;
    setRefused(only === null && query !== '');
    if (only === null) return;
    chosen.add([only]);
    setText('');
  };
  return (
    <div>
      <form onSubmit={submit} role="search">
        <Field
          label={search ? t('chooseDrives.field') : t('chooseDrives.addressField')}
          {...(refused && !search
            ? { validationMessage: t('chooseDrives.notAnAddress') }
            : { hint: search ? t('chooseDrives.fieldHint') : t('chooseDrives.addressHint') })}
        >
          <Input
            value={text}
            maxLength={256}
            spellCheck={false}
            autoComplete="off"
            contentAfter={
              typed === null ? null : (
                <Button type="submit" size="small" appearance="subtle" icon={<AddRegular />}>
                  {t('chooseDrives.add')}
                </Button>
              )
            }
            onKeyDown={toList}
            onChange={(_, { value }) => {
              setText(value);
              setRefused(false);
            }}
          />
        </Field>
        {!search && (
          <Text size={200} block className={styles.status}>
            {t('chooseDrives.noSearch')}
          </Text>
        )}
      </form>
      {search && (
        <PeopleList signIn={signIn} people={withTyped(people, typed)} query={query} chosen={chosen} />
      )}
    </div>
  );
}

function findOnly({ rows }: People, query: string): DriveOwner | null {
  if (query === '') return null;
  const named = rows.find(({ owner }) => owner.address.toLowerCase() === query.toLowerCase());
  return (named ?? (rows.length === 1 ? rows[0] : undefined))?.owner ?? null;
}

function toList(event: KeyboardEvent): void {
  const grid = event.key === 'ArrowDown' ? document.getElementById(peopleGridId) : null;
  if (grid === null) return;
  event.preventDefault();
  grid.focus();
}

/** An address missing from the list may still exist. */
function withTyped(people: People, typed: DriveOwner | null): People {
  const isThere = people.rows.some(
    ({ owner }) =>
      owner.address.toLowerCase() === typed?.address.toLowerCase() || owner.userId === typed?.userId,
  );
  return typed === null || isThere
    ? people
    : { ...people, rows: [{ rowId: typed.userId, owner: typed }, ...people.rows] };
}
