import { Button } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useId } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { CloudFields, KeepChoice, ScopeChoice, MethodChoice } from './choices.tsx';
import { CredentialFields } from './credential-fields.tsx';
import { isAppMethod } from './validate-draft.ts';
import { ClientIdField, KindFields } from './main-fields.tsx';
import { useSignInStyles } from './sign-in-styles.ts';
import type { SignInForm } from './use-sign-in-form.ts';

/** As few fields as possible: none if a client id is provided. */
export function SignInFields({ form }: { form: SignInForm }) {
  const styles = useSignInStyles();
  const { defaults, draft, again } = form;
  const asksRegistration = again === null;
  const asksKind =
    asksRegistration && (!defaults.hasClientId || draft.method !== 'browser' || draft.kind === 'tenant');
  return (
    <>
      <div className={styles.fields}>
        {asksRegistration && !defaults.hasClientId && <ClientIdField {...form} />}
        {(asksKind || (asksRegistration && form.mistakes.tenant !== undefined)) && <KindFields {...form} />}
        <CredentialFields {...form} />
      </div>
      <Advanced form={form} hidesKind={asksKind} />
    </>
  );
}

function Advanced({ form, hidesKind }: { form: SignInForm; hidesKind: boolean }) {
  const styles = useSignInStyles();
  const id = useId();
  const { draft, change, defaults, again } = form;
  const open = draft.advancedOpen;
  return (
    <>
      <Button
        appearance="transparent"
        className={styles.toggle}
        icon={open ? <ChevronDownRegular /> : <ChevronRightRegular />}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => change({ advancedOpen: !open })}
      >
        <span>
          {t('signIn.advanced')}
          <span
            className={styles.toggleHint}
          >{`: ${again === null ? t('signIn.advancedHint') : t('signIn.advancedHintAgain')}`}</span>
        </span>
      </Button>
      <div id={id} hidden={!open}>
        {open && (
          <div className={styles.panel}>
            <MethodChoice {...form} />
            {again === null && (
              <>
                {defaults.hasClientId && <ClientIdField {...form} />}
                {!hidesKind && !isAppMethod(draft) && <KindFields {...form} />}
                <ScopeChoice {...form} />
                <CloudFields {...form} />
              </>
            )}
            <KeepChoice {...form} />
          </div>
        )}
      </div>
    </>
  );
}
