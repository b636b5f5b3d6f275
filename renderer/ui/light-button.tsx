import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    width: '26px',
    height: '26px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase500,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorBrandForeground1 },
    ':active': { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    // Browsers show a title only on hover, so show it on keyboard focus too.
    ':focus-visible::after': {
      content: 'attr(aria-label)',
      position: 'absolute',
      insetInlineEnd: '100%',
      zIndex: 1,
      padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
      borderRadius: tokens.borderRadiusMedium,
      backgroundColor: tokens.colorNeutralBackground1,
      color: tokens.colorNeutralForeground1,
      boxShadow: tokens.shadow8,
      fontFamily: tokens.fontFamilyBase,
      fontSize: tokens.fontSizeBase200,
      lineHeight: tokens.lineHeightBase200,
      maxWidth: '320px',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      pointerEvents: 'none',
    },
  },
});

export interface LightButtonProps {
  label: string;
  icon: ReactElement;
  onClick: () => void;
  expanded?: boolean;
}

export function LightButton({ label, icon, onClick, expanded }: LightButtonProps) {
  const styles = useStyles();
  return (
    <button
      type="button"
      className={styles.root}
      aria-label={label}
      aria-expanded={expanded}
      title={label}
      onClick={onClick}
    >
      {icon}
    </button>
  );
}
