import {
  Button,
  Dialog as FluentDialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  tokens,
  useFocusFinders,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { PopupHome } from './popup-home.tsx';
import { useLostFocus } from './use-kept-focus.ts';

const useStyles = makeStyles({
  narrow: { maxWidth: '440px' },
  medium: { maxWidth: '480px' },
  wide: { maxWidth: '760px' },
  widest: { maxWidth: '1080px' },
  full: { maxWidth: 'min(1600px, 96vw)', width: '96vw' },
  title: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', outlineStyle: 'none' },
  actions: {
    gridColumnStart: 1,
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    '& button': { whiteSpace: 'nowrap', maxWidth: 'none' },
  },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

export interface DialogProps {
  title: string;
  width: 'narrow' | 'medium' | 'wide' | 'widest' | 'full';
  children: ReactNode;
  contentClassName?: string | undefined;
  /** The keyboard can then scroll content without anything focusable. */
  contentFocusable?: boolean;
  actions: ReactNode | { closeLabel: string };
  /** A frame in the content would keep Escape and the arrow keys to itself. */
  startAtTitle?: boolean;
  onSubmit?: () => void;
  onClose: () => void;
}

export function Dialog({ title, width, startAtTitle, onSubmit, onClose, ...rest }: DialogProps) {
  const styles = useStyles();
  const [home, setHome] = useState<HTMLElement | null>(null);
  useFirstFocus(home, startAtTitle === true ? 'title' : isCloseOnly(rest.actions) ? 'content' : 'control');
  const body = <Body title={title} onClose={onClose} {...rest} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <FluentDialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface ref={setHome} className={styles[width]} aria-describedby={undefined}>
        <PopupHome home={home}>
          {onSubmit === undefined ? body : <form onSubmit={submit}>{body}</form>}
        </PopupHome>
      </DialogSurface>
    </FluentDialog>
  );
}

/** Fluent focuses the first control, which may be the close button in the header. */
function useFirstFocus(surface: HTMLElement | null, first: 'control' | 'content' | 'title') {
  const { findFirstFocusable } = useFocusFinders();
  useEffect(() => {
    if (first === 'control' || surface === null) return;
    const content = first === 'title' ? null : surface.querySelector<HTMLElement>('[data-dialog="content"]');
    const control = content?.tabIndex === 0 ? content : content && findFirstFocusable(content);
    (control ?? surface.querySelector<HTMLElement>('[data-dialog="title"]'))?.focus();
  }, [surface, first, findFirstFocusable]);
}

function Body(props: Omit<DialogProps, 'width' | 'startAtTitle' | 'onSubmit'>) {
  const styles = useStyles();
  const { actions } = props;
  const closeLabel = isCloseOnly(actions) ? actions.closeLabel : null;
  const root = useRef<HTMLDivElement>(null);
  // What has the focus disappears with content that failed to load; then Escape would close nothing.
  useLostFocus(root, () => root.current?.querySelector<HTMLElement>('[data-dialog="title"]')?.focus());
  return (
    // Fluent's type says that it can only be null.
    <DialogBody ref={root as RefObject<never>}>
      <DialogTitle
        className={styles.title}
        tabIndex={-1}
        data-dialog="title"
        {...(closeLabel !== null && { action: <CloseButton label={closeLabel} onClick={props.onClose} /> })}
      >
        {props.title}
      </DialogTitle>
      <DialogContent
        className={mergeClasses(styles.content, props.contentClassName)}
        data-dialog="content"
        tabIndex={props.contentFocusable === true ? 0 : undefined}
      >
        {props.children}
      </DialogContent>
      {!isCloseOnly(actions) && <DialogActions className={styles.actions}>{actions}</DialogActions>}
    </DialogBody>
  );
}

function isCloseOnly(actions: DialogProps['actions']): actions is { closeLabel: string } {
  return typeof actions === 'object' && actions !== null && 'closeLabel' in actions;
}

/** No tooltip, which would capture the first Escape. */
function CloseButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button appearance="subtle" size="small" aria-label={label} icon={<DismissRegular />} onClick={onClick} />
  );
}
