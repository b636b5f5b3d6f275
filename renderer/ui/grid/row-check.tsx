import { mergeClasses } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { useGridStyles } from './grid-styles.ts';

interface RowCheckProps {
  isOn: boolean;
  isShown: boolean;
  onClick?: () => void;
  title?: string;
}

/** For the pointer only: keyboard and screen readers use the row's own selection. */
export function RowCheck({ isOn, isShown, onClick, title }: RowCheckProps) {
  const styles = useGridStyles();
  return (
    <span role="presentation">
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        data-act="toggle"
        title={title}
        className={mergeClasses(styles.check, isShown && styles.checkShown, isOn && styles.checkOn)}
        onClick={onClick}
      >
        {/* A list has one header, so its mark needn’t be left out until it is visible. */}
        {isOn ? <CheckmarkCircleFilled /> : (isShown || onClick !== undefined) && <CircleRegular />}
      </button>
    </span>
  );
}
