import { useEffect } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { focusPane } from '../../ui/panes.ts';

let told = false;

/** Tells main, once, that the first folder is really on screen; from then on the keyboard works in the list. */
export function usePaintSignal(head: ViewHead, rowsShown: boolean): void {
  const listed = head.freshness.state === 'fresh' || head.count > 0;
  const { count } = head;
  useEffect(() => {
    if (told || !listed || !rowsShown) return;
    // The first frame after this commit begins to paint it; by the second it is there.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (told) return;
        told = true;
        if (document.activeElement === document.body) focusPane('files');
        call('app.painted', { itemCount: count }).catch(() => undefined);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [listed, rowsShown, count]);
}
