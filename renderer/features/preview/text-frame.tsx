import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';

const useStyles = makeStyles({
  frame: { position: 'absolute', inset: 0, width: '100%', height: '100%', border: 'none' },
  entered: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  leave: {
    position: 'absolute',
    insetBlockEnd: tokens.spacingVerticalS,
    insetInlineEnd: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForegroundInverted,
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    pointerEvents: 'none',
  },
});

/** The page receives no key pressed in the frame, not even Escape, so it says how to leave. */
export function TextFrame({ url, title }: { url: string; title: string }) {
  const styles = useStyles();
  const frame = useRef<HTMLIFrameElement>(null);
  const [isEntered, setEntered] = useState(false);
  useEffect(() => {
    // When the focus enters the frame, the window loses it; the active element follows.
    const check = () =>
      void setTimeout(() => setEntered(frame.current !== null && document.activeElement === frame.current));
    window.addEventListener('blur', check);
    window.addEventListener('focus', check);
    return () => {
      window.removeEventListener('blur', check);
      window.removeEventListener('focus', check);
    };
  }, []);
  return (
    <>
      {/* An empty sandbox: no scripts, forms, or navigation, and a separate origin. */}
      <iframe
        ref={frame}
        className={mergeClasses(styles.frame, isEntered && styles.entered)}
        sandbox=""
        src={url}
        title={title}
      />
      {isEntered && (
        <span className={styles.leave} role="status">
          {t('preview.leaveText')}
        </span>
      )}
    </>
  );
}
