import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '28px',
    height: '100%',
    padding: 0,
    border: 'none',
    background: 'none',
    fontSize: '18px',
    color: tokens.colorNeutralForeground3,
    opacity: 0,
    ':hover': { opacity: 1 },
  },
  shown: { opacity: 1 },
  on: { color: tokens.colorBrandForeground1, opacity: 1 },
});

interface RowCheckProps {
  isOn: boolean;
  /** Visible even when unchecked. */
  isShown: boolean;
  /** For the header: selects all or none. */
  onClick?: () => void;
  title?: string;
}

/** A row's check mark, for the pointer only: keyboard and screen readers use the row's own selection. */
export function RowCheck({ isOn, isShown, onClick, title }: RowCheckProps) {
  const styles = useStyles();
  return (
    <span role="presentation">
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        data-act="toggle"
        data-check
        title={title}
        className={mergeClasses(styles.root, isShown && styles.shown, isOn && styles.on)}
        onClick={onClick}
      >
        {isOn ? <CheckmarkCircleFilled /> : <CircleRegular />}
      </button>
    </span>
  );
}
