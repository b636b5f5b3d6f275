import { useEffect } from 'react';
import type { SignIn } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useApp } from '../../state/store.ts';
import type { Again } from './to-request.ts';

export function useFinish(signIn: SignIn | null, again: Again | null, onNext: (() => void) | null): void {
  const isAgain = again !== null;
  useEffect(() => {
    if (signIn === null || signIn.state !== 'done' || signIn.account === null) return;
    const { openAccount, keepSignInDraft, toast } = useApp.getState();
    keepSignInDraft(null);
    if (onNext === null) openAccount(signIn.account);
    if (isAgain) toast({ tone: 'success', text: t('signIn.again.done') });
    onNext?.();
  }, [signIn, isAgain, onNext]);
}
