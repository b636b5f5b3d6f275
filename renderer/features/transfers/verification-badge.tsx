import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ShieldCheckmarkRegular } from '@fluentui/react-icons/svg/shield-checkmark';
import { ShieldQuestionRegular } from '@fluentui/react-icons/svg/shield-question';
import { InfoShieldRegular } from '@fluentui/react-icons/svg/info-shield';
import type { Transfer } from '../../../electron/contract/records.ts';
import { proofWords, toProof } from '../../words/transfer-proof.ts';

const useStyles = makeStyles({
  root: { flexShrink: 0, display: 'block', color: tokens.colorNeutralForeground3 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  icon: { display: 'block' },
});

const icons = {
  verified: ShieldCheckmarkRegular,
  rewritten: InfoShieldRegular,
  unverified: ShieldQuestionRegular,
};

/** A sign beside the name of what arrived, which says how sure it is that nothing changed on the way. */
export function TransferProof({ transfer }: { transfer: Transfer }) {
  const styles = useStyles();
  const proof = toProof(transfer);
  if (proof === null) return null;
  const Icon = icons[proof];
  return (
    <span
      role="img"
      className={mergeClasses(styles.root, proof === 'verified' && styles.good)}
      aria-label={proofWords[proof]}
      title={proofWords[proof]}
    >
      <Icon className={styles.icon} />
    </span>
  );
}
