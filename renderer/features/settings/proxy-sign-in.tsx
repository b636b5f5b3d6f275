import {
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NetworkState } from '../../../electron/contract/network.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { keys } from '../../api/query-keys.ts';
import { callOrToast } from '../../state/call-or-toast.ts';

const useStyles = makeStyles({
  form: { display: 'grid', rowGap: tokens.spacingVerticalM, width: '360px', maxWidth: '100%' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  kept: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

export function ProxySignIn({ request }: { request: NonNullable<NetworkState['signInWanted']> }) {
  const styles = useStyles();
  const client = useQueryClient();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const { proxy, wasRefused } = request;
  const sentence = t(wasRefused ? 'settings.network.refused' : 'settings.network.signInTo', { proxy });
  const signIn = async () => {
    if ((await callOrToast('network.signIn', { proxy, userName, password })) === null) return;
    setPassword('');
    await client.invalidateQueries({ queryKey: keys.network });
  };
  return (
    <form
      className={styles.form}
      aria-label={t('settings.network.signIn')}
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <MessageBar intent={wasRefused ? 'error' : 'warning'} layout="multiline">
        <MessageBarBody>{sentence}</MessageBarBody>
      </MessageBar>
      <Field label={t('settings.network.userName')} hint={t('settings.network.userNameMore')}>
        <Input
          value={userName}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, typed) => setUserName(typed.value)}
        />
      </Field>
      <Field label={t('settings.network.password')}>
        <Input
          type="password"
          value={password}
          autoComplete="off"
          onChange={(_, typed) => setPassword(typed.value)}
        />
      </Field>
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={userName.trim() === ''}>
          {t('settings.network.signIn')}
        </Button>
        {wasRefused && <ForgetButton />}
      </div>
    </form>
  );
}

export function KeptSignIns({ signedInTo }: Pick<NetworkState, 'signedInTo'>) {
  const styles = useStyles();
  return (
    <div className={styles.kept}>
      <div>
        {signedInTo.map(({ proxy, isSealed }) => (
          <Text key={proxy} block>
            {t('settings.network.signedIn', { proxy, isSealed: isSealed ? 'yes' : 'no' })}
          </Text>
        ))}
      </div>
      <ForgetButton />
    </div>
  );
}

function ForgetButton() {
  const client = useQueryClient();
  const forget = async () => {
    await callOrToast('network.forgetSignIn', {});
    await client.invalidateQueries({ queryKey: keys.network });
  };
  return <Button onClick={() => void forget()}>{t('settings.network.forget')}</Button>;
}
