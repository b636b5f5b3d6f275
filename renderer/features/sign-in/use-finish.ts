import { useEffect } from 'react';
import type { SignIn } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useApp } from '../../state/store.ts';
import type { Again } from './to-request.ts';

/** Once signed in, the page goes to the account's files. */
export function useFinish(signIn: SignIn | null, again: Again | null): void {
  const isAgain = again !== null;
  useEffect(() => {
    if (signIn === null || signIn.state !== 'done' || signIn.account === null) return;
    const { openAccount, keepSignInDraft, toast } = useApp.getState();
    keepSignInDraft(null);
    openAccount(signIn.account);
    if (isAgain) toast({ tone: 'success', text: t('signIn.again.done') });
  }, [signIn, isAgain]);
}
