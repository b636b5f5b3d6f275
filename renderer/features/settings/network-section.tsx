import { Dropdown, Field, Input, makeStyles, Option, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NetworkSettings, NetworkState } from '../../../electron/contract/network.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { networkQuery } from '../../api/app-queries.ts';
import { CheckConnection } from './check-connection.tsx';
import { KeptSignIns, ProxySignIn } from './proxy-sign-in.tsx';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';

const useStyles = makeStyles({ field: { width: '360px', maxWidth: '100%' } });

const choices: readonly NetworkSettings['proxy'][] = ['system', 'none', 'manual'];

export function NetworkSection() {
  const styles = useStyles();
  const state = useQuery(networkQuery).data;
  const { settings, change } = useSettings();
  if (state === undefined || settings === undefined) return null;
  const { network } = settings;
  const { signInWanted } = state;
  const kept = state.signedInTo.filter(({ proxy }) => proxy !== signInWanted?.proxy);
  const set = (next: Partial<NetworkSettings>) => change({ network: { ...network, ...next } });
  return (
    <Section title={t('settings.network.title')}>
      <Text role="status">{toNetworkText(state)}</Text>
      {signInWanted !== null && <ProxySignIn key={signInWanted.proxy} request={signInWanted} />}
      {kept.length > 0 && <KeptSignIns signedInTo={kept} />}
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
            error={state.isAddressWrong ? t('settings.network.addressWrong') : null}
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
      {/* Results for other settings are outdated. */}
      <CheckConnection key={JSON.stringify(network)} />
    </Section>
  );
}

function toNetworkText({ proxy, bySystem, signInWanted, systemCertificates }: NetworkState): string {
  const route =
    proxy === null
      ? t('settings.network.direct')
      : t(bySystem && signInWanted === null ? 'settings.network.bySystem' : 'settings.network.byProxy', {
          proxy,
        });
  return `${route} ${t('settings.network.certificates', { count: systemCertificates })}`;
}

interface TextSettingProps {
  label: string;
  hint: string;
  error?: string | null;
  value: string;
  onChange: (value: string) => void;
}

/** Applied on blur, not on every keystroke. */
function TextSetting({ label, hint, error = null, value, onChange }: TextSettingProps) {
  const styles = useStyles();
  const [text, setText] = useState(value);
  const commit = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <Field
      label={label}
      hint={hint}
      className={styles.field}
      {...(error === null ? {} : { validationMessage: error })}
    >
      <Input
        value={text}
        spellCheck={false}
        onChange={(_, typed) => setText(typed.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
    </Field>
  );
}
