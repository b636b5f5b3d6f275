import { useEffect, useState } from 'react';

/** True once `isActive` has been true for `delayMs`, so that fast operations don't flicker. */
export function useDelayed(isActive: boolean, delayMs: number): boolean {
  const [due, setDue] = useState(false);
  useEffect(() => {
    if (!isActive) return;
    const timer = setTimeout(() => setDue(true), delayMs);
    return () => {
      clearTimeout(timer);
      setDue(false);
    };
  }, [isActive, delayMs]);
  return isActive && due;
}
