import { useEffect, useEffectEvent } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { useApp } from '../../state/store.ts';
import { useViewVersion } from './use-view-version.ts';

/** Brings a wanted item into sight and selects it, as soon as the view has it. */
export function useReveal(head: ViewHead, scrollTo: (ordinal: number) => void): void {
  // A new version may be the one that has the item.
  const version = useViewVersion(head);
  const itemId = useApp((state) => state.revealId);
  const show = useEffectEvent((found: string, ordinal: number) => {
    const { select, reveal } = useApp.getState();
    scrollTo(ordinal);
    select({ type: 'pick', position: { itemId: found, ordinal } });
    reveal(null);
  });
  useEffect(() => {
    if (itemId === null) return;
    let current = true;
    call('view.locate', { viewId: version.viewId, itemId }).then(
      ({ ordinal }) => current && ordinal !== null && show(itemId, ordinal),
      // Not in this view, or the view is gone: nothing to show.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [version, itemId]);
}
