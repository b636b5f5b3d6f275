import { Button, LargeTitle, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { ShieldCheckmarkRegular } from '@fluentui/react-icons/svg/shield-checkmark';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { signInDefaultsQuery } from '../../api/app-queries.ts';
import { useApp } from '../../state/store.ts';
import { SlipwayMark } from '../../ui/slipway-mark.tsx';
import { PageBackdrop } from '../../ui/page-backdrop.tsx';
import { SampleFailure } from './sample-failure.tsx';
import { type SampleDrive, useSampleDrive } from '../../state/use-sample-drive.ts';

const useStyles = makeStyles({
  title: { marginTop: tokens.spacingVerticalL },
  sentence: {
    marginTop: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground2,
    textAlign: 'center',
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalXXL,
  },
  button: { minWidth: '208px' },
  hint: { marginTop: tokens.spacingVerticalM, color: tokens.colorNeutralForeground3, textAlign: 'center' },
  need: { marginTop: tokens.spacingVerticalXS, color: tokens.colorNeutralForeground3, textAlign: 'center' },
  many: { marginTop: tokens.spacingVerticalXS },
  promises: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalXXXL,
    width: '100%',
    maxWidth: '800px',
    margin: `56px 0 0`,
    padding: 0,
    listStyleType: 'none',
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: '320px' },
  },
  promise: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalSNudge },
  icon: { fontSize: '24px', color: tokens.colorBrandForeground1 },
  text: { color: tokens.colorNeutralForeground3 },
});

const promises = [
  { key: 'lost', Icon: ShieldCheckmarkRegular },
  { key: 'hidden', Icon: EyeRegular },
  { key: 'leaks', Icon: LockClosedRegular },
] as const;

export function WelcomePage() {
  const styles = useStyles();
  const go = useApp((state) => state.go);
  const sample = useSampleDrive();
  const defaults = useQuery(signInDefaultsQuery);
  const hasClientId = defaults.data?.hasClientId === true;
  return (
    <PageBackdrop>
      <SlipwayMark size={88} />
      <LargeTitle as="h1" className={styles.title}>
        {t('app.name')}
      </LargeTitle>
      <Text size={400} className={styles.sentence}>
        {t('welcome.tagline')}
      </Text>
      <div className={styles.buttons}>
        {/* Hidden until the order of the buttons is known, so that none moves under the pointer. */}
        {!defaults.isPending && (
          <>
            {!hasClientId && <SampleButton sample={sample} primary />}
            <Button
              appearance={hasClientId ? 'primary' : 'secondary'}
              size="large"
              className={styles.button}
              onClick={() => go({ name: 'signIn' })}
            >
              {t('app.signIn')}
            </Button>
            {hasClientId && <SampleButton sample={sample} primary={false} />}
          </>
        )}
      </div>
      <Text className={styles.hint}>{t('welcome.sampleHint')}</Text>
      {!hasClientId && !defaults.isPending && <Text className={styles.need}>{t('welcome.signInNeeds')}</Text>}
      <Button appearance="transparent" className={styles.many} onClick={() => go({ name: 'accountImport' })}>
        {t('import.open')}
      </Button>
      <SampleFailure failure={sample.failure} />
      <Promises />
    </PageBackdrop>
  );
}

function SampleButton({ sample, primary }: { sample: SampleDrive; primary: boolean }) {
  const styles = useStyles();
  return (
    <Button
      appearance={primary ? 'primary' : 'secondary'}
      size="large"
      className={styles.button}
      disabledFocusable={sample.opening}
      {...(sample.opening ? { icon: <Spinner size="tiny" aria-hidden="true" /> } : {})}
      onClick={() => void sample.open()}
    >
      {sample.opening ? t('welcome.openingSample') : t('welcome.trySample')}
    </Button>
  );
}

function Promises() {
  const styles = useStyles();
  return (
    <ul className={styles.promises} aria-label={t('welcome.promises')}>
      {promises.map(({ key, Icon }) => (
        <li key={key} className={styles.promise}>
          <Icon className={styles.icon} aria-hidden="true" />
          <Text as="h2" weight="semibold" size={300}>
            {t(`welcome.promise.${key}.title`)}
          </Text>
          <Text className={styles.text}>{t(`welcome.promise.${key}.text`)}</Text>
        </li>
      ))}
    </ul>
  );
}
