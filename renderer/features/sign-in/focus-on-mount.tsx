import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useSignInStyles } from './sign-in-styles.ts';

/** Focus was lost with the previous content; the next key press needs it. */
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
