import { Button, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { t } from '../../../electron/contract/strings/translate.ts';
import { CopyValue } from '../../ui/copy-value.tsx';
import { accessLevels, portals } from '../../words/guide.ts';
import { useGuideStyles } from './guide-styles.ts';
import { GuideStep } from './guide-step.tsx';
import { type GuideDraft, scopesOf, type AccessLevel } from './use-guide.ts';

interface Props {
  number: number;
  state: 'passed' | 'wrong' | undefined;
  draft: GuideDraft;
}

function Copied({ value, name }: { value: string; name: string }) {
  return (
    <CopyValue
      value={value}
      label={t('guide.copy', { what: name })}
      copied={t('app.copied')}
      notCopied={t('app.notCopiedSelect')}
    />
  );
}

export function Portal({ number, state, draft }: Props) {
  return (
    <GuideStep number={number} state={state} title={t('guide.portal.title')}>
      <Text>{t('guide.portal.text')}</Text>
      <Button
        as="a"
        href={portals[draft.cloud]}
        target="_blank"
        rel="noreferrer"
        icon={<OpenRegular />}
        iconPosition="after"
      >
        {t('guide.portal.link')}
      </Button>
      <Text>{t('guide.portal.next')}</Text>
    </GuideStep>
  );
}

const audiences = {
  person: [
    { who: 'one', type: 'one' },
    { who: 'any', type: 'any' },
    { who: 'personal', type: 'personal' },
  ],
  app: [{ who: 'app', type: 'one' }],
} as const;

export function Register({ number, state, draft }: Props) {
  const styles = useGuideStyles();
  return (
    <GuideStep number={number} state={state} title={t('guide.register.title')}>
      <span className={styles.labelled}>
        <Text>{t('guide.register.name')}</Text>
        <Copied value={t('guide.register.nameValue')} name={t('guide.register.name')} />
      </span>
      <Text>{t('guide.register.types')}</Text>
      <dl className={styles.types}>
        {audiences[draft.use].flatMap(({ who, type }) => [
          <dt key={who}>{t(`guide.register.audiences.${who}`)}</dt>,
          <dd key={type}>{t(`guide.register.portalTypes.${type}`)}</dd>,
        ])}
      </dl>
      <Text>{t('guide.register.next')}</Text>
    </GuideStep>
  );
}

export function Redirect({ number, state }: Props) {
  return (
    <GuideStep
      number={number}
      state={state}
      title={t('guide.redirect.title')}
      warning={t('guide.redirect.warning')}
    >
      <Text>{t('guide.redirect.text')}</Text>
      <Copied value={t('guide.redirect.value')} name={t('guide.redirect.valueName')} />
    </GuideStep>
  );
}

export function PublicFlows({ number, state }: Props) {
  return (
    <GuideStep number={number} state={state} title={t('guide.publicFlows.title')} isUncheckable>
      <Text>{t('guide.publicFlows.text')}</Text>
    </GuideStep>
  );
}

export function Credential({ number, state }: Props) {
  return (
    <GuideStep
      number={number}
      state={state}
      title={t('guide.credential.title')}
      warning={t('guide.credential.warning')}
    >
      <Text>{t('guide.credential.text')}</Text>
    </GuideStep>
  );
}

export function Permissions({
  number,
  state,
  draft,
  onAccessLevel,
}: Props & { onAccessLevel: (accessLevel: AccessLevel) => void }) {
  const styles = useGuideStyles();
  const possibleLevels = (Object.keys(accessLevels) as AccessLevel[]).filter(
    (accessLevel) => scopesOf({ use: draft.use, accessLevel }).length > 0,
  );
  return (
    <GuideStep number={number} state={state} title={t('guide.permissions.title')}>
      <Text id="guide-access-level">{t('guide.permissions.accessLevel')}</Text>
      <RadioGroup
        aria-labelledby="guide-access-level"
        value={draft.accessLevel}
        onChange={(_, { value }) => {
          const accessLevel = possibleLevels.find((each) => each === value);
          if (accessLevel !== undefined) onAccessLevel(accessLevel);
        }}
      >
        {possibleLevels.map((accessLevel) => (
          <Radio key={accessLevel} value={accessLevel} label={t(`guide.accessLevels.${accessLevel}`)} />
        ))}
      </RadioGroup>
      <Text>{t(`guide.permissions.text.${draft.use}`)}</Text>
      <span className={styles.values}>
        {scopesOf(draft).map((scope) => (
          <Copied key={scope} value={scope} name={scope} />
        ))}
      </span>
      {draft.use === 'person' && <Text className={styles.quiet}>{t('guide.permissions.always')}</Text>}
    </GuideStep>
  );
}

export function Consent({ number, state, draft }: Props) {
  return (
    <GuideStep number={number} state={state} title={t('guide.consent.title')}>
      <Text>{t(`guide.consent.text.${draft.use}`)}</Text>
    </GuideStep>
  );
}
