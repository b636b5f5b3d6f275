import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { PopupHome } from './popup-home.tsx';

const useStyles = makeStyles({
  // Focused only so that Tab continues from here.
  root: { outlineStyle: 'none' },
});

interface MainLandmarkProps {
  className: string;
  /** For a page that is all there is in the window: focus was lost with the previous one. */
  takesFocus?: boolean;
  children: ReactNode;
}

export function MainLandmark({ className, takesFocus = false, children }: MainLandmarkProps) {
  const styles = useStyles();
  const [home, setHome] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (takesFocus && document.activeElement === document.body) home?.focus();
  }, [takesFocus, home]);
  return (
    <main
      ref={setHome}
      className={mergeClasses(styles.root, className)}
      tabIndex={takesFocus ? -1 : undefined}
    >
      <PopupHome home={home}>{children}</PopupHome>
    </main>
  );
}
