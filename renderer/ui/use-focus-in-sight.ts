import { type RefObject, useEffect } from 'react';

/** A bar below the list may shrink it. */
export function useFocusInSight(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const list = scroller.current;
    if (list === null) return;
    let height = list.clientHeight;
    const observer = new ResizeObserver(() => {
      const lost = height - list.clientHeight;
      height = list.clientHeight;
      const row = list.querySelector('[data-focused="true"]') ?? list.querySelector(':focus');
      if (row === null) return;
      const below = row.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
      if (below > 0 && below <= lost) list.scrollTop += below;
    });
    observer.observe(list);
    return () => observer.disconnect();
  }, [scroller]);
}
