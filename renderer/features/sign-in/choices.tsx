import {
  Checkbox,
  Dropdown,
  Field,
  Input,
  Option,
  Radio,
  RadioGroup,
  Text,
} from '@fluentui/react-components';
import type { ScopeName } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { clouds } from '../../words/guide.ts';
import type { SignInMethod } from '../../state/sign-in-draft.ts';
import { scopeNames, unusableScopes } from '../../words/scopes.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { isAppMethod } from './validate-draft.ts';
import { OptionLabel } from './option-label.tsx';
import { useSignInStyles } from './sign-in-styles.ts';
import { toFieldId, type SignInForm } from './use-sign-in-form.ts';

type Props = Pick<SignInForm, 'draft' | 'change' | 'defaults' | 'mistakes' | 'again'>;

const personMethods: readonly SignInMethod[] = ['browser', 'device', 'password'];
const appMethods: readonly SignInMethod[] = ['secret', 'certificate'];

/** An existing account can't change between person and app. */
export function MethodChoice({ draft, change, again }: Props) {
  const styles = useSignInStyles();
  const methods =
    again === null
      ? [...personMethods, ...appMethods]
      : again.account.kind === 'app'
        ? appMethods
        : personMethods;
  return (
    <Field label={t('signIn.method.label')}>
      <RadioGroup
        value={draft.method}
        onChange={(_, { value }) =>
          change({ method: methods.find((method) => method === value) ?? 'browser' })
        }
      >
        {methods.map((method) => (
          <Radio
            key={method}
            value={method}
            className={styles.option}
            label={
              <OptionLabel
                label={t(`signIn.method.methods.${method}.label`)}
                text={t(`signIn.method.methods.${method}.text`)}
              />
            }
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

export function ScopeChoice({ draft, change, defaults, mistakes }: Props) {
  const styles = useSignInStyles();
  if (isAppMethod(draft)) {
    return (
      <Field label={t('signIn.scopes.label')}>
        <Text className={styles.quiet}>{t('signIn.appScopes')}</Text>
      </Field>
    );
  }
  const toggle = (scope: ScopeName, on: boolean) =>
    change({ scopes: scopeNames.filter((each) => (each === scope ? on : draft.scopes.includes(each))) });
  const allowed = (scope: ScopeName) => defaults.allowedScopes?.includes(scope) ?? true;
  return (
    <ChoiceGroup
      id={toFieldId('scopes')}
      label={t('signIn.scopes.label')}
      hint={t('signIn.scopes.hint')}
      mistake={mistakes.scopes ?? null}
    >
      {scopeNames.map((scope) => (
        <div key={scope}>
          <Checkbox
            className={styles.option}
            checked={draft.scopes.includes(scope)}
            disabled={!allowed(scope)}
            onChange={(_, { checked }) => toggle(scope, checked === true)}
            label={
              <OptionLabel
                label={scope}
                text={allowed(scope) ? t(`scopes.${scope}`) : t('signIn.scopes.notAllowed')}
              />
            }
          />
        </div>
      ))}
      {unusableScopes.map((scope) => (
        <div key={scope}>
          <Checkbox
            className={styles.option}
            checked={false}
            disabled
            label={<OptionLabel label={scope} text={t('signIn.scopes.unusable')} />}
          />
        </div>
      ))}
    </ChoiceGroup>
  );
}

export function CloudFields({ draft, change, defaults, mistakes }: Props) {
  const isFixed = defaults.locked.includes('cloud');
  const isAuthorityFixed = isFixed || defaults.locked.includes('tenant');
  return (
    <>
      <Field label={t('signIn.cloud.label')} hint={isFixed ? t('signIn.locked') : t('signIn.cloud.hint')}>
        <Dropdown
          id={toFieldId('cloud')}
          disabled={isFixed}
          value={t(`guide.clouds.${draft.cloud}`)}
          selectedOptions={[draft.cloud]}
          onOptionSelect={(_, { optionValue }) => {
            const cloud = clouds.find((each) => each === optionValue);
            if (cloud !== undefined) change({ cloud });
          }}
        >
          {clouds.map((cloud) => (
            <Option key={cloud} value={cloud}>
              {t(`guide.clouds.${cloud}`)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field
        label={t('signIn.authority.label')}
        hint={isAuthorityFixed ? t('signIn.authority.locked') : t('signIn.authority.hint')}
        validationMessage={mistakes.authority ?? null}
      >
        <Input
          id={toFieldId('authority')}
          disabled={isAuthorityFixed}
          value={draft.authority}
          spellCheck={false}
          onChange={(_, { value }) => change({ authority: value })}
        />
      </Field>
    </>
  );
}

export function KeepChoice({ draft, change, defaults }: Props) {
  const styles = useSignInStyles();
  return (
    <Field label={t('signIn.keep.label')}>
      <RadioGroup
        value={draft.keep}
        onChange={(_, { value }) => change({ keep: value === 'sealed' ? 'sealed' : 'session' })}
      >
        <Radio
          value="sealed"
          className={styles.option}
          disabled={!defaults.canSeal}
          label={
            <OptionLabel
              label={t('signIn.keep.sealed')}
              text={defaults.canSeal ? t('signIn.keep.sealedText') : t('signIn.keep.keyringMissing')}
            />
          }
        />
        <Radio
          value="session"
          className={styles.option}
          label={<OptionLabel label={t('signIn.keep.session')} text={t('signIn.keep.sessionText')} />}
        />
      </RadioGroup>
    </Field>
  );
}
