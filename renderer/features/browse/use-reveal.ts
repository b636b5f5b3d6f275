import { useEffect, useEffectEvent } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { usePane, usePaneState } from '../../state/pane.ts';
import { useViewVersion } from './use-view-version.ts';

export function useReveal(head: ViewHead, scrollTo: (ordinal: number) => void): void {
  // A new version may contain the item.
  const version = useViewVersion(head);
  const itemId = usePaneState((pane) => pane.revealId);
  const { select, reveal } = usePane();
  const show = useEffectEvent((found: string, ordinal: number) => {
    scrollTo(ordinal);
    select({ type: 'pick', position: { itemId: found, ordinal } });
    reveal(null);
  });
  useEffect(() => {
    if (itemId === null) return;
    let current = true;
    call('view.locate', { viewId: version.viewId, itemId }).then(
      ({ ordinal }) => current && ordinal !== null && show(itemId, ordinal),
      // The item or the view is gone.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [version, itemId]);
}
