import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { type FormEvent, useRef } from 'react';
import type { AccessGrant } from '../../../electron/contract/sharing.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { joinFacts } from '../../words/format.ts';
import { AddressField, useAddresses } from './address-field.tsx';
import type { RunGrantAction } from './access-row.tsx';
import type { GrantActions } from './grant-actions.ts';
import { useShareStyles } from './share-styles.ts';

const useStyles = makeStyles({
  root: {
    gridColumn: '2 / -1',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalXS} 0`,
  },
  person: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { flex: '1 1 auto', minWidth: 0, overflowWrap: 'anywhere' },
  email: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

interface LinkPeopleProps {
  grant: AccessGrant;
  actions: GrantActions;
  run: RunGrantAction;
}

export function LinkPeople({ grant, actions, run }: LinkPeopleProps) {
  const styles = useStyles();
  const share = useShareStyles();
  const addresses = useAddresses();
  const root = useRef<HTMLDivElement>(null);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const emails = addresses.read();
    if (emails !== null && (await run(() => actions.addPeople(emails)))) addresses.set('');
  };
  const { people } = grant;
  return (
    <div ref={root} className={styles.root}>
      {people.length === 0 && <div className={styles.email}>{t('share.access.nobody')}</div>}
      {people.length > 0 && (
        <div role="list" aria-label={t('share.access.peopleList')}>
          {people.map((person) => {
            const { personId, name, email } = person;
            const who = showText(name);
            return (
              <div key={personId ?? name} role="listitem" className={styles.person}>
                <span className={styles.name}>
                  {who} <span className={styles.email}>{joinFacts([email === name ? null : email])}</span>
                </span>
                {personId !== null && (
                  <IconButton
                    label={t('share.access.removePerson', { who })}
                    icon={<DismissRegular />}
                    onClick={() => {
                      // The button disappears with its row.
                      root.current?.querySelector('input')?.focus();
                      void run(() => actions.removePerson(personId, person));
                    }}
                  />
                )}
              </div>
            );
          })}
        </div>
      )}
      <form className={mergeClasses(share.row, share.top)} onSubmit={(event) => void add(event)}>
        <AddressField
          label={t('share.access.addPeople')}
          addresses={addresses}
          className={share.wide}
          autoFocus
        />
        <Button type="submit" className={share.besideLabel} disabledFocusable={addresses.text.trim() === ''}>
          {t('share.access.add')}
        </Button>
      </form>
    </div>
  );
}
