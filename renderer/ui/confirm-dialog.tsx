import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

const useStyles = makeStyles({
  content: { paddingBottom: tokens.spacingVerticalS },
  button: { whiteSpace: 'nowrap' },
  danger: {
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    ':hover': {
      backgroundColor: tokens.colorStatusDangerBackground3Hover,
      color: tokens.colorNeutralForegroundOnBrand,
    },
    ':hover:active': {
      backgroundColor: tokens.colorStatusDangerBackground3Pressed,
      color: tokens.colorNeutralForegroundOnBrand,
    },
  },
});

export interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  confirm: string;
  cancel: string;
  /** Hard to undo, so the button is red. */
  danger: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Cancel comes first so that it has initial focus; Escape cancels, too. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const styles = useStyles();
  const { danger, busy = false } = props;
  const actions = (
    <>
      <Button onClick={props.onClose}>{props.cancel}</Button>
      <Button
        appearance="primary"
        className={mergeClasses(styles.button, danger && styles.danger)}
        disabledFocusable={busy}
        onClick={props.onConfirm}
      >
        {props.confirm}
      </Button>
    </>
  );
  return (
    <Dialog
      title={props.title}
      width="medium"
      contentClassName={styles.content}
      actions={actions}
      onClose={props.onClose}
    >
      {props.children}
    </Dialog>
  );
}
