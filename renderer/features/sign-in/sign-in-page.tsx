import { Button, Spinner, Text } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { SignIn, SignInDefaults } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { signInDefaultsQuery } from '../../api/app-queries.ts';
import type { Page } from '../../state/navigation.ts';
import { useApp } from '../../state/store.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageBackdrop } from '../../ui/page-backdrop.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { SignInFormView } from './sign-in-form.tsx';
import { useSignInStyles } from './sign-in-styles.ts';
import type { Again } from './to-request.ts';
import { useDraft } from './use-draft.ts';
import { useSignInForm } from './use-sign-in-form.ts';
import { Waiting } from './waiting.tsx';

type SignInPageState = Extract<Page, { name: 'signIn' }>;

export type ChooseDrives = (props: { signIn: SignIn }) => ReactNode;

interface Props {
  page: SignInPageState;
  chooseDrives: ChooseDrives;
}

export function SignInPage(props: Props) {
  const styles = useSignInStyles();
  const back = useApp((state) => state.back);
  return (
    <PageBackdrop>
      <div className={styles.column}>
        <Button
          appearance="transparent"
          className={styles.back}
          icon={<ArrowLeftRegular />}
          onClick={() => back()}
        >
          {t('app.back')}
        </Button>
        <WithDefaults {...props} />
      </div>
    </PageBackdrop>
  );
}

function WithDefaults({ page, chooseDrives }: Props) {
  const defaults = useQuery(signInDefaultsQuery);
  const slow = useDelayed(defaults.isPending, 400);
  if (defaults.isError) {
    return <FailureNotice failure={failureOf(defaults.error)} onRetry={() => void defaults.refetch()} />;
  }
  if (defaults.data === undefined) return slow ? <Spinner /> : null;
  if (page.again === undefined) {
    return <Signing page={page} again={null} defaults={defaults.data} chooseDrives={chooseDrives} />;
  }
  return (
    <AgainOneByOne again={page.again} page={page} defaults={defaults.data} chooseDrives={chooseDrives} />
  );
}

type AgainProps = Props & { again: NonNullable<SignInPageState['again']>; defaults: SignInDefaults };

function AgainOneByOne({ again, ...props }: AgainProps) {
  const styles = useSignInStyles();
  const accounts = useQuery(accountsQuery).data ?? [];
  const back = useApp((state) => state.back);
  const [at, setAt] = useState(0);
  const accountIds = [again.accountId, ...(again.next ?? [])];
  const isMany = again.next !== undefined;
  const isLast = at + 1 >= accountIds.length;
  const next = useCallback(() => (isLast ? back() : setAt(at + 1)), [isLast, back, at]);
  const account = accounts.find(({ accountId }) => accountId === accountIds[at]);
  return (
    <>
      {accountIds.length > 1 && (
        <div className={styles.queue}>
          <Text>{t('signIn.again.queue', { at: at + 1, count: accountIds.length })}</Text>
          <Button size="small" onClick={next}>
            {t('signIn.again.skip')}
          </Button>
        </div>
      )}
      {account === undefined ? (
        <Notice title={t('signIn.again.gone')} text={t('signIn.again.goneText')} />
      ) : (
        <Signing
          key={account.accountId}
          {...props}
          again={{ account, scopes: again.scopes }}
          onNext={isMany ? next : null}
        />
      )}
    </>
  );
}

interface SigningProps extends Props {
  again: Again | null;
  defaults: SignInDefaults;
  onNext?: (() => void) | null;
}

function Signing({ page, again, defaults, chooseDrives, onNext = null }: SigningProps) {
  const { draft, change } = useDraft(defaults, page.registration ?? null, again);
  const form = useSignInForm(defaults, again, draft, change);
  const { signIn } = form.signingIn;
  useFinish(signIn, again, onNext);
  useAtOnce(again !== null && again.account.kind !== 'app', form.submit);
  if (signIn?.state === 'chooseDrives') {
    return chooseDrives({ signIn });
  }
  if (signIn !== null && isInProgress(signIn)) return <Waiting signIn={signIn} signingIn={form.signingIn} />;
  return <SignInFormView form={form} />;
}

const isInProgress = ({ state }: SignIn): boolean =>
  state !== 'done' && state !== 'failed' && state !== 'cancelled';

/** "Sign in again" needs no further input, so submit at once. */
function useAtOnce(isEnabled: boolean, submit: () => void): void {
  const begun = useRef(false);
  const first = useRef(submit);
  useEffect(() => {
    if (!isEnabled || begun.current) return;
    begun.current = true;
    first.current();
  }, [isEnabled]);
}

function useFinish(signIn: SignIn | null, again: Again | null, onNext: (() => void) | null): void {
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
