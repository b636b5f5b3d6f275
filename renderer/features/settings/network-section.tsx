import { Button, Dropdown, Field, Input, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionCheck, NetworkSettings, NetworkState } from '../../../electron/contract/network.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { keys, networkQuery } from '../../api/queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { toFailureText } from '../../words/failures.ts';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';

const useStyles = makeStyles({
  field: { width: '360px', maxWidth: '100%' },
  list: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalL,
    display: 'grid',
    rowGap: tokens.spacingVerticalS,
  },
  form: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'flex-end' },
});

const choices: readonly NetworkSettings['proxy'][] = ['system', 'none', 'manual'];

/** How Slipway reaches OneDrive: what is used, what can be chosen, and whether it works. */
export function NetworkSection() {
  const styles = useStyles();
  const state = useQuery(networkQuery).data;
  const { settings, change } = useSettings();
  if (state === undefined || settings === undefined) return null;
  const { network } = settings;
  const set = (next: Partial<NetworkSettings>) => change({ network: { ...network, ...next } });
  return (
    <Section title={t('settings.network.title')}>
      <Text role="status">{toStateText(state)}</Text>
      {state.signInWanted !== null && <ProxySignIn proxy={state.signInWanted.proxy} />}
      <Field label={t('settings.network.proxy')} className={styles.field}>
        <Dropdown
          value={t(`settings.network.proxies.${network.proxy}`)}
          selectedOptions={[network.proxy]}
          onOptionSelect={(_, { optionValue }) => {
            const proxy = choices.find((choice) => choice === optionValue);
            if (proxy !== undefined) set({ proxy });
          }}
        >
          {choices.map((choice) => (
            <Option key={choice} value={choice}>
              {t(`settings.network.proxies.${choice}`)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {network.proxy === 'manual' && (
        <>
          <TextSetting
            label={t('settings.network.address')}
            hint={t('settings.network.addressMore')}
            value={network.proxyAddress}
            onChange={(proxyAddress) => set({ proxyAddress })}
          />
          <TextSetting
            label={t('settings.network.exceptions')}
            hint={t('settings.network.exceptionsMore')}
            value={network.proxyExceptions}
            onChange={(proxyExceptions) => set({ proxyExceptions })}
          />
        </>
      )}
      <CheckConnection />
    </Section>
  );
}

function toStateText({ proxy, bySystem, systemCertificates }: NetworkState): string {
  const way =
    proxy === null
      ? t('settings.network.direct')
      : t(bySystem ? 'settings.network.bySystem' : 'settings.network.byProxy', { proxy });
  return `${way} ${t('settings.network.certificates', { count: systemCertificates })}`;
}

interface TextSettingProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

/** Takes effect when it is left, not with every letter. */
function TextSetting({ label, hint, value, onChange }: TextSettingProps) {
  const styles = useStyles();
  const [text, setText] = useState(value);
  return (
    <Field label={label} hint={hint} className={styles.field}>
      <Input
        value={text}
        onChange={(_, typed) => setText(typed.value)}
        onBlur={() => {
          if (text.trim() !== value) onChange(text.trim());
        }}
      />
    </Field>
  );
}

function ProxySignIn({ proxy }: { proxy: string }) {
  const styles = useStyles();
  const client = useQueryClient();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = async () => {
    if ((await callOrToast('network.signIn', { proxy, userName, password })) === null) return;
    setPassword('');
    await client.invalidateQueries({ queryKey: keys.network });
  };
  return (
    <form
      className={styles.form}
      aria-label={t('settings.network.signInTo', { proxy })}
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <Text>{t('settings.network.signInTo', { proxy })}</Text>
      <Field label={t('settings.network.userName')}>
        <Input value={userName} autoComplete="off" onChange={(_, typed) => setUserName(typed.value)} />
      </Field>
      <Field label={t('settings.network.password')}>
        <Input
          type="password"
          value={password}
          autoComplete="off"
          onChange={(_, typed) => setPassword(typed.value)}
        />
      </Field>
      <Button type="submit" appearance="primary" disabled={userName === ''}>
        {t('settings.network.signIn')}
      </Button>
    </form>
  );
}

function CheckConnection() {
  const styles = useStyles();
  const client = useQueryClient();
  const [checks, setChecks] = useState<ConnectionCheck[] | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  const check = async () => {
    setIsChecking(true);
    setChecks(await callOrToast('network.check', {}));
    setIsChecking(false);
    await client.invalidateQueries({ queryKey: keys.network });
  };
  return (
    <>
      <Button disabled={isChecking} onClick={() => void check()}>
        {isChecking ? t('settings.network.checking') : t('settings.network.check')}
      </Button>
      {checks !== null && (
        <ul className={styles.list} aria-label={t('settings.network.result')}>
          {checks.map((one) => (
            <li key={one.part}>
              <Text weight="semibold">{t(`settings.network.parts.${one.part}`)}</Text>{' '}
              <Text>{toCheckText(one)}</Text>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function toCheckText({ part, state, host, who, failure }: ConnectionCheck): string {
  if (state === 'skipped') return t(`settings.network.skipped.${part}`);
  if (state === 'inspected') return t('settings.network.inspected', { who: who ?? '' });
  if (failure !== null) return t('settings.network.failed', { host, reason: toFailureText(failure).title });
  return t('settings.network.ok', { host });
}
