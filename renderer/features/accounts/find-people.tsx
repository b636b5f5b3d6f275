import { Avatar, Button, Field, Input, Spinner, Text } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { DriveOwner, SignIn } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { ownersQuery } from '../../api/queries.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { useChooseDrivesStyles } from './choose-drives-styles.ts';
import { type ChosenDrives, isChosen } from './use-chosen-drives.ts';

/** Which application permissions let an app look for people. */
const maySearch = (signIn: SignIn): boolean =>
  signIn.granted?.some((role) => /^(User|Directory)\.Read(Write)?\.All$/.test(role)) === true;

const isAddress = (text: string): boolean =>
  /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** One box for both: a few letters find people, a whole address needs no finding. */
export function FindPeople({ signIn, chosen }: { signIn: SignIn; chosen: ChosenDrives }) {
  const styles = useChooseDrivesStyles();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const search = maySearch(signIn);
  const wanted = text.trim();
  const typed: DriveOwner | null = isAddress(wanted)
    ? { userId: wanted, displayName: wanted, address: wanted }
    : null;
  const found = useFound(signIn, search ? wanted : '');
  const add = (owner: DriveOwner) => {
    chosen.add(owner);
    setText('');
    setRefused(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const only = typed ?? (found.owners.length === 1 ? found.owners[0] : undefined);
    if (only === undefined) setRefused(wanted !== '');
    else add(only);
  };
  return (
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
            found.isLooking ? <Spinner size="extra-tiny" aria-label={t('chooseDrives.searching')} /> : null
          }
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
      <Results
        owners={typed === null ? found.owners : withTyped(found.owners, typed)}
        chosen={chosen}
        onAdd={add}
      />
      {search && (
        <Text size={200} block role="status" className={styles.status}>
          {toStatus(found, wanted, typed !== null)}
        </Text>
      )}
    </form>
  );
}

interface Found {
  owners: readonly DriveOwner[];
  isLooking: boolean;
  isFailed: boolean;
  /** The text that was looked for. */
  text: string;
}

function useFound({ signInId }: SignIn, wanted: string): Found {
  const text = useDebounced(wanted, 250);
  const { data, isFetching, isError } = useQuery(ownersQuery(signInId, text));
  return {
    owners: text === '' ? [] : (data ?? []),
    isLooking: isFetching || text !== wanted,
    isFailed: isError,
    text,
  };
}

const withTyped = (owners: readonly DriveOwner[], typed: DriveOwner): readonly DriveOwner[] =>
  owners.some(({ address }) => address.toLowerCase() === typed.address.toLowerCase())
    ? owners
    : [typed, ...owners];

function toStatus(found: Found, wanted: string, isTyped: boolean): string {
  if (found.isFailed) return t('chooseDrives.searchFailed');
  const isAnswered = wanted !== '' && found.text === wanted && !found.isLooking;
  return isAnswered && found.owners.length === 0 && !isTyped
    ? t('chooseDrives.nobody', { text: wanted })
    : '';
}

function Results(props: {
  owners: readonly DriveOwner[];
  chosen: ChosenDrives;
  onAdd: (owner: DriveOwner) => void;
}) {
  const styles = useChooseDrivesStyles();
  if (props.owners.length === 0) return null;
  return (
    <ul className={styles.results} aria-label={t('chooseDrives.results')}>
      {props.owners.map((owner) => {
        const isIn = isChosen(props.chosen.drives, owner.address);
        return (
          <li key={owner.userId} className={styles.result}>
            <Avatar name={owner.displayName} color="colorful" size={28} aria-hidden="true" />
            <span className={styles.words}>
              <Text truncate wrap={false} weight="semibold">
                {showText(owner.displayName)}
              </Text>
              {owner.address !== owner.displayName && (
                <Text size={200} truncate wrap={false} className={styles.quiet}>
                  {showText(owner.address)}
                </Text>
              )}
            </span>
            <Button
              size="small"
              icon={isIn ? <CheckmarkRegular /> : <AddRegular />}
              disabledFocusable={isIn}
              aria-label={t('chooseDrives.addPerson', { isChosen: isIn, name: owner.displayName })}
              onClick={() => props.onAdd(owner)}
            >
              {isIn ? t('chooseDrives.added') : t('chooseDrives.add')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
