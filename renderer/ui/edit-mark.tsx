import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSync16Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Edit16Regular } from '@fluentui/react-icons/svg/edit';
import { Warning16Regular } from '@fluentui/react-icons/svg/warning';
import type { Edit, EditState } from '../../electron/contract/edits.ts';
import { toEditText } from '../words/edit-text.ts';

const useStyles = makeStyles({
  root: { display: 'inline-flex', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  attention: { color: tokens.colorStatusWarningForeground1 },
  good: { color: tokens.colorStatusSuccessForeground1 },
});

const needsAttention: readonly EditState[] = ['asking', 'conflict', 'gone', 'failed'];

export function EditMark({ edit }: { edit: Edit }) {
  const styles = useStyles();
  const text = toEditText(edit);
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className={mergeClasses(
        styles.root,
        needsAttention.includes(edit.state) && styles.attention,
        edit.state === 'saved' && styles.good,
      )}
    >
      {toIcon(edit.state)}
    </span>
  );
}

function toIcon(state: EditState) {
  switch (state) {
    case 'saved':
      return <CheckmarkCircle16Regular />;
    case 'saving':
    case 'waiting':
      return <ArrowSync16Regular />;
    case 'conflict':
    case 'gone':
    case 'failed':
      return <Warning16Regular />;
    default:
      return <Edit16Regular />;
  }
}
