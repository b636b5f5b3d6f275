import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    maxWidth: '100%',
    boxSizing: 'border-box',
    gap: tokens.spacingHorizontalXS,
    paddingInlineStart: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  value: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    userSelect: 'text',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground1,
  },
  large: {
    fontSize: tokens.fontSizeHero800,
    lineHeight: tokens.lineHeightHero800,
    letterSpacing: '0.12em',
    padding: `${tokens.spacingVerticalXS} 0`,
  },
});

interface Props {
  value: string;
  label: string;
  copied: string;
  notCopied: string;
  large?: boolean;
}

/** Announces "Copied". */
export function CopyValue({ value, label, copied, notCopied, large = false }: Props) {
  const styles = useStyles();
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2_500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await copyText(value)) ? 'copied' : 'refused');
  return (
    <span className={styles.root}>
      <span className={mergeClasses(styles.value, large && styles.large)}>{value}</span>
      <Button
        appearance="subtle"
        size={large ? 'medium' : 'small'}
        icon={outcome === 'copied' ? <CheckmarkRegular /> : <CopyRegular />}
        aria-label={label}
        title={label}
        onClick={() => void copy()}
      />
      <span role="status">{outcome !== null && (outcome === 'copied' ? copied : notCopied)}</span>
    </span>
  );
}
