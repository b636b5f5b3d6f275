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
import type { Cloud } from '../../../electron/contract/records.ts';
import type { ScopeName } from '../../../electron/contract/sign-in.ts';
import { guideWords } from '../../words/guide.ts';
import type { SignInMethod } from '../../state/sign-in-draft.ts';
import { scopeWords, signInWords, unusableScopes } from '../../words/sign-in.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { isAppMethod } from './validate-draft.ts';
import { OptionLabel } from './option-label.tsx';
import { useSignInStyles } from './sign-in-styles.ts';
import { toFieldId, type SignInForm } from './use-sign-in-form.ts';

type Props = Pick<SignInForm, 'draft' | 'change' | 'defaults' | 'mistakes' | 'again'>;

const personWays: readonly SignInMethod[] = ['browser', 'device', 'password'];
const appWays: readonly SignInMethod[] = ['secret', 'certificate'];

/** Who signs in again stays what they are: a person, or an app. */
export function WayChoice({ draft, change, again }: Props) {
  const words = signInWords.method;
  const styles = useSignInStyles();
  const methods =
    again === null ? [...personWays, ...appWays] : again.account.kind === 'app' ? appWays : personWays;
  return (
    <Field label={words.label}>
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
            label={<OptionLabel {...words.methods[method]} />}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

const scopes = Object.keys(scopeWords) as ScopeName[];

export function ScopeChoice({ draft, change, defaults, mistakes }: Props) {
  const words = signInWords.scopes;
  const styles = useSignInStyles();
  if (isAppMethod(draft)) {
    return (
      <Field label={words.label}>
        <Text className={styles.quiet}>{signInWords.appScopes}</Text>
      </Field>
    );
  }
  const toggle = (scope: ScopeName, on: boolean) =>
    change({ scopes: scopes.filter((each) => (each === scope ? on : draft.scopes.includes(each))) });
  const allowed = (scope: ScopeName) => defaults.allowedScopes?.includes(scope) ?? true;
  return (
    <ChoiceGroup
      id={toFieldId('scopes')}
      label={words.label}
      hint={words.hint}
      mistake={mistakes.scopes ?? null}
    >
      {scopes.map((scope) => (
        <div key={scope}>
          <Checkbox
            className={styles.option}
            checked={draft.scopes.includes(scope)}
            disabled={!allowed(scope)}
            onChange={(_, { checked }) => toggle(scope, checked === true)}
            label={<OptionLabel label={scope} text={allowed(scope) ? scopeWords[scope] : words.notAllowed} />}
          />
        </div>
      ))}
      {unusableScopes.map((scope) => (
        <div key={scope}>
          <Checkbox
            className={styles.option}
            checked={false}
            disabled
            label={<OptionLabel label={scope} text={words.unusable} />}
          />
        </div>
      ))}
    </ChoiceGroup>
  );
}

const clouds = Object.keys(guideWords.clouds) as Cloud[];

export function CloudFields({ draft, change, defaults, mistakes }: Props) {
  const words = signInWords.authority;
  const isFixed = defaults.locked.includes('cloud');
  const isAuthorityFixed = isFixed || defaults.locked.includes('tenant');
  return (
    <>
      <Field label={signInWords.cloud.label} hint={isFixed ? signInWords.locked : signInWords.cloud.hint}>
        <Dropdown
          id={toFieldId('cloud')}
          disabled={isFixed}
          value={guideWords.clouds[draft.cloud]}
          selectedOptions={[draft.cloud]}
          onOptionSelect={(_, { optionValue }) => {
            const cloud = clouds.find((each) => each === optionValue);
            if (cloud !== undefined) change({ cloud });
          }}
        >
          {clouds.map((cloud) => (
            <Option key={cloud} value={cloud}>
              {guideWords.clouds[cloud]}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field
        label={words.label}
        hint={isAuthorityFixed ? words.locked : words.hint}
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
  const words = signInWords.keep;
  const styles = useSignInStyles();
  return (
    <Field label={words.label}>
      <RadioGroup
        value={draft.keep}
        onChange={(_, { value }) => change({ keep: value === 'sealed' ? 'sealed' : 'session' })}
      >
        <Radio
          value="sealed"
          className={styles.option}
          disabled={!defaults.canSeal}
          label={
            <OptionLabel label={words.sealed} text={defaults.canSeal ? words.sealedText : words.cannotSeal} />
          }
        />
        <Radio
          value="session"
          className={styles.option}
          label={<OptionLabel label={words.session} text={words.sessionText} />}
        />
      </RadioGroup>
    </Field>
  );
}
