import {
  Badge,
  Button,
  Field,
  Input,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isProfileName } from '../../../electron/contract/profile-name.ts';
import type { Profile } from '../../../electron/contract/profiles.ts';
import { showText, showWithin } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { profilesQuery } from '../../api/app-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  list: { width: '100%', margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '40px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  name: { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  current: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  form: { width: '100%' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  input: { flex: '1 1 220px', maxWidth: '360px' },
});

const toName = ({ name }: Profile): string =>
  name === null ? t('settings.profiles.unnamed') : showText(name);

export function ProfilesSection() {
  const styles = useStyles();
  const { data: profiles, refetch } = useQuery(profilesQuery);
  const [opened, setOpened] = useState<string | null>(null);
  if (profiles === undefined) return null;
  const open = async (profile: Profile) => {
    if ((await callOrToast('profiles.open', { name: profile.name })) === null) return;
    setOpened(toName(profile));
    void refetch();
  };
  return (
    <Section title={t('settings.profiles.title')}>
      <Text>{t('settings.profiles.text')}</Text>
      <ul className={styles.list} aria-label={t('settings.profiles.title')}>
        {profiles.map((profile) => (
          <li key={profile.name ?? ''} className={styles.row}>
            <span
              className={mergeClasses(styles.name, profile.isCurrent && styles.current)}
              title={toName(profile)}
            >
              {toName(profile)}
            </span>
            {profile.isCurrent ? (
              <Badge appearance="tint">{t('settings.profiles.current')}</Badge>
            ) : (
              <>
                {profile.isOpen && <span className={styles.quiet}>{t('settings.profiles.isOpen')}</span>}
                <Button
                  size="small"
                  aria-label={t('settings.profiles.openNamed', { name: toName(profile) })}
                  onClick={() => void open(profile)}
                >
                  {t('settings.profiles.open')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <NewProfile
        profiles={profiles}
        onMade={(name) => {
          setOpened(name);
          void refetch();
        }}
      />
      <Text role="status" className={styles.quiet}>
        {opened === null ? '' : t('settings.profiles.opened', { name: opened })}
      </Text>
    </Section>
  );
}

function NewProfile({ profiles, onMade }: { profiles: readonly Profile[]; onMade: (name: string) => void }) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const name = text.trim();
    const found = findFault(name, profiles);
    setFault(found);
    if (found !== null || (await callOrToast('profiles.create', { name })) === null) return;
    setText('');
    onMade(showWithin(name));
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field label={t('settings.profiles.newName')} {...(fault === null ? {} : { validationMessage: fault })}>
        {(field) => (
          <div className={styles.buttons}>
            <Input
              {...field}
              className={styles.input}
              value={text}
              maxLength={64}
              spellCheck={false}
              autoComplete="off"
              onChange={(_, { value }) => {
                setText(value);
                setFault(null);
              }}
            />
            <Button type="submit">{t('settings.profiles.create')}</Button>
          </div>
        )}
      </Field>
    </form>
  );
}

function findFault(name: string, profiles: readonly Profile[]): string | null {
  if (!isProfileName(name)) return t('settings.profiles.badName');
  const isTaken = profiles.some((each) => each.name?.toLowerCase() === name.toLowerCase());
  return isTaken ? t('settings.profiles.taken') : null;
}
