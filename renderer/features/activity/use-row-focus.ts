import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * A row or its button disappears when it is undone or restored. The focus then moves to the button that takes
 * its place, or to the last one.
 */
export function useRowFocus(table: RefObject<HTMLElement | null>) {
  const last = useRef<{ button: Element; at: number } | null>(null);
  const buttons = () => [...(table.current?.querySelectorAll('button') ?? [])];
  useLayoutEffect(() => {
    if (last.current === null || last.current.button.isConnected) return;
    const { at } = last.current;
    last.current = null;
    const all = buttons();
    if (document.activeElement === document.body) all[Math.min(at, all.length - 1)]?.focus();
  });
  return {
    onFocus: () => {
      const at = buttons().findIndex((button) => button === document.activeElement);
      const button = buttons()[at];
      last.current = button === undefined ? null : { button, at };
    },
  };
}
