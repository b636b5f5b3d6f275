import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ShieldCheckmarkRegular } from '@fluentui/react-icons/svg/shield-checkmark';
import { ShieldQuestionRegular } from '@fluentui/react-icons/svg/shield-question';
import { InfoShieldRegular } from '@fluentui/react-icons/svg/info-shield';
import type { Transfer } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toVerification } from './verification.ts';

const useStyles = makeStyles({
  root: { flexShrink: 0, display: 'block', color: tokens.colorNeutralForeground3 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  icon: { display: 'block' },
});

const icons = {
  verified: ShieldCheckmarkRegular,
  rewritten: InfoShieldRegular,
  otherChecksum: ShieldQuestionRegular,
  unverified: ShieldQuestionRegular,
};

export function VerificationBadge({ transfer }: { transfer: Transfer }) {
  const styles = useStyles();
  const verification = toVerification(transfer);
  if (verification === null) return null;
  const Icon = icons[verification];
  return (
    <span
      role="img"
      className={mergeClasses(styles.root, verification === 'verified' && styles.good)}
      aria-label={t(`verification.${verification}`)}
      title={t(`verification.${verification}`)}
    >
      <Icon className={styles.icon} />
    </span>
  );
}
