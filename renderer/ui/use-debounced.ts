import { useEffect, useState } from 'react';

/** The value once it has stood still for `stillMs`: a run through a list with the arrow keys asks for nothing. */
export function useSettled<T>(value: T, stillMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), stillMs);
    return () => clearTimeout(timer);
  }, [value, stillMs]);
  return settled;
}
