import { Button, Field, Input, Spinner, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { SignIn } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import type { SigningIn } from '../../api/use-sign-in.ts';
import { useApp } from '../../state/store.ts';
import { FailureAlert } from '../../ui/failure-block.tsx';
import { useNow } from '../../ui/use-now.ts';
import { type GuideStep } from '../../words/guide.ts';
import { formatDuration, formatList } from '../../words/format.ts';
import { toWrongStep } from './check-verdict.ts';
import { useGuideStyles } from './guide-styles.ts';
import { type GuideDraft, validateDraft, toCheck, toRegistration } from './use-guide.ts';

interface Props {
  draft: GuideDraft;
  change: (patch: Partial<GuideDraft>) => void;
  signingIn: SigningIn;
  /** 1-based; 0: not a step for this use */
  numberOf: (step: GuideStep) => number;
}

export function GuideCheck({ draft, change, signingIn, numberOf }: Props) {
  const styles = useGuideStyles();
  const [secret, setSecret] = useState('');
  const go = useApp((state) => state.go);
  const judged = validateDraft(draft);
  const { signIn, refusal } = signingIn;
  const inProgress = signIn !== null && isInProgress(signIn);
  const ready = judged.ready && (draft.use === 'person' || secret.trim() !== '');
  const failure = refusal ?? signIn?.failure ?? null;
  const wasGood = signIn !== null && (signIn.state === 'done' || signIn.state === 'chooseDrives');
  return (
    <div className={styles.fields}>
      <Fields draft={draft} change={change} secret={secret} setSecret={setSecret} />
      <div className={styles.buttons}>
        <Button
          appearance={wasGood ? 'secondary' : 'primary'}
          disabledFocusable={!ready || inProgress}
          onClick={() => void signingIn.begin(toCheck(draft, secret))}
        >
          {signIn === null ? t('guide.check.start') : t('guide.check.again')}
        </Button>
        <Button
          appearance={wasGood ? 'primary' : 'secondary'}
          disabledFocusable={!judged.ready || inProgress}
          onClick={() => go({ name: 'signIn', registration: toRegistration(draft) })}
        >
          {wasGood ? t('guide.check.use') : t('guide.check.skip')}
        </Button>
      </div>
      <div role="status">
        {inProgress && <Progress signIn={signIn} signingIn={signingIn} />}
        {wasGood && <PassedCheck draft={draft} signIn={signIn} />}
      </div>
      {failure !== null && <FailedCheck failure={failure} draft={draft} numberOf={numberOf} />}
    </div>
  );
}

const isInProgress = ({ state }: SignIn): boolean =>
  state === 'starting' || state === 'browser' || state === 'code' || state === 'finishing';

function Fields(
  props: Pick<Props, 'draft' | 'change'> & { secret: string; setSecret: (secret: string) => void },
) {
  const { draft, change, secret, setSecret } = props;
  const judged = validateDraft(draft);
  // Don't report a value as too short while it is being typed.
  const [typing, setTyping] = useState<'clientId' | 'tenant' | null>(null);
  const typingIn = (field: 'clientId' | 'tenant') => ({
    onFocus: () => setTyping(field),
    onBlur: () => setTyping(null),
  });
  return (
    <>
      <Field
        label={t('guide.ids.clientId')}
        {...(judged.clientId && typing !== 'clientId'
          ? { validationMessage: t('guide.ids.clientIdWrong') }
          : { hint: t('guide.ids.clientIdHint') })}
      >
        <Input
          value={draft.clientId}
          {...typingIn('clientId')}
          spellCheck={false}
          onChange={(_, { value }) => change({ clientId: value })}
        />
      </Field>
      <Field
        label={t('guide.ids.tenant')}
        {...(judged.tenant
          ? { validationMessage: t('guide.ids.tenantWrong') }
          : { hint: t(`guide.ids.tenantHint.${draft.use}`) })}
      >
        <Input
          value={draft.tenant}
          spellCheck={false}
          onChange={(_, { value }) => change({ tenant: value })}
        />
      </Field>
      {draft.use === 'app' && (
        <Field label={t('guide.ids.secret')} hint={t('guide.ids.secretHint')}>
          <Input
            type="password"
            autoComplete="off"
            value={secret}
            onChange={(_, { value }) => setSecret(value)}
          />
        </Field>
      )}
    </>
  );
}

function Progress({ signIn, signingIn }: { signIn: SignIn; signingIn: SigningIn }) {
  const styles = useGuideStyles();
  const now = useNow(1_000);
  const state = signIn.state === 'browser' || signIn.state === 'finishing' ? signIn.state : 'starting';
  return (
    <>
      <Spinner
        size="tiny"
        labelPosition="after"
        label={t(`guide.check.waiting.${state}`)}
        style={{ justifyContent: 'start' }}
      />
      {signIn.state === 'browser' && signIn.until !== null && (
        <Text size={200} block className={styles.quiet} aria-hidden>
          {t('guide.check.left', { time: formatDuration(Math.max(0, Date.parse(signIn.until) - now)) })}
        </Text>
      )}
      <div className={styles.buttons}>
        {signIn.state === 'browser' && (
          <Button onClick={() => void signingIn.openAgain()}>{t('guide.check.openAgain')}</Button>
        )}
        <Button onClick={() => void signingIn.cancel()}>{t('app.cancel')}</Button>
      </div>
    </>
  );
}

function PassedCheck({ draft, signIn }: { draft: GuideDraft; signIn: SignIn }) {
  return (
    <>
      <Text weight="semibold" block>
        {t('guide.check.good')}
      </Text>
      <Text block>{draft.use === 'person' ? t('guide.check.goodText') : t('guide.check.goodApp')}</Text>
      {signIn.granted !== null && signIn.granted.length > 0 && (
        <Text block>{t('guide.check.granted', { names: formatList(signIn.granted) })}</Text>
      )}
    </>
  );
}

function FailedCheck({ failure, draft, numberOf }: { failure: Failure } & Pick<Props, 'draft' | 'numberOf'>) {
  const step = toWrongStep(failure.code, draft.use);
  const number = step === null ? 0 : numberOf(step);
  const heading =
    step === null || number === 0
      ? t('guide.check.badElsewhere')
      : t('guide.check.bad', { number, title: t(`guide.${step}.title`) });
  return <FailureAlert failure={failure} heading={heading} />;
}
