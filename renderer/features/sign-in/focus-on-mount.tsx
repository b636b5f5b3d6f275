import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useSignInStyles } from './sign-in-styles.ts';

/**
 * What stood here before has gone, and the focus with it: it goes to what is to be read now, in the same
 * step: a key that is pressed then finds it there.
 */
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
