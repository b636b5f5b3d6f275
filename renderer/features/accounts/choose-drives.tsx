import { Button, Field, ProgressBar, Spinner, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import type { SignIn } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { useApp } from '../../state/store.ts';
import { FailureAlert } from '../../ui/failure-block.tsx';
import { useChooseDrivesStyles } from './choose-drives-styles.ts';
import { ChosenDrive } from './chosen-drive.tsx';
import { FindPeople } from './find-people.tsx';
import { type ChosenDrives, useChosenDrives } from './use-chosen-drives.ts';

const shownFirst = 25;
const shownMore = 100;

export function ChooseDrives({ signIn }: { signIn: SignIn }) {
  const styles = useChooseDrivesStyles();
  const root = useRef<HTMLDivElement>(null);
  const chosen = useChosenDrives(signIn);
  const canWrite = signIn.granted?.some((role) => /\.(ReadWrite|FullControl|Manage)/.test(role)) === true;
  // The focus was lost with the previous form.
  useLayoutEffect(() => root.current?.focus(), []);
  return (
    <div ref={root} tabIndex={-1} className={styles.root}>
      <div>
        <Text as="h1" size={600} weight="semibold" block>
          {t('chooseDrives.title')}
        </Text>
        <Text block className={styles.lead}>
          {t('chooseDrives.lead')}
        </Text>
        <Text block size={200} className={styles.quiet}>
          {`${canWrite ? t('chooseDrives.canWrite') : t('chooseDrives.readOnly')} ${t('chooseDrives.noShared')}`}
        </Text>
      </div>
      <FindPeople signIn={signIn} chosen={chosen} />
      <ChosenList chosen={chosen} />
      <Outcome chosen={chosen} />
    </div>
  );
}

function ChosenList({ chosen }: { chosen: ChosenDrives }) {
  const styles = useChooseDrivesStyles();
  const accounts = useQuery(accountsQuery).data ?? [];
  const [max, setMax] = useState(shownFirst);
  const { drives, progress } = chosen;
  const known = [...accounts, ...drives].map(({ group }) => group ?? '');
  const groups = [...new Set(known)].filter((group) => group !== '');
  // Failures come first, however long the list is.
  const failed = drives.filter(({ failure }) => failure !== null);
  const ordered = [...failed, ...drives.filter(({ failure }) => failure === null)];
  const more = Math.min(shownMore, drives.length - max);
  return (
    <div>
      <div className={styles.head}>
        <Text as="h2" weight="semibold" block className={styles.words}>
          {t('chooseDrives.chosen')}
        </Text>
        {drives.length > 1 && (
          <Button
            size="small"
            appearance="subtle"
            disabledFocusable={progress !== null}
            onClick={chosen.clear}
          >
            {t('chooseDrives.clear')}
          </Button>
        )}
      </div>
      {drives.length === 0 ? (
        <Text className={styles.quiet}>{t('chooseDrives.empty')}</Text>
      ) : (
        <ul className={styles.chosen} aria-label={t('chooseDrives.chosen')}>
          {ordered.slice(0, max).map((drive) => (
            <ChosenDrive key={drive.user} drive={drive} chosen={chosen} groups={groups} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <div className={styles.more}>
          <Button size="small" onClick={() => setMax(max + shownMore)}>
            {t('chooseDrives.showMore', { count: more })}
          </Button>
          <Text size={200} className={styles.quiet}>
            {t('chooseDrives.shownOf', { shown: max, count: drives.length })}
          </Text>
        </div>
      )}
    </div>
  );
}

function Outcome({ chosen }: { chosen: ChosenDrives }) {
  const styles = useChooseDrivesStyles();
  const openAccount = useApp((state) => state.openAccount);
  const { drives, opened, progress, refusal } = chosen;
  const busy = progress !== null;
  const failed = drives.filter(({ failure }) => failure !== null).length;
  const first = opened[0];
  return (
    <div className={styles.outcome}>
      <div role="status">
        {first !== undefined && (
          <Text block>
            {t('chooseDrives.opened', {
              count: opened.map(({ displayName }) => displayName).length,
              name: opened.map(({ displayName }) => displayName)[0] ?? '',
            })}
          </Text>
        )}
        {!busy && failed > 0 && <Text block>{t('chooseDrives.failed', { count: failed })}</Text>}
      </div>
      {refusal !== null && <FailureAlert failure={refusal} />}
      {progress !== null && progress.all > 1 && <Progress {...progress} />}
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={busy || drives.length === 0}
          {...(busy ? { icon: <Spinner size="tiny" aria-hidden="true" /> } : {})}
          onClick={() => void chosen.open()}
        >
          {toLabel(busy, drives.length)}
        </Button>
        {progress !== null && progress.all > 1 && (
          <Button onClick={chosen.stop}>{t('chooseDrives.stop')}</Button>
        )}
        {first !== undefined && !busy && (
          <Button onClick={() => openAccount(first)}>{t('chooseDrives.viewFiles')}</Button>
        )}
      </div>
    </div>
  );
}

function Progress({ done, all }: { done: number; all: number }) {
  return (
    <Field validationState="none" validationMessage={t('import.running', { done, all })}>
      <ProgressBar aria-label={t('chooseDrives.opening', { count: all })} value={done / all} />
    </Field>
  );
}

function toLabel(busy: boolean, count: number): string {
  if (busy) return t('chooseDrives.opening', { count });
  return count === 0 ? t('chooseDrives.open', { count: 0 }) : t('chooseDrives.open', { count });
}
