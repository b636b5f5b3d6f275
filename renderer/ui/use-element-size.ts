import { type RefObject, useLayoutEffect, useState } from 'react';

export function useElementSize(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const note = () => {
      const width = Math.floor(target.clientWidth);
      const height = Math.floor(target.clientHeight);
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    note();
    const observer = new ResizeObserver(note);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
