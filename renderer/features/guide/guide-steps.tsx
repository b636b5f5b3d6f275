import { Button, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { CopyValue } from '../../ui/copy-value.tsx';
import { guideWishes, guideWords as words, portals } from '../../words/guide.ts';
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
    <CopyValue value={value} label={words.copy(name)} copied={words.copied} notCopied={words.notCopied} />
  );
}

export function Portal({ number, state, draft }: Props) {
  return (
    <GuideStep number={number} state={state} title={words.portal.title}>
      <Text>{words.portal.text}</Text>
      <Button
        as="a"
        href={portals[draft.cloud]}
        target="_blank"
        rel="noreferrer"
        icon={<OpenRegular />}
        iconPosition="after"
      >
        {words.portal.link}
      </Button>
      <Text>{words.portal.next}</Text>
    </GuideStep>
  );
}

export function Register({ number, state, draft }: Props) {
  const styles = useGuideStyles();
  const types = draft.use === 'person' ? words.register.personTypes : words.register.appTypes;
  return (
    <GuideStep number={number} state={state} title={words.register.title}>
      <span className={styles.labelled}>
        <Text>{words.register.name}</Text>
        <Copied value={words.register.nameValue} name={words.register.name} />
      </span>
      <Text>{words.register.types}</Text>
      <dl className={styles.types}>
        {types.flatMap(([who, type]) => [<dt key={who}>{who}</dt>, <dd key={type}>{type}</dd>])}
      </dl>
      <Text>{words.register.next}</Text>
    </GuideStep>
  );
}

export function Redirect({ number, state }: Props) {
  return (
    <GuideStep number={number} state={state} title={words.redirect.title} warning={words.redirect.warning}>
      <Text>{words.redirect.text}</Text>
      <Copied value={words.redirect.value} name={words.redirect.valueName} />
    </GuideStep>
  );
}

export function PublicFlows({ number, state }: Props) {
  return (
    <GuideStep number={number} state={state} title={words.publicFlows.title} invisible>
      <Text>{words.publicFlows.text}</Text>
    </GuideStep>
  );
}

export function Credential({ number, state }: Props) {
  return (
    <GuideStep
      number={number}
      state={state}
      title={words.credential.title}
      warning={words.credential.warning}
    >
      <Text>{words.credential.text}</Text>
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
  const accessLevels = (Object.keys(guideWishes) as AccessLevel[]).filter(
    (accessLevel) => scopesOf({ use: draft.use, accessLevel }).length > 0,
  );
  return (
    <GuideStep number={number} state={state} title={words.permissions.title}>
      <Text id="guide-access-level">{words.permissions.wish}</Text>
      <RadioGroup
        aria-labelledby="guide-access-level"
        value={draft.accessLevel}
        onChange={(_, { value }) => {
          const accessLevel = accessLevels.find((each) => each === value);
          if (accessLevel !== undefined) onAccessLevel(accessLevel);
        }}
      >
        {accessLevels.map((accessLevel) => (
          <Radio key={accessLevel} value={accessLevel} label={guideWishes[accessLevel].label} />
        ))}
      </RadioGroup>
      <Text>{words.permissions.text[draft.use]}</Text>
      <span className={styles.values}>
        {scopesOf(draft).map((scope) => (
          <Copied key={scope} value={scope} name={words.permissions.valueName(scope)} />
        ))}
      </span>
      {draft.use === 'person' && <Text className={styles.quiet}>{words.permissions.always}</Text>}
    </GuideStep>
  );
}

export function Consent({ number, state, draft }: Props) {
  return (
    <GuideStep number={number} state={state} title={words.consent.title}>
      <Text>{words.consent.text[draft.use]}</Text>
    </GuideStep>
  );
}
