import { Button, Dropdown, Field, Option, Radio, RadioGroup, Text, Title1 } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import type { Cloud } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useSignIn } from '../../api/use-sign-in.ts';
import { useApp } from '../../state/store.ts';
import { clouds, type GuideUse } from '../../words/guide.ts';
import { MainLandmark } from '../../ui/main-landmark.tsx';
import { toCheckVerdict } from './check-verdict.ts';
import { GuideCheck } from './guide-check.tsx';
import { useGuideStyles } from './guide-styles.ts';
import { GuideStep } from './guide-step.tsx';
import { Consent, Credential, Permissions, Portal, PublicFlows, Redirect, Register } from './guide-steps.tsx';
import { type GuideDraft, useGuide } from './use-guide.ts';

export function GuidePage() {
  const styles = useGuideStyles();
  const back = useApp((state) => state.back);
  const { draft, change } = useGuide();
  const signingIn = useSignIn();
  const verdict = signingIn.signIn === null ? {} : toCheckVerdict(signingIn.signIn, draft.use);
  const start = (patch: Partial<GuideDraft>) => {
    signingIn.reset();
    change(patch);
  };
  const steps =
    draft.use === 'person'
      ? (['portal', 'register', 'redirect', 'publicFlows', 'permissions', 'consent', 'ids'] as const)
      : (['portal', 'register', 'credential', 'permissions', 'consent', 'ids'] as const);
  const numberOf = (step: (typeof steps)[number]) => steps.findIndex((each) => each === step) + 1;
  const shown = (step: (typeof steps)[number]) => ({ number: numberOf(step), state: verdict[step], draft });
  return (
    <MainLandmark className={styles.page} takesFocus>
      <Button appearance="subtle" className={styles.back} icon={<ArrowLeftRegular />} onClick={back}>
        {t('app.back')}
      </Button>
      <Title1 as="h1" block>
        {t('guide.heading')}
      </Title1>
      <Text className={styles.lead}>{t('guide.lead')}</Text>
      <div className={styles.choices}>
        <UseChoice use={draft.use} onChoose={(use) => start({ use })} />
        <CloudChoice cloud={draft.cloud} onChoose={(cloud) => start({ cloud })} />
      </div>
      <ol className={styles.steps} aria-label={t('guide.stepsLabel')}>
        <Portal {...shown('portal')} />
        <Register {...shown('register')} />
        {draft.use === 'person' ? (
          <>
            <Redirect {...shown('redirect')} />
            <PublicFlows {...shown('publicFlows')} />
          </>
        ) : (
          <Credential {...shown('credential')} />
        )}
        <Permissions {...shown('permissions')} onAccessLevel={(accessLevel) => start({ accessLevel })} />
        <Consent {...shown('consent')} />
        <GuideStep number={numberOf('ids')} title={t('guide.ids.title')} state={verdict.ids}>
          <Text>{t('guide.ids.text')}</Text>
          <GuideCheck
            draft={draft}
            change={start}
            signingIn={signingIn}
            numberOf={(step) => steps.findIndex((each) => each === step) + 1}
          />
        </GuideStep>
      </ol>
    </MainLandmark>
  );
}

function UseChoice({ use, onChoose }: { use: GuideUse; onChoose: (use: GuideUse) => void }) {
  return (
    <Field label={t('guide.question')}>
      <RadioGroup value={use} onChange={(_, { value }) => onChoose(value === 'app' ? 'app' : 'person')}>
        {(['person', 'app'] as const).map((each) => (
          <Radio
            key={each}
            value={each}
            label={
              <>
                {t(`guide.uses.${each}.label`)}
                <Text size={200} block>
                  {t(`guide.uses.${each}.text`)}
                </Text>
              </>
            }
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

function CloudChoice({ cloud, onChoose }: { cloud: Cloud; onChoose: (cloud: Cloud) => void }) {
  return (
    <Field label={t('guide.cloudLabel')}>
      <Dropdown
        value={t(`guide.clouds.${cloud}`)}
        selectedOptions={[cloud]}
        onOptionSelect={(_, { optionValue }) => {
          const chosen = clouds.find((each) => each === optionValue);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {clouds.map((each) => (
          <Option key={each} value={each}>
            {t(`guide.clouds.${each}`)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
