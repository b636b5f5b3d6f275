import { useEffect } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { focusPane } from '../../ui/panes.ts';

let isReported = false;

export function usePaintSignal(head: ViewHead, rowsShown: boolean): void {
  const listed = head.freshness.state === 'fresh' || head.count > 0;
  const { count } = head;
  useEffect(() => {
    if (isReported || !listed || !rowsShown) return;
    // The first frame starts painting this commit; by the second it is visible.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (isReported) return;
        isReported = true;
        if (document.activeElement === document.body) focusPane('files');
        call('app.painted', { itemCount: count }).catch(() => undefined);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [listed, rowsShown, count]);
}
