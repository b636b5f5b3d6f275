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
    // A list may show it with the pointer over its row by itself.
    ':hover': { opacity: 1 },
  },
  shown: { opacity: 1 },
  on: { color: tokens.colorBrandForeground1, opacity: 1 },
});

interface RowCheckProps {
  isOn: boolean;
  /** Also while it is off. */
  isShown: boolean;
  /** Of the head: selects all, or nothing. */
  onClick?: () => void;
  title?: string;
}

/** The check mark at the beginning of a row, for the pointer only: keys and readers know the selection from the row. */
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
