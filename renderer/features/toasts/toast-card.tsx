import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { InfoFilled } from '@fluentui/react-icons/svg/info';
import { type FocusEvent, useRef, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useApp } from '../../state/store.ts';
import type { Toast, ToastAction } from '../../state/toasts.ts';
import { FailureBlock } from '../../ui/failure-block.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { focusContent } from '../../ui/panes.ts';
import { useDismissTimer } from '../../ui/use-dismiss-timer.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'start',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS} ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    animationName: { from: { opacity: 0 }, to: { opacity: 1 } },
    animationDuration: tokens.durationNormal,
    animationTimingFunction: tokens.curveDecelerateMid,
  },
  // Several buttons would leave no room for the text in a narrow window.
  many: { '@media (max-width: 640px)': { '& > :last-child': { gridColumn: '1 / -1', justifySelf: 'end' } } },
  icon: { fontSize: '20px', display: 'block', marginTop: tokens.spacingVerticalXXS },
  success: { color: tokens.colorStatusSuccessForeground1 },
  plain: { color: tokens.colorBrandForeground1 },
  failure: { color: tokens.colorStatusDangerForeground3 },
  words: { minHeight: '24px', alignContent: 'center', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  buttons: { display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', alignItems: 'center' },
});

const icons = { success: CheckmarkCircleFilled, plain: InfoFilled, failure: ErrorCircleFilled };

export function ToastCard({ toast }: { toast: Toast }) {
  const styles = useStyles();
  const closeToast = useApp((state) => state.closeToast);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const close = () => {
    // The button disappears.
    if (root.current?.contains(document.activeElement) === true) focusContent();
    closeToast(toast.toastId);
  };
  useDismissTimer(toast.lifeMs, pointed || focused, close);
  const Icon = icons[toast.tone];
  const leave = (event: FocusEvent) => setFocused(event.currentTarget.contains(event.relatedTarget));
  return (
    <div
      ref={root}
      className={mergeClasses(styles.root, toast.moreActions.length > 0 && styles.many)}
      onMouseEnter={() => setPointed(true)}
      onMouseLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <Icon className={mergeClasses(styles.icon, styles[toast.tone])} aria-hidden="true" />
      <Words toast={toast} />
      <div className={styles.buttons}>
        {toast.moreActions.map((action) => (
          <ActionButton key={action.label} action={action} isMain={false} onDone={close} />
        ))}
        {toast.action !== null && <ActionButton action={toast.action} isMain onDone={close} />}
        <IconButton label={t('toasts.close')} icon={<DismissRegular />} onClick={close} />
      </div>
    </div>
  );
}

function Words({ toast: { text, failure } }: { toast: Toast }) {
  const styles = useStyles();
  if (failure === null) return <div className={styles.words}>{text}</div>;
  const heading = text === '' ? undefined : text;
  return <FailureBlock failure={failure} heading={heading} size="small" className={styles.words} />;
}

function ActionButton({
  action,
  isMain,
  onDone,
}: {
  action: ToastAction;
  isMain: boolean;
  onDone: () => void;
}) {
  const act = () => {
    onDone();
    action.run();
  };
  return (
    <Button size="small" appearance={isMain ? 'primary' : 'subtle'} onClick={act}>
      {action.label}
    </Button>
  );
}
