import { makeStyles, tokens } from '@fluentui/react-components';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { transferWords as words } from '../../words/transfers.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorStatusWarningForeground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
    flexShrink: 0,
  },
  icon: { fontSize: tokens.fontSizeBase500, flexShrink: 0 },
});

/** Why nothing moves. */
export function HeldBar() {
  const styles = useStyles();
  return (
    <div className={styles.root} role="status">
      <PauseRegular className={styles.icon} />
      <span>{words.held}</span>
    </div>
  );
}
