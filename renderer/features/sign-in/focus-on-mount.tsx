import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useSignInStyles } from './sign-in-styles.ts';

/** Moves the focus, lost with the previous content, to the new content before any further key press. */
export function FocusOnMount({ children }: { children: ReactNode }) {
  const styles = useSignInStyles();
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => root.current?.focus(), []);
  return (
    <div ref={root} tabIndex={-1} className={styles.arrival}>
      {children}
    </div>
  );
}
