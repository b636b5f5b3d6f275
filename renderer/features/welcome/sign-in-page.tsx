import { Button, makeStyles, Spinner, Text, Title2, tokens } from '@fluentui/react-components';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add';
import { useApp } from '../../state/store.ts';
import { SlipwayMark } from '../../ui/slipway-mark.tsx';
import { signInWords as words, welcomeWords } from '../../words/welcome.ts';
import { PageBackdrop } from './page-backdrop.tsx';
import { SampleFailure } from './sample-failure.tsx';
import { useSampleDrive } from './use-sample-drive.ts';

const useStyles = makeStyles({
  column: { width: '100%', maxWidth: '560px', display: 'flex', flexDirection: 'column' },
  title: { marginTop: tokens.spacingVerticalL },
  lead: { marginTop: tokens.spacingVerticalS, color: tokens.colorNeutralForeground2 },
  list: {
    margin: `${tokens.spacingVerticalL} 0 0`,
    padding: 0,
    listStyleType: 'none',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  needed: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalL,
    '& + &': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  icon: { fontSize: '24px', color: tokens.colorBrandForeground1 },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  text: { color: tokens.colorNeutralForeground3 },
  subtitle: { marginTop: tokens.spacingVerticalXXL },
  steps: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    paddingInlineStart: tokens.spacingHorizontalXL,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  step: { paddingBottom: tokens.spacingVerticalXS },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalM, marginTop: tokens.spacingVerticalXL },
});

const needed = [
  { key: 'registration', Icon: KeyRegular },
  { key: 'accounts', Icon: PersonAddRegular },
] as const;

/** Not a dead end: what is missing, how it will go, and what can be done meanwhile. */
export function SignInPage() {
  const styles = useStyles();
  const back = useApp((state) => state.back);
  const sample = useSampleDrive();
  return (
    <PageBackdrop>
      <div className={styles.column}>
        <SlipwayMark size={48} />
        <Title2 as="h1" className={styles.title}>
          {words.title}
        </Title2>
        <Text className={styles.lead}>{words.lead}</Text>
        <ul className={styles.list}>
          {needed.map(({ key, Icon }) => (
            <li key={key} className={styles.needed}>
              <Icon className={styles.icon} aria-hidden="true" />
              <div className={styles.words}>
                <Text weight="semibold">{words.needed[key].title}</Text>
                <Text className={styles.text}>{words.needed[key].text}</Text>
              </div>
            </li>
          ))}
        </ul>
        <Text as="h2" weight="semibold" size={400} className={styles.subtitle}>
          {words.thenTitle}
        </Text>
        <ol className={styles.steps}>
          {words.steps.map((step) => (
            <li key={step} className={styles.step}>
              {step}
            </li>
          ))}
        </ol>
        <div className={styles.buttons}>
          <Button
            appearance="primary"
            disabledFocusable={sample.opening}
            {...(sample.opening ? { icon: <Spinner size="tiny" /> } : {})}
            onClick={() => void sample.open()}
          >
            {sample.opening ? welcomeWords.opening : words.sample}
          </Button>
          <Button onClick={back}>{words.back}</Button>
        </div>
        <SampleFailure failure={sample.failure} />
      </div>
    </PageBackdrop>
  );
}
