import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DesktopArrowDown16Regular } from '@fluentui/react-icons/svg/desktop-arrow-down';
import { DesktopCheckmark16Regular } from '@fluentui/react-icons/svg/desktop-checkmark';
import { Pin16Regular } from '@fluentui/react-icons/svg/pin';
import type { CopyMark as Mark } from '../../electron/contract/local-copies.ts';
import { t } from '../../electron/contract/strings/translate.ts';

const useStyles = makeStyles({
  root: { display: 'inline-flex', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  attention: { color: tokens.colorStatusWarningForeground1 },
});

export function CopyMark({ mark }: { mark: Mark }) {
  const styles = useStyles();
  const text = toCopyText(mark);
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className={mergeClasses(styles.root, mark.isOutdated && styles.attention)}
    >
      {toIcon(mark)}
    </span>
  );
}

function toCopyText({ isHere, isKept, isOutdated }: Mark): string {
  if (isOutdated) return t('documents.marks.outdated');
  if (isKept) return t(isHere ? 'documents.kept' : 'documents.marks.kept');
  return t('documents.marks.here');
}

function toIcon({ isKept, isOutdated }: Mark) {
  if (isOutdated) return <DesktopArrowDown16Regular />;
  return isKept ? <Pin16Regular /> : <DesktopCheckmark16Regular />;
}
